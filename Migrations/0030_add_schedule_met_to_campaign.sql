-- Whether the program was running when a scheduled time came. Online; campaigns of before count as met.
ALTER TABLE campaign
    ADD COLUMN schedule_met_at DATETIME(3) NULL,  -- NULL with a past scheduled_at: missed, or about to be looked at
    ADD KEY campaign_schedule (schedule_met_at, scheduled_at);
