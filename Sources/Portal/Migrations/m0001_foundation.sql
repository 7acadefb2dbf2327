-- The foundation. Conventions: every table is STRICT; ids are UUIDv7 text; instants are milliseconds since 1970 UTC;
-- days are 'YYYY-MM-DD'; periods are half-open [start, end); states are the raw values of the Swift enums.

-- ── Organisations, people, grants ───────────────────────────────────────────────────────────────

CREATE TABLE organisation (
  id                  TEXT PRIMARY KEY,
  slug                TEXT NOT NULL UNIQUE,
  name                TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  kind                TEXT NOT NULL CHECK (kind IN ('publicBody', 'partner', 'operator')),
  siren               TEXT UNIQUE,               -- 9 digits, NULL where it is not known
  siret               TEXT,                      -- 14 digits as given, even when its check digit is wrong
  legalCategory       TEXT,                      -- INSEE code, 4 digits
  bodyType            TEXT,                      -- commune, EPCI … as the library names it
  publicStatus        TEXT NOT NULL CHECK (publicStatus IN ('public', 'private', 'toVerify')),
  publicStatusReason  TEXT NOT NULL,
  publicStatusAt      INTEGER NOT NULL,
  latitude            REAL,
  longitude           REAL,
  source              TEXT,                      -- where it came from, if imported
  isSample            INTEGER NOT NULL DEFAULT 0 CHECK (isSample IN (0, 1)),
  createdAt           INTEGER NOT NULL,
  version             INTEGER NOT NULL DEFAULT 1
) STRICT;
-- Exactly one operator.
CREATE UNIQUE INDEX organisation_oneOperator ON organisation (kind) WHERE kind = 'operator';

CREATE TABLE person (
  id            TEXT PRIMARY KEY,
  email         TEXT NOT NULL UNIQUE,            -- lower case
  name          TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  passwordHash  TEXT,                            -- PHC string; NULL: cannot sign in by password
  language      TEXT NOT NULL DEFAULT 'fr' CHECK (language IN ('fr', 'en')),
  isSample      INTEGER NOT NULL DEFAULT 0 CHECK (isSample IN (0, 1)),
  createdAt     INTEGER NOT NULL,
  disabledAt    INTEGER
) STRICT;

CREATE TABLE membership (
  id            TEXT PRIMARY KEY,
  person        TEXT NOT NULL REFERENCES person (id),
  organisation  TEXT NOT NULL REFERENCES organisation (id),
  role          TEXT NOT NULL CHECK (role IN ('contributor', 'lead', 'dpo', 'curator', 'hostingOfficer',
                                              'approver', 'administrator', 'auditor')),
  validFrom     INTEGER NOT NULL,
  validUntil    INTEGER CHECK (validUntil IS NULL OR validUntil >= validFrom),
  grantedBy     TEXT REFERENCES person (id),     -- NULL: the console
  endedBy       TEXT REFERENCES person (id)
) STRICT;
CREATE INDEX membership_person ON membership (person, validFrom);
CREATE INDEX membership_organisation ON membership (organisation, validFrom);

