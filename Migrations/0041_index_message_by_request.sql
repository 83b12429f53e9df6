-- How many wait and since when, for the state of the system. Online: built in place, about 4 s a million rows.
CREATE INDEX message_by_request ON message (state, requested_at);
