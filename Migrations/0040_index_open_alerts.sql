-- The open alerts, the latest first: of everybody and of one company. Online: built in place.
ALTER TABLE alert
    ADD KEY alert_open_by_time (open, last_at),
    ADD KEY alert_open_of_company (open, company_id, last_at);
