-- The last transaction of each database session that changed something: written in it, so that it stands when it does. Online; a
-- new table.
CREATE TABLE commit_mark (
    session BINARY(16) NOT NULL,  -- a ULID made when the session was opened
    serial  BIGINT     NOT NULL,  -- grows with each of its transactions
    PRIMARY KEY (session)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
