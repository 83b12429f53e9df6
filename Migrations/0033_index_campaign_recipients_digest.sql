-- Online: built in place.
CREATE INDEX campaign_by_recipients ON campaign (company_id, recipients_digest);
