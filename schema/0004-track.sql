-- A matter sent to another system waits on that system: it is the desk's to keep track of (track) and no longer counts as
-- waiting for the desk. Those that were sent away before, and have no proceeding of ours to wait for, become so. What an
-- office is handling is that office's, and no longer counts for the desk either.

UPDATE assignment SET kind = 'track' WHERE kind = 'desk' AND open = 1
  AND EXISTS (SELECT 1 FROM proceeding p WHERE p.region = assignment.region AND p.id = assignment.proceeding
    AND p.procedure_name = 'grid_matter' AND p.state = 'referred')
  AND NOT EXISTS (SELECT 1 FROM proceeding c WHERE c.region = assignment.region AND c.matter = assignment.matter
    AND c.parent = assignment.proceeding);

UPDATE assignment SET open = 0, state = 'ended', ended_at = (
  SELECT MAX(e.entered_at) FROM event e WHERE e.region = assignment.region AND e.matter = assignment.matter
) WHERE kind = 'desk' AND open = 1
  AND EXISTS (SELECT 1 FROM proceeding p WHERE p.region = assignment.region AND p.id = assignment.proceeding
    AND p.procedure_name = 'grid_matter' AND p.state = 'handling');
