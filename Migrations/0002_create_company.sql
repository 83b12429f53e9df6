-- The tenants. Few rows, read with every session check.
CREATE TABLE company (
    id         BINARY(16)   NOT NULL,
    name       VARCHAR(100) NOT NULL,
    poc_id     VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- COUFUN's name for the client
    state      VARCHAR(16)  NOT NULL,  -- active, closed
    created_at DATETIME(3)  NOT NULL,  -- Korean time
    updated_at DATETIME(3)  NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY company_name (name, poc_id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
