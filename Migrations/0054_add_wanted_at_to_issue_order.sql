-- Since when an order waits to be called, however often its next call was put off. Online: instant.
ALTER TABLE issue_order
    ADD COLUMN wanted_at DATETIME(3) NULL;  -- NULL: planned before this column was; then due_at counts
