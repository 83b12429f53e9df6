-- When something was last let go: what went wrong before that moment does not count against it again.
CREATE TABLE hold_lifted (
    scope     VARCHAR(16) NOT NULL,
    subject   BINARY(16)  NOT NULL,
    lifted_at DATETIME(3) NOT NULL,
    PRIMARY KEY (scope, subject)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
