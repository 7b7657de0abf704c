-- When a one-time password was given, so that it can expire. Those still waiting for their first login get the hour that
-- the audit log kept; NULL: the account has its own password, or got its first at installation, which nobody could give anew.

ALTER TABLE account ADD COLUMN one_time_at BIGINT;

UPDATE account SET one_time_at = (
  SELECT MAX(l.at) FROM audit_log l WHERE l.region = account.region AND l.kind = 'password_reset' AND l.subject = account.id
) WHERE password_at IS NULL AND password IS NOT NULL;
