-- The stages that a request has to pass are data, and there may be a second approval; roles can be delegated for a time.

CREATE TABLE decisionAnew (
  id            TEXT PRIMARY KEY,
  request       TEXT NOT NULL REFERENCES hostingRequest (id),
  stage         TEXT NOT NULL CHECK (stage IN ('technical', 'dataProtection', 'approval', 'secondApproval')),
  verdict       TEXT NOT NULL CHECK (verdict IN ('favourable', 'unfavourable')),
  reason        TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2500),
  person        TEXT NOT NULL REFERENCES person (id),
  organisation  TEXT NOT NULL REFERENCES organisation (id),
  at            INTEGER NOT NULL,
  UNIQUE (request, stage)
) STRICT;
INSERT INTO decisionAnew SELECT * FROM decision ORDER BY rowid;
DROP TABLE decision;
ALTER TABLE decisionAnew RENAME TO decision;
CREATE TRIGGER decision_isImmutable BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are kept'); END;
CREATE TRIGGER decision_isKept BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are kept'); END;
CREATE INDEX decision_person ON decision (person, request);

-- What the rules called for when the request was submitted, and by when.
CREATE TABLE requestStage (
  request  TEXT NOT NULL REFERENCES hostingRequest (id),
  stage    TEXT NOT NULL CHECK (stage IN ('technical', 'dataProtection', 'approval', 'secondApproval')),
  dueAt    INTEGER NOT NULL,
  PRIMARY KEY (request, stage)
) STRICT, WITHOUT ROWID;

-- Requests that were submitted before had these, due ten days after each other.
INSERT INTO requestStage
SELECT hostingRequest.id, stage, submittedAt + days * 86400000
FROM hostingRequest
JOIN (SELECT 'technical' AS stage, 10 AS days UNION ALL SELECT 'dataProtection', 10 UNION ALL SELECT 'approval', 20)
WHERE submittedAt IS NOT NULL AND (stage <> 'dataProtection' OR dataClass IN ('personal', 'sensitive'));

-- What was granted, where it is another amount than the one asked for.
ALTER TABLE hostingRequest ADD COLUMN grantedVcpu INTEGER CHECK (grantedVcpu BETWEEN 0 AND vcpu);
ALTER TABLE hostingRequest ADD COLUMN grantedMemoryGiB INTEGER CHECK (grantedMemoryGiB BETWEEN 0 AND memoryGiB);
ALTER TABLE hostingRequest ADD COLUMN grantedStorageGiB INTEGER CHECK (grantedStorageGiB BETWEEN 0 AND storageGiB);
ALTER TABLE hostingRequest ADD COLUMN grantedGpu INTEGER CHECK (grantedGpu BETWEEN 0 AND gpu);

-- A grant that its holder has passed on for some days: it ends with theirs.
ALTER TABLE membership ADD COLUMN delegatedFrom TEXT REFERENCES membership (id);
CREATE INDEX membership_delegatedFrom ON membership (delegatedFrom) WHERE delegatedFrom IS NOT NULL;
