-- What a client asked under an Idempotency-Key and what it was answered. The answer is sealed: it may hold a secret.
CREATE TABLE idempotency_key (
    id         BINARY(16)   NOT NULL,  -- of the claim: a taken-over key gets a new one
    user_id    BINARY(16)   NOT NULL,
    name       VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- the header, with method and path
    body_hash  BINARY(32)   NOT NULL,  -- SHA-256
    state      VARCHAR(16)  NOT NULL,  -- running, finished
    status     INT          NULL,
    answer     MEDIUMBLOB   NULL,
    claimed_at DATETIME(3)  NOT NULL,  -- Korean time
    PRIMARY KEY (id),
    UNIQUE KEY idempotency_key_of_user (user_id, name),
    KEY idempotency_key_age (claimed_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
