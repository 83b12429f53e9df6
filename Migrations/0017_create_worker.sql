-- Worker processes and when they were last seen alive. Work claimed by one that is no longer seen is settled by others.
CREATE TABLE worker (
    id      VARCHAR(64) NOT NULL,  -- host:pid:random
    seen_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
