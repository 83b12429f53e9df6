-- What administrators list and search without a company. Online: built in place, about 6 s a million rows.
ALTER TABLE opt_out
    ADD KEY opt_out_by_phone (phone_index),
    ADD KEY opt_out_by_last_four (last_four_index),
    ADD KEY opt_out_added (created_at);
