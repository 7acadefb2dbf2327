-- What a deployer of a high-risk system has to show before it is hosted: Regulation (EU) 2024/1689, art. 26(8).
ALTER TABLE hostingRequest ADD COLUMN euDatabaseEntry TEXT NOT NULL DEFAULT '' CHECK (length(euDatabaseEntry) <= 300);
