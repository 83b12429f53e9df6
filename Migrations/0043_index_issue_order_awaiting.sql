-- Orders that wait for a person, the oldest first. Online: built in place, about 3 s a million rows.
CREATE INDEX issue_order_awaiting ON issue_order (state, replaced_at);
