-- Tells a list that was sent to before: a keyed digest of its numbers. Online: ADD COLUMN is instant.
ALTER TABLE campaign
    ADD COLUMN recipients_digest BINARY(16) NULL;  -- NULL: registered before this column was
