-- Numbers that do not want to hear from a company. Looked up for every recipient list and before every hand-over.
CREATE TABLE opt_out (
    id              BINARY(16)     NOT NULL,
    company_id      BINARY(16)     NOT NULL,
    phone           VARBINARY(200) NOT NULL,  -- sealed
    phone_index     BINARY(16)     NOT NULL,  -- blind index
    last_four_index BINARY(16)     NOT NULL,  -- blind index of the last four digits
    source          VARCHAR(16)    NOT NULL,  -- entered, uploaded, carrier: learnt from a result
    created_by      BINARY(16)     NULL,      -- app_user.id; NULL: the program
    created_at      DATETIME(3)    NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY opt_out_number (company_id, phone_index),
    KEY opt_out_by_time (company_id, created_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
