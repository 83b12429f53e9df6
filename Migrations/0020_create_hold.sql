-- What is stopped at this moment and why: one row while it lasts; its history is in access_record.
CREATE TABLE hold (
    scope   VARCHAR(16)  NOT NULL,  -- system, company, callback_number, campaign
    subject BINARY(16)   NOT NULL,  -- the id of what is held; zeros for the system
    halts   VARCHAR(8)   NOT NULL,  -- issuing, sending, all
    cause   VARCHAR(8)   NOT NULL,  -- person: someone paused it, brake: the program stopped by itself, stop: for good
    reason  VARCHAR(300) NOT NULL,  -- Korean
    held_by BINARY(16)   NULL,      -- app_user.id; NULL: the program
    held_at DATETIME(3)  NOT NULL,
    PRIMARY KEY (scope, subject, halts)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
