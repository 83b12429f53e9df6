-- Failures in a row for a login id, whether or not such a user exists: both answer alike.
CREATE TABLE login_throttle (
    login_id     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    failures     INT         NOT NULL,
    locked_until DATETIME(3) NULL,      -- Korean time
    updated_at   DATETIME(3) NOT NULL,
    PRIMARY KEY (login_id),
    KEY login_throttle_age (updated_at)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
