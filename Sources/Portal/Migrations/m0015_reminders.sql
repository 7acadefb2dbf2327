-- Who was last told by e-mail of what waits for them, and who wants to be told.
CREATE TABLE reminder (
  person    TEXT PRIMARY KEY REFERENCES person (id),
  isWanted  INTEGER NOT NULL DEFAULT 1 CHECK (isWanted IN (0, 1)),
  toldAt    INTEGER,                     -- what has waited since before is no news any more; NULL: never told
  nextAt    INTEGER NOT NULL DEFAULT 0   -- nobody looks before that
) STRICT;
