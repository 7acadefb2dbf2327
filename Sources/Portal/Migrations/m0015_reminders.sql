-- Who wants to be told by e-mail of what waits for them, and when it is their turn.
CREATE TABLE reminder (
  person    TEXT PRIMARY KEY REFERENCES person (id),
  isWanted  INTEGER NOT NULL DEFAULT 1 CHECK (isWanted IN (0, 1)),
  nextAt    INTEGER NOT NULL DEFAULT 0   -- nobody looks before that
) STRICT;

-- What waited for a person when their list was last told: no news any more.
CREATE TABLE remindedItem (
  person  TEXT NOT NULL REFERENCES reminder (person),
  item    TEXT NOT NULL,
  PRIMARY KEY (person, item)
) STRICT, WITHOUT ROWID;
