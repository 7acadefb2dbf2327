-- Limits by kind and size of body where nothing was granted, and what bodies ask for beyond.

-- INSEE's band of salaried staff of the legal unit (trancheEffectifsUniteLegale of the Sirene register) and the year it is
-- stated for; NULL where it is not known.
ALTER TABLE organisation ADD COLUMN staffBand TEXT CHECK (
  staffBand IN ('00', '01', '02', '03', '11', '12', '21', '22', '31', '32', '41', '42', '51', '52', '53'));
ALTER TABLE organisation ADD COLUMN staffYear INTEGER CHECK ((staffYear IS NULL) = (staffBand IS NULL));

-- What a body may have promised by nothing granted. The most specific row that holds counts, of equally specific ones the
-- last set; nothing is overwritten.
CREATE TABLE quotaDefault (
  number         INTEGER PRIMARY KEY,
  bodyGroup      TEXT,                            -- NULL: whatever the kind
  bodySize       TEXT,                            -- NULL: whatever the size
  resourceClass  TEXT NOT NULL CHECK (resourceClass IN ('vcpu', 'memoryGiB', 'storageGiB', 'gpu')),
  amount         INTEGER NOT NULL CHECK (amount >= 0),
  validFrom      TEXT NOT NULL,
  setBy          TEXT REFERENCES person (id),     -- NULL: shipped with the portal
  setAt          INTEGER NOT NULL,
  isSample       INTEGER NOT NULL DEFAULT 0 CHECK (isSample IN (0, 1)),
  CHECK (resourceClass <> 'gpu' OR amount = 0)    -- a GPU is granted to somebody, never a default
) STRICT;
CREATE TRIGGER quotaDefault_isImmutable BEFORE UPDATE ON quotaDefault
BEGIN SELECT RAISE(ABORT, 'quota defaults are immutable'); END;
CREATE TRIGGER quotaDefault_isKept BEFORE DELETE ON quotaDefault
BEGIN SELECT RAISE(ABORT, 'quota defaults are kept'); END;

-- Sample figures, for the operator to replace.
INSERT INTO quotaDefault (bodySize, resourceClass, amount, validFrom, setAt, isSample) VALUES
  (NULL, 'vcpu', 8, '2000-01-01', 1795478400000, 1),
  (NULL, 'memoryGiB', 32, '2000-01-01', 1795478400000, 1),
  (NULL, 'storageGiB', 200, '2000-01-01', 1795478400000, 1),
  (NULL, 'gpu', 0, '2000-01-01', 1795478400000, 1),
  ('small', 'vcpu', 4, '2000-01-01', 1795478400000, 1),
  ('small', 'memoryGiB', 16, '2000-01-01', 1795478400000, 1),
  ('small', 'storageGiB', 100, '2000-01-01', 1795478400000, 1),
  ('large', 'vcpu', 16, '2000-01-01', 1795478400000, 1),
  ('large', 'memoryGiB', 64, '2000-01-01', 1795478400000, 1),
  ('large', 'storageGiB', 400, '2000-01-01', 1795478400000, 1);

-- What a body asks for beyond its limits, and the answer, which stands for ever.
CREATE TABLE quotaRequest (
  id                 TEXT PRIMARY KEY,
  organisation       TEXT NOT NULL REFERENCES organisation (id),
  useCase            TEXT REFERENCES useCase (id),  -- NULL: the organisation as a whole
  vcpu               INTEGER CHECK (vcpu > 0),      -- NULL in each class: not asked for
  memoryGiB          INTEGER CHECK (memoryGiB > 0),
  storageGiB         INTEGER CHECK (storageGiB > 0),
  gpu                INTEGER CHECK (gpu > 0),
  validFrom          TEXT NOT NULL,
  validUntil         TEXT CHECK (validUntil IS NULL OR validUntil > validFrom),
  justification      TEXT NOT NULL CHECK (length(justification) BETWEEN 1 AND 2500),
  state              TEXT NOT NULL CHECK (state IN ('submitted', 'granted', 'refused', 'withdrawn')),
  stateAt            INTEGER NOT NULL,
  requester          TEXT NOT NULL REFERENCES person (id),
  createdAt          INTEGER NOT NULL,
  reason             TEXT CHECK (length(reason) BETWEEN 1 AND 2500),
  grantedVcpu        INTEGER CHECK (grantedVcpu <= vcpu),
  grantedMemoryGiB   INTEGER CHECK (grantedMemoryGiB <= memoryGiB),
  grantedStorageGiB  INTEGER CHECK (grantedStorageGiB <= storageGiB),
  grantedGpu         INTEGER CHECK (grantedGpu <= gpu),
  decidedBy          TEXT REFERENCES person (id),
  decidedFor         TEXT REFERENCES organisation (id),
  version            INTEGER NOT NULL DEFAULT 1,
  CHECK ((state IN ('granted', 'refused')) = (decidedBy IS NOT NULL AND decidedFor IS NOT NULL AND reason IS NOT NULL))
) STRICT;
-- One at a time for a body as a whole, and for each of its use cases.
CREATE UNIQUE INDEX quotaRequest_oneOpen ON quotaRequest (organisation, coalesce(useCase, ''))
  WHERE state = 'submitted';
CREATE INDEX quotaRequest_organisation ON quotaRequest (organisation, id);
CREATE INDEX quotaRequest_state ON quotaRequest (state, stateAt);
CREATE TRIGGER quotaRequest_isAnsweredOnce BEFORE UPDATE ON quotaRequest WHEN old.state <> 'submitted'
BEGIN SELECT RAISE(ABORT, 'the answer to a quota request stands'); END;
CREATE TRIGGER quotaRequest_isKept BEFORE DELETE ON quotaRequest
BEGIN SELECT RAISE(ABORT, 'quota requests are kept'); END;
