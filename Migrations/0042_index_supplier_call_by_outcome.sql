-- How the last calls ended, for the state of the system. Online: built in place, about 2 s a million rows.
CREATE INDEX supplier_call_by_outcome ON supplier_call (outcome, ended_at);
