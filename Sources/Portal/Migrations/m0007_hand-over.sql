-- Orders are signed, and agents show certificates instead of tokens.

-- The signature of the document by the portal's key of that name; NULL for an order from before orders were signed,
-- which no agent is given any more.
ALTER TABLE handOver ADD COLUMN signature BLOB;
ALTER TABLE handOver ADD COLUMN signingKey TEXT;

-- A token opens nothing any more: agents from before have to be enrolled anew.
CREATE TABLE agentWithCode (
  id             TEXT PRIMARY KEY,
  site           TEXT NOT NULL REFERENCES site (id),
  name           TEXT NOT NULL,
  createdAt      INTEGER NOT NULL,
  lastSeenAt     INTEGER,
  revokedAt      INTEGER,
  codeHash       BLOB NOT NULL UNIQUE,   -- SHA-256 of the secret of its one-time code
  codeExpiresAt  INTEGER NOT NULL,
  codeUsedAt     INTEGER
) STRICT;
INSERT INTO agentWithCode
  SELECT id, site, name, createdAt, lastSeenAt, coalesce(revokedAt, unixepoch() * 1000), tokenHash, createdAt, createdAt
  FROM agent;
DROP TABLE agent;
ALTER TABLE agentWithCode RENAME TO agent;

-- What an agent may show: its certificate, and the one that is to replace it until that is shown for the first time.
CREATE TABLE agentCertificate (
  fingerprint  BLOB PRIMARY KEY,         -- SHA-256 of the certificate
  agent        TEXT NOT NULL REFERENCES agent (id),
  issuedAt     INTEGER NOT NULL,
  expiresAt    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX agentCertificate_agent ON agentCertificate (agent);
