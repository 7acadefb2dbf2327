-- The catalogue of solutions: what can be deployed, who publishes it, and by which key one knows.

-- The keys that publishers sign with; of several of an organisation the last registered is good for new versions.
CREATE TABLE signingKey (
  number        INTEGER PRIMARY KEY,
  organisation  TEXT NOT NULL REFERENCES organisation (id),
  key           BLOB NOT NULL UNIQUE CHECK (length(key) = 32),  -- public, Ed25519
  registeredBy  TEXT NOT NULL REFERENCES person (id),
  registeredAt  INTEGER NOT NULL
) STRICT;
CREATE INDEX signingKey_organisation ON signingKey (organisation, number);
CREATE TRIGGER signingKey_isImmutable BEFORE UPDATE ON signingKey
BEGIN SELECT RAISE(ABORT, 'signing keys are kept'); END;
CREATE TRIGGER signingKey_isKept BEFORE DELETE ON signingKey
BEGIN SELECT RAISE(ABORT, 'signing keys are kept'); END;

CREATE TABLE solution (
  id                TEXT PRIMARY KEY,
  slug              TEXT NOT NULL UNIQUE,
  publisher         TEXT NOT NULL REFERENCES organisation (id),
  useCase           TEXT NOT NULL REFERENCES useCase (id),
  name              TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  folded            TEXT NOT NULL,               -- name, summary and publisher without case and accents, for searching
  summary           TEXT NOT NULL CHECK (length(summary) BETWEEN 1 AND 500),
  latest            TEXT REFERENCES solutionVersion (id),  -- what is offered; NULL before the first version
  createdAt         INTEGER NOT NULL,
  withdrawnAt       INTEGER,
  withdrawalReason  TEXT CHECK ((withdrawalReason IS NULL) = (withdrawnAt IS NULL)),
  version           INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX solution_publisher ON solution (publisher, slug);
CREATE INDEX solution_useCase ON solution (useCase, slug);

CREATE TABLE solutionVersion (
  id           TEXT PRIMARY KEY,
  solution     TEXT NOT NULL REFERENCES solution (id),
  version      TEXT NOT NULL,                    -- of the manifest, as its dataClass
  dataClass    TEXT NOT NULL CHECK (dataClass IN ('public', 'internal', 'personal', 'sensitive')),
  manifest     TEXT NOT NULL,                    -- JSON, the very text that is signed
  signature    BLOB NOT NULL CHECK (length(signature) = 64),
  signingKey   INTEGER NOT NULL REFERENCES signingKey (number),
  publishedBy  TEXT NOT NULL REFERENCES person (id),
  publishedAt  INTEGER NOT NULL,
  UNIQUE (solution, version)
) STRICT;
CREATE TRIGGER solutionVersion_isImmutable BEFORE UPDATE ON solutionVersion
BEGIN SELECT RAISE(ABORT, 'published versions are immutable'); END;
CREATE TRIGGER solutionVersion_isKept BEFORE DELETE ON solutionVersion
BEGIN SELECT RAISE(ABORT, 'published versions are kept'); END;

-- What is to run; NULL: what is shipped with the site's agent.
ALTER TABLE hostingRequest ADD COLUMN solution TEXT REFERENCES solutionVersion (id);
ALTER TABLE deployment ADD COLUMN solution TEXT REFERENCES solutionVersion (id);
