-- Random keys of our own that must outlive the ENCRYPTION_KEY they are wrapped with: the key of the blind indexes.
-- A new table: nothing waits for it. One row a key.
CREATE TABLE data_key (
    id         VARCHAR(32)    NOT NULL,   -- what the key is for: blind-index
    wrapped    VARBINARY(255) NOT NULL,   -- the key, sealed with a key of the keyring
    created_at DATETIME(3)    NOT NULL,   -- Korean time
    PRIMARY KEY (id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
