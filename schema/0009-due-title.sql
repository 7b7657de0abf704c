-- The name of the clock whose date stands in due_at: a row of a list says what is due, the matter or one office's part.
-- What waits to be closed or archived (closing) is the desk's as before, and no longer counts as waiting to be assigned.

ALTER TABLE matter ADD COLUMN due_title TEXT;     -- NULL: none runs
ALTER TABLE assignment ADD COLUMN due_title TEXT; -- NULL: none

UPDATE matter SET due_title = (
  SELECT MAX(d.title) FROM deadline d WHERE d.region = matter.region AND d.matter = matter.id AND d.subject_kind = 'proceeding'
    AND d.state IN ('armed', 'missed') AND d.met_at IS NULL AND d.due_at = matter.due_at
) WHERE due_at IS NOT NULL;

UPDATE assignment SET due_title = (
  SELECT MAX(d.title) FROM deadline d WHERE d.region = assignment.region AND d.matter = assignment.matter
    AND d.subject IN (assignment.id, assignment.proceeding) AND d.state IN ('armed', 'missed') AND d.met_at IS NULL AND d.due_at = assignment.due_at
) WHERE due_at IS NOT NULL;

UPDATE assignment SET kind = 'closing' WHERE kind = 'desk' AND open = 1
  AND EXISTS (SELECT 1 FROM proceeding p WHERE p.region = assignment.region AND p.id = assignment.proceeding
    AND (p.procedure_name = 'grid_matter' AND p.state IN ('verified', 'closed')
      OR p.procedure_name = 'people_mediation' AND p.state IN ('visited', 'told', 'closed')));