CREATE TABLE session (
  tokenHash   BLOB PRIMARY KEY,                  -- SHA-256 of the cookie's token
  person      TEXT NOT NULL REFERENCES person (id),
  membership  TEXT REFERENCES membership (id),   -- the active one
  csrf        TEXT NOT NULL,
  createdAt   INTEGER NOT NULL,
  expiresAt   INTEGER NOT NULL,
  address     TEXT NOT NULL,
  userAgent   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_person ON session (person);
CREATE INDEX session_expiry ON session (expiresAt);

CREATE TABLE apiToken (
  id          TEXT PRIMARY KEY,
  tokenHash   BLOB NOT NULL UNIQUE,
  membership  TEXT NOT NULL REFERENCES membership (id),
  name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  createdAt   INTEGER NOT NULL,
  expiresAt   INTEGER NOT NULL,
  revokedAt   INTEGER
) STRICT;
CREATE INDEX apiToken_membership ON apiToken (membership);

-- Failed sign-ins of the last hour, per account and per address: what throttling counts.
CREATE TABLE signInFailure (
  id       INTEGER PRIMARY KEY,
  email    TEXT NOT NULL,
  address  TEXT NOT NULL,
  at       INTEGER NOT NULL
) STRICT;
CREATE INDEX signInFailure_email ON signInFailure (email, at);
CREATE INDEX signInFailure_address ON signInFailure (address, at);

-- ── Use cases ───────────────────────────────────────────────────────────────────────────────────

CREATE TABLE useCase (
  id                 TEXT PRIMARY KEY,
  slug               TEXT NOT NULL UNIQUE,
  state              TEXT NOT NULL CHECK (state IN ('draft', 'proposed', 'declined', 'coBuilding', 'inReview',
                                                    'published', 'archived')),
  initiator          TEXT NOT NULL REFERENCES organisation (id),
  createdBy          TEXT REFERENCES person (id),
  createdAt          INTEGER NOT NULL,
  stateAt            INTEGER NOT NULL,
  stateReason        TEXT,                       -- why declined or returned
  admittedAt         INTEGER,
  currentRevision    INTEGER NOT NULL,
  publishedRevision  INTEGER,                    -- what the library shows
  publishedAt        INTEGER,
  source             TEXT,                       -- of an import
  sourceKey          TEXT UNIQUE,                -- the row's key at the source: importing twice changes nothing
  sourceFlags        TEXT,                       -- JSON list of doubts found at import
  version            INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX useCase_state ON useCase (state, stateAt, id);
CREATE INDEX useCase_newest ON useCase (stateAt, id);
CREATE INDEX useCase_library ON useCase (publishedAt, id) WHERE publishedRevision IS NOT NULL AND state <> 'archived';
CREATE INDEX useCase_initiator ON useCase (initiator, id);

CREATE TABLE revision (
  useCase   TEXT NOT NULL REFERENCES useCase (id),
  number    INTEGER NOT NULL,
  author    TEXT REFERENCES person (id),         -- NULL: the console (import)
  organisation TEXT REFERENCES organisation (id),
  at        INTEGER NOT NULL,
  sheet     TEXT NOT NULL,                       -- JSON object, key per filled field
  title     TEXT NOT NULL,                       -- of that sheet, for lists
  riskClass TEXT NOT NULL,                       -- of that sheet, for the rules
  changed   TEXT NOT NULL,                       -- JSON list of the fields that differ from the one before
  note      TEXT,
  PRIMARY KEY (useCase, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER revision_isImmutable BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'revisions are immutable'); END;
CREATE TRIGGER revision_isKept BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'revisions are kept'); END;

CREATE TABLE participation (
  useCase       TEXT NOT NULL REFERENCES useCase (id),
  organisation  TEXT NOT NULL REFERENCES organisation (id),
  role          TEXT NOT NULL CHECK (role IN ('initiator', 'builder', 'beneficiary')),
  state         TEXT NOT NULL CHECK (state IN ('invited', 'accepted', 'declined', 'left')),
  invitedBy     TEXT REFERENCES person (id),
  invitedAt     INTEGER NOT NULL,
  answeredAt    INTEGER,
  PRIMARY KEY (useCase, organisation)
) STRICT, WITHOUT ROWID;
CREATE INDEX participation_organisation ON participation (organisation, state, useCase);

CREATE TABLE comment (
  id            TEXT PRIMARY KEY,
  useCase       TEXT NOT NULL REFERENCES useCase (id),
  author        TEXT NOT NULL REFERENCES person (id),
  organisation  TEXT NOT NULL REFERENCES organisation (id),
  at            INTEGER NOT NULL,
  body          TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 5000)
) STRICT;
CREATE INDEX comment_useCase ON comment (useCase, id);

CREATE TABLE adoption (
  id            TEXT PRIMARY KEY,
  useCase       TEXT NOT NULL REFERENCES useCase (id),
  organisation  TEXT NOT NULL REFERENCES organisation (id),
  status        TEXT NOT NULL CHECK (status IN ('interested', 'experimenting', 'inProduction', 'stopped')),
  results       TEXT NOT NULL DEFAULT '' CHECK (length(results) <= 2500),
  referent      TEXT NOT NULL DEFAULT '' CHECK (length(referent) <= 200),   -- a function or a functional address, never a name
  declaredBy    TEXT NOT NULL REFERENCES person (id),
  declaredAt    INTEGER NOT NULL,
  changedAt     INTEGER NOT NULL,
  version       INTEGER NOT NULL DEFAULT 1,
  UNIQUE (useCase, organisation)
) STRICT;
CREATE INDEX adoption_organisation ON adoption (organisation);

-- ── The public library: what is published, in the shape that search and facets need ─────────────

CREATE TABLE libraryEntry (
  number       INTEGER PRIMARY KEY,              -- rowid shared with librarySearch
  useCase      TEXT NOT NULL UNIQUE REFERENCES useCase (id),
  slug         TEXT NOT NULL UNIQUE,
  title        TEXT NOT NULL,
  summary      TEXT NOT NULL,
  ownerName    TEXT NOT NULL,
  theme        TEXT NOT NULL,                    -- empty where not filled, as is maturity
  maturity     TEXT NOT NULL,
  riskClass    TEXT NOT NULL,
  publishedAt  INTEGER NOT NULL,
  adoptions    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX libraryEntry_newest ON libraryEntry (publishedAt DESC, number DESC);

-- Which entries have which value, one bit per entry number (EntrySet.swift): any combination of facets is counted by
-- reading these few rows, however many entries there are.
CREATE TABLE libraryFacet (
  block    INTEGER NOT NULL,                     -- entry numbers from block × 32768
  facet    TEXT NOT NULL,                        -- theme, subTheme, audience, bodyType, maturity, riskClass
  value    TEXT NOT NULL,
  entries  BLOB NOT NULL,
  PRIMARY KEY (block, facet, value)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE librarySearch USING fts5 (
  title, summary, owner, body, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);

-- ── Sites and their capacity ────────────────────────────────────────────────────────────────────

CREATE TABLE site (
  id         TEXT PRIMARY KEY,
  slug       TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  commune    TEXT,                               -- COG code
  note       TEXT NOT NULL DEFAULT '',
  isSample   INTEGER NOT NULL DEFAULT 0 CHECK (isSample IN (0, 1)),
  createdAt  INTEGER NOT NULL
) STRICT;

CREATE TABLE pool (
  id        TEXT PRIMARY KEY,
  site      TEXT NOT NULL REFERENCES site (id),
  name      TEXT NOT NULL,
  dataClass TEXT NOT NULL CHECK (dataClass IN ('public', 'internal', 'personal', 'sensitive')),  -- the highest it accepts
  UNIQUE (site, name)
) STRICT;

CREATE TABLE inventory (
  pool             TEXT NOT NULL REFERENCES pool (id),
  resourceClass    TEXT NOT NULL CHECK (resourceClass IN ('vcpu', 'memoryGiB', 'storageGiB', 'gpu')),
  total            INTEGER NOT NULL CHECK (total >= 0),
  reserved         INTEGER NOT NULL DEFAULT 0 CHECK (reserved BETWEEN 0 AND total),  -- kept back for the site itself
  allocationRatio  REAL NOT NULL DEFAULT 1.0 CHECK (allocationRatio > 0),
  minUnit          INTEGER NOT NULL DEFAULT 0 CHECK (minUnit >= 0),
  maxUnit          INTEGER NOT NULL CHECK (maxUnit >= minUnit),
  stepSize         INTEGER NOT NULL DEFAULT 1 CHECK (stepSize > 0),
  generation       INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (pool, resourceClass)
) STRICT, WITHOUT ROWID;

-- A limit on a node of the tree operator → organisation → use case, over a period.
CREATE TABLE quota (
  id             TEXT PRIMARY KEY,
  organisation   TEXT NOT NULL REFERENCES organisation (id),
  useCase        TEXT REFERENCES useCase (id),   -- NULL: the organisation as a whole
  resourceClass  TEXT NOT NULL CHECK (resourceClass IN ('vcpu', 'memoryGiB', 'storageGiB', 'gpu')),
  amount         INTEGER NOT NULL CHECK (amount >= 0),
  validFrom      TEXT NOT NULL,
  validUntil     TEXT CHECK (validUntil IS NULL OR validUntil > validFrom),
  setBy          TEXT REFERENCES person (id),
  setAt          INTEGER NOT NULL
) STRICT;
CREATE INDEX quota_organisation ON quota (organisation, resourceClass, validFrom);

-- ── Hosting requests ────────────────────────────────────────────────────────────────────────────

CREATE TABLE hostingRequest (
  id              TEXT PRIMARY KEY,
  organisation    TEXT NOT NULL REFERENCES organisation (id),
  useCase         TEXT NOT NULL REFERENCES useCase (id),
  title           TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  state           TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'underReview', 'approved', 'rejected',
                                                 'waitlisted', 'withdrawn', 'expired')),
  stateAt         INTEGER NOT NULL,
  vcpu            INTEGER NOT NULL CHECK (vcpu >= 0),
  memoryGiB       INTEGER NOT NULL CHECK (memoryGiB >= 0),
  storageGiB      INTEGER NOT NULL CHECK (storageGiB >= 0),
  gpu             INTEGER NOT NULL CHECK (gpu >= 0),
  startDay        TEXT NOT NULL,
  endDay          TEXT NOT NULL CHECK (endDay > startDay),
  dataClass       TEXT NOT NULL CHECK (dataClass IN ('public', 'internal', 'personal', 'sensitive')),
  aipdState       TEXT NOT NULL CHECK (aipdState IN ('notRequired', 'toDo', 'inProgress', 'done')),
  maintainer      TEXT REFERENCES organisation (id),
  justification   TEXT NOT NULL DEFAULT '' CHECK (length(justification) <= 2500),
  requester       TEXT NOT NULL REFERENCES person (id),
  createdAt       INTEGER NOT NULL,
  submittedAt     INTEGER,
  version         INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX hostingRequest_organisation ON hostingRequest (organisation, id);
CREATE INDEX hostingRequest_state ON hostingRequest (state, submittedAt);
CREATE INDEX hostingRequest_maintainer ON hostingRequest (maintainer, id) WHERE maintainer IS NOT NULL;

CREATE TABLE hostingRequestEditor (
  request  TEXT NOT NULL REFERENCES hostingRequest (id),
  person   TEXT NOT NULL REFERENCES person (id),
  PRIMARY KEY (request, person)
) STRICT, WITHOUT ROWID;

-- The ledger. A row holds resources in a pool over a period, until it is let go; usage is a sum over live rows.
CREATE TABLE reservation (
  id            TEXT PRIMARY KEY,
  request       TEXT NOT NULL REFERENCES hostingRequest (id),
  pool          TEXT NOT NULL REFERENCES pool (id),
  organisation  TEXT NOT NULL REFERENCES organisation (id),
  useCase       TEXT NOT NULL REFERENCES useCase (id),
  vcpu          INTEGER NOT NULL CHECK (vcpu >= 0),
  memoryGiB     INTEGER NOT NULL CHECK (memoryGiB >= 0),
  storageGiB    INTEGER NOT NULL CHECK (storageGiB >= 0),
  gpu           INTEGER NOT NULL CHECK (gpu >= 0),
  startDay      TEXT NOT NULL,
  endDay        TEXT NOT NULL CHECK (endDay > startDay),
  state         TEXT NOT NULL CHECK (state IN ('held', 'used', 'released')),  -- asked for; approved; given back
  createdAt     INTEGER NOT NULL,
  releasedAt    INTEGER CHECK ((releasedAt IS NULL) = (state <> 'released'))
) STRICT;
CREATE UNIQUE INDEX reservation_oneLive ON reservation (request) WHERE state <> 'released';
CREATE INDEX reservation_pool ON reservation (pool, endDay) WHERE state <> 'released';
CREATE INDEX reservation_organisation ON reservation (organisation, endDay) WHERE state <> 'released';

CREATE TABLE decision (
  id            TEXT PRIMARY KEY,
  request       TEXT NOT NULL REFERENCES hostingRequest (id),
  stage         TEXT NOT NULL CHECK (stage IN ('technical', 'dataProtection', 'approval')),
  verdict       TEXT NOT NULL CHECK (verdict IN ('favourable', 'unfavourable')),
  reason        TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2500),
  person        TEXT NOT NULL REFERENCES person (id),
  organisation  TEXT NOT NULL REFERENCES organisation (id),
  at            INTEGER NOT NULL,
  UNIQUE (request, stage)
) STRICT;
CREATE TRIGGER decision_isImmutable BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are kept'); END;
CREATE TRIGGER decision_isKept BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are kept'); END;

-- ── Deployments and the agents that carry them out ──────────────────────────────────────────────

CREATE TABLE deployment (
  id                TEXT PRIMARY KEY,
  request           TEXT NOT NULL UNIQUE REFERENCES hostingRequest (id),
  organisation      TEXT NOT NULL REFERENCES organisation (id),
  site              TEXT NOT NULL REFERENCES site (id),
  maintainer        TEXT REFERENCES organisation (id),
  title             TEXT NOT NULL,
  vcpu              INTEGER NOT NULL,            -- the approved spec: the only thing ever handed over
  memoryGiB         INTEGER NOT NULL,
  storageGiB        INTEGER NOT NULL,
  gpu               INTEGER NOT NULL,
  startDay          TEXT NOT NULL,
  endDay            TEXT NOT NULL,
  desiredState      TEXT NOT NULL CHECK (desiredState IN ('running', 'suspended', 'released')),
  desiredRevision   INTEGER NOT NULL,
  desiredAt         INTEGER NOT NULL,
  observedPhase     TEXT NOT NULL CHECK (observedPhase IN ('unobserved', 'absent', 'provisioning', 'running', 'suspended',
                                                           'releasing', 'failed')),
  observedRevision  INTEGER NOT NULL DEFAULT 0,
  observedAt        INTEGER,
  observedReason    TEXT NOT NULL DEFAULT '',
  endpoint          TEXT NOT NULL DEFAULT '',
  createdAt         INTEGER NOT NULL,
  version           INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX deployment_organisation ON deployment (organisation, id);
CREATE INDEX deployment_site ON deployment (site, id);
CREATE INDEX deployment_failed ON deployment (id) WHERE observedPhase = 'failed';

-- What was wanted of a deployment, revision by revision; the newest one is the order.
CREATE TABLE handOver (
  deployment  TEXT NOT NULL REFERENCES deployment (id),
  revision    INTEGER NOT NULL,
  document    TEXT NOT NULL,                     -- JSON, as pulled by the agent
  digest      BLOB NOT NULL,                     -- SHA-256 of the document
  at          INTEGER NOT NULL,
  PRIMARY KEY (deployment, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE observation (
  id          INTEGER PRIMARY KEY,
  deployment  TEXT NOT NULL REFERENCES deployment (id),
  revision    INTEGER NOT NULL,
  phase       TEXT NOT NULL,
  reason      TEXT NOT NULL,
  at          INTEGER NOT NULL
) STRICT;
CREATE INDEX observation_deployment ON observation (deployment, id);

CREATE TABLE agent (
  id          TEXT PRIMARY KEY,
  site        TEXT NOT NULL REFERENCES site (id),
  name        TEXT NOT NULL,
  tokenHash   BLOB NOT NULL UNIQUE,
  createdAt   INTEGER NOT NULL,
  lastSeenAt  INTEGER,
  revokedAt   INTEGER
) STRICT;

-- ── Idempotency and audit ───────────────────────────────────────────────────────────────────────

CREATE TABLE idempotencyKey (
  person   TEXT NOT NULL REFERENCES person (id),
  key      TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  action   TEXT NOT NULL,
  digest   BLOB NOT NULL,                        -- of what was asked: the same key for another thing is refused
  result   TEXT NOT NULL,                        -- id of what was created
  at       INTEGER NOT NULL,
  PRIMARY KEY (person, key)
) STRICT, WITHOUT ROWID;

-- Append only, chained: each row's hash covers the row before.
CREATE TABLE audit (
  number        INTEGER PRIMARY KEY,
  at            INTEGER NOT NULL,
  actor         TEXT NOT NULL,                   -- visitor, person, member, agent, console
  person        TEXT,
  organisation  TEXT,                            -- the one acted for
  role          TEXT,
  action        TEXT NOT NULL,
  outcome       TEXT NOT NULL CHECK (outcome IN ('done', 'refused')),
  resourceType  TEXT NOT NULL,
  resource      TEXT NOT NULL,
  policies      TEXT NOT NULL,                   -- ids of the rules that decided, space-separated
  detail        TEXT NOT NULL,                   -- JSON object
  hash          BLOB NOT NULL                    -- SHA-256 over the hash before and this row (Audit.swift)
) STRICT;
CREATE INDEX audit_resource ON audit (resource, number);
CREATE INDEX audit_person ON audit (person, number);
CREATE INDEX audit_organisation ON audit (organisation, number);
CREATE INDEX audit_action ON audit (action, number);
CREATE INDEX audit_at ON audit (at);
CREATE TRIGGER audit_isAppendOnly BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_isKept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
