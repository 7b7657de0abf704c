-- The lamp of the clock whose date stands in due_at: none for a matter that nobody's lamp may stand on (an independent
-- body has it, or nothing runs). What is overdue or near is read in the order of that date.

ALTER TABLE matter ADD COLUMN lamp TEXT NOT NULL DEFAULT 'none';

UPDATE matter SET lamp = COALESCE((
  SELECT MAX(d.lamp) FROM deadline d WHERE d.region = matter.region AND d.matter = matter.id AND d.subject_kind = 'proceeding'
    AND d.state IN ('armed', 'missed') AND d.met_at IS NULL AND d.due_at = matter.due_at
), 'none') WHERE open = 1 AND due_at IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM assignment a JOIN office o ON o.region = a.region AND o.id = a.office
  WHERE a.region = matter.region AND a.matter = matter.id AND a.open = 1 AND a.kind = 'lead' AND o.independent = 1
);

CREATE INDEX matter_due ON matter (region, open, due_at, ordinal);
