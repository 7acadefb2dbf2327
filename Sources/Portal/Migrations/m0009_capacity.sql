-- What a site's platform has and has given out by its own count, to be held against the ledger. The last word only: the
-- audit log keeps every other.
CREATE TABLE platformCapacity (
  site           TEXT NOT NULL REFERENCES site (id),
  resourceClass  TEXT NOT NULL,
  total          INTEGER CHECK (total >= 0),  -- NULL where the platform does not count
  used           INTEGER CHECK (used >= 0),
  changedAt      INTEGER NOT NULL,            -- since when it says so
  confirmedAt    INTEGER NOT NULL,            -- when it said so last
  PRIMARY KEY (site, resourceClass)
) STRICT, WITHOUT ROWID;
