-- Every attempt to sign in. Kept like access records; the key carries the time so that it can be partitioned by month.
CREATE TABLE login_record (
    id          BINARY(16)   NOT NULL,
    happened_at DATETIME(3)  NOT NULL,  -- Korean time
    user_id     BINARY(16)   NULL,      -- NULL: no such user
    login_id    VARCHAR(64)  NOT NULL,  -- as typed; empty when it cannot be a login id, for it may be a password
    outcome     VARCHAR(24)  NOT NULL,  -- succeeded, wrong_password, unknown_user, locked, pending, deactivated, throttled
    address     VARCHAR(45)  NOT NULL,  -- IP
    user_agent  VARCHAR(255) NOT NULL,
    PRIMARY KEY (id, happened_at),
    KEY login_record_by_time (happened_at),
    KEY login_record_by_user (user_id, happened_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
