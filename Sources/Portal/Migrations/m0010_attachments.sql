-- Documents that go with a hosting request. Neither changes once it is there; the content is kept apart, so that a list
-- reads none of it.
CREATE TABLE attachment (
  id       TEXT PRIMARY KEY,
  request  TEXT NOT NULL REFERENCES hostingRequest (id),
  name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  kind     TEXT NOT NULL,
  size     INTEGER NOT NULL CHECK (size > 0),             -- bytes
  sha256   BLOB NOT NULL CHECK (length(sha256) = 32),
  addedBy  TEXT NOT NULL REFERENCES person (id),
  addedAt  INTEGER NOT NULL
) STRICT;
CREATE INDEX attachment_request ON attachment (request);
CREATE TABLE attachmentContent (
  attachment  TEXT PRIMARY KEY REFERENCES attachment (id) ON DELETE CASCADE,
  content     BLOB NOT NULL
) STRICT;
