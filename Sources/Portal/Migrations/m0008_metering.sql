-- Metering, energy and what sites say of themselves. Decimal numbers are whole millionths of their unit (FixedPoint.swift).

-- What a site metered of a deployment over [startsAt, endsAt). The samples of one deployment never overlap, so that sums
-- count nothing twice.
CREATE TABLE usageSample (
  deployment       TEXT NOT NULL REFERENCES deployment (id),
  startsAt         INTEGER NOT NULL,
  endsAt           INTEGER NOT NULL CHECK (endsAt > startsAt),
  tier             TEXT NOT NULL CHECK (tier IN ('measuredWorkload', 'measuredHost', 'modelledUse', 'modelledAllocation')),
  source           TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 80),
  cpuSeconds       INTEGER NOT NULL CHECK (cpuSeconds >= 0),
  memoryGiBHours   INTEGER NOT NULL CHECK (memoryGiBHours >= 0),
  storageGiBHours  INTEGER NOT NULL CHECK (storageGiBHours >= 0),
  gpuSeconds       INTEGER NOT NULL CHECK (gpuSeconds >= 0),
  joules           INTEGER CHECK (joules >= 0),      -- NULL where nothing measures energy
  idleJoules       INTEGER CHECK (idleJoules >= 0),  -- the part of the host's idle draw, where it is known apart
  vcpu             INTEGER NOT NULL,                 -- what was granted then, as the models need it
  memoryGiB        INTEGER NOT NULL,
  storageGiB       INTEGER NOT NULL,
  gpu              INTEGER NOT NULL,
  agent            TEXT NOT NULL REFERENCES agent (id),
  receivedAt       INTEGER NOT NULL,
  PRIMARY KEY (deployment, startsAt)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER usageSample_isImmutable BEFORE UPDATE ON usageSample
BEGIN SELECT RAISE(ABORT, 'usage samples are immutable'); END;
CREATE TRIGGER usageSample_isKept BEFORE DELETE ON usageSample
BEGIN SELECT RAISE(ABORT, 'usage samples are kept'); END;

-- The samples added up, so that a statement of a year reads twelve rows for a deployment and not every hour of it. Written
-- by the trigger below and by nothing else; samples neither change nor go, so that the sums stay what they are.
CREATE TABLE usageMonth (
  deployment        TEXT NOT NULL REFERENCES deployment (id),
  month             TEXT NOT NULL,                -- 2026-11, UTC; a sample stays within a day
  tier              TEXT NOT NULL,
  source            TEXT NOT NULL,
  seconds           INTEGER NOT NULL,             -- how long was metered
  vcpu              INTEGER NOT NULL,             -- what was granted, times the seconds
  memoryGiB         INTEGER NOT NULL,
  storageGiB        INTEGER NOT NULL,
  gpu               INTEGER NOT NULL,
  cpuSeconds        INTEGER NOT NULL,
  memoryGiBHours    INTEGER NOT NULL,
  storageGiBHours   INTEGER NOT NULL,
  gpuSeconds        INTEGER NOT NULL,
  joules            INTEGER,
  idleJoules        INTEGER,
  PRIMARY KEY (deployment, month, tier, source)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER usageSample_addsUp AFTER INSERT ON usageSample
BEGIN
  INSERT INTO usageMonth
  VALUES (new.deployment, strftime('%Y-%m', new.startsAt / 1000, 'unixepoch'), new.tier, new.source,
          (new.endsAt - new.startsAt) / 1000, new.vcpu * ((new.endsAt - new.startsAt) / 1000),
          new.memoryGiB * ((new.endsAt - new.startsAt) / 1000), new.storageGiB * ((new.endsAt - new.startsAt) / 1000),
          new.gpu * ((new.endsAt - new.startsAt) / 1000), new.cpuSeconds, new.memoryGiBHours, new.storageGiBHours,
          new.gpuSeconds, new.joules, new.idleJoules)
  ON CONFLICT DO UPDATE SET
    seconds = seconds + excluded.seconds, vcpu = vcpu + excluded.vcpu, memoryGiB = memoryGiB + excluded.memoryGiB,
    storageGiB = storageGiB + excluded.storageGiB, gpu = gpu + excluded.gpu,
    cpuSeconds = cpuSeconds + excluded.cpuSeconds, memoryGiBHours = memoryGiBHours + excluded.memoryGiBHours,
    storageGiBHours = storageGiBHours + excluded.storageGiBHours, gpuSeconds = gpuSeconds + excluded.gpuSeconds,
    joules = joules + excluded.joules,
    idleJoules = coalesce(idleJoules + excluded.idleJoules, idleJoules, excluded.idleJoules);
END;

-- What the operator counts a kilowatt-hour with, from the first of a month on. Of several for one month the last set counts.
CREATE TABLE gridFactor (
  number       INTEGER PRIMARY KEY,
  validFrom    TEXT NOT NULL CHECK (validFrom LIKE '%-01'),
  gramsPerKWh  INTEGER NOT NULL CHECK (gramsPerKWh >= 0),  -- millionths of a gCO2e
  year         INTEGER NOT NULL,
  perimeter    TEXT NOT NULL,
  source       TEXT NOT NULL,
  setBy        TEXT REFERENCES person (id),
  setAt        INTEGER NOT NULL
) STRICT;

-- Prices of what is held for an hour, in millionths of a euro, from the first of a month on.
CREATE TABLE tariff (
  number         INTEGER PRIMARY KEY,
  validFrom      TEXT NOT NULL CHECK (validFrom LIKE '%-01'),
  vcpuHour       INTEGER NOT NULL CHECK (vcpuHour >= 0),
  memoryGiBHour  INTEGER NOT NULL CHECK (memoryGiBHour >= 0),
  storageGiBHour INTEGER NOT NULL CHECK (storageGiBHour >= 0),
  gpuHour        INTEGER NOT NULL CHECK (gpuHour >= 0),
  source         TEXT NOT NULL,
  setBy          TEXT REFERENCES person (id),
  setAt          INTEGER NOT NULL
) STRICT;

-- What a site states of a calendar year, indicator by indicator (Delegated Regulation (EU) 2024/1364). Nothing is
-- overwritten: of several statements the last counts, facts and objectives apart.
CREATE TABLE siteStatement (
  number     INTEGER PRIMARY KEY,
  site       TEXT NOT NULL REFERENCES site (id),
  year       INTEGER NOT NULL,
  indicator  TEXT NOT NULL,
  value      TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 500),  -- a decimal number, or words, by the indicator
  certainty  TEXT NOT NULL CHECK (certainty IN ('measured', 'estimated', 'objective')),
  source     TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
  asOf       TEXT NOT NULL,                       -- the day of the measurement, estimate or plan
  setBy      TEXT REFERENCES person (id),
  setAt      INTEGER NOT NULL
) STRICT;
CREATE INDEX siteStatement_site ON siteStatement (site, year, indicator, number);
CREATE TRIGGER siteStatement_isImmutable BEFORE UPDATE ON siteStatement
BEGIN SELECT RAISE(ABORT, 'statements are kept'); END;
CREATE TRIGGER siteStatement_isKept BEFORE DELETE ON siteStatement
BEGIN SELECT RAISE(ABORT, 'statements are kept'); END;
