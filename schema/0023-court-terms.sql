-- A court's letter: when the mediator signed for the material (its term runs from there), and the packet that went back.

ALTER TABLE external_reference ADD COLUMN confirmed_on TEXT;  -- day; NULL: not told, the term is counted from received_at
ALTER TABLE external_reference ADD COLUMN packet TEXT;        -- attachment: the PDF as it was last printed; NULL: none yet
ALTER TABLE external_reference ADD COLUMN sent_on TEXT;       -- day the packet went back; NULL: not yet
ALTER TABLE external_reference ADD COLUMN sent_how TEXT;      -- hand post online; NULL: not yet
ALTER TABLE external_reference ADD COLUMN sent_label TEXT;    -- office and role that sent it; NULL: not yet

-- A closed matter shows a lamp only while a court still waits for its packet: few rows, read beside the open ones.
CREATE INDEX matter_closed_due ON matter (region, open, lamp, due_at, ordinal);
