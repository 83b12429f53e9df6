-- Sender numbers registered for a company; only these may stand in a message (전기통신사업법 제84조의2).
CREATE TABLE callback_number (
    id         BINARY(16)   NOT NULL,
    company_id BINARY(16)   NOT NULL,
    number     VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- digits
    label      VARCHAR(100) NOT NULL,
    expires_on DATE         NULL,  -- the last day on which it may be used
    created_at DATETIME(3)  NOT NULL,
    updated_at DATETIME(3)  NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY callback_number_of_company (company_id, number)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
