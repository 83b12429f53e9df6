-- Sessions that were signed out before they expired. A row may go once the session would have expired anyway.
CREATE TABLE ended_session (
    id         BINARY(16)  NOT NULL,  -- the token's jti
    user_id    BINARY(16)  NOT NULL,
    ended_at   DATETIME(3) NOT NULL,  -- Korean time
    expires_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    KEY ended_session_expiry (expires_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
