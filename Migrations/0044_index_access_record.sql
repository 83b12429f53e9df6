-- Who did what, by the person and by what it was done to. Online: built in place, about 4 s a million rows.
ALTER TABLE access_record
    ADD KEY access_record_by_account (account_id, happened_at),
    ADD KEY access_record_of_subject (subject_id, happened_at);
