-- Product pictures fetched from COUFUN once, checked, and served by us: pages and cards never load from elsewhere.
CREATE TABLE product_image (
    address_hash BINARY(32)   NOT NULL,  -- SHA-256 of the address
    kind         VARCHAR(16)  NOT NULL,  -- jpeg, png
    content      MEDIUMBLOB   NOT NULL,
    fetched_at   DATETIME(3)  NOT NULL,
    PRIMARY KEY (address_hash)
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
