-- The ledger by day, so that a check reads the days of its period and not every reservation; and maintenance windows.

-- What begins and ends on a day, per scope: a pool, an organisation, or a use case of an organisation (`organisation/useCase`).
-- What is held on a day is the sum up to it. Only the triggers below write here; `fabrique check` compares with the reservations.
CREATE TABLE ledgerDay (
  scope               TEXT NOT NULL,
  day                 TEXT NOT NULL,
  usedVcpu            INTEGER NOT NULL,
  usedMemoryGiB       INTEGER NOT NULL,
  usedStorageGiB      INTEGER NOT NULL,
  usedGpu             INTEGER NOT NULL,
  reservedVcpu        INTEGER NOT NULL,
  reservedMemoryGiB   INTEGER NOT NULL,
  reservedStorageGiB  INTEGER NOT NULL,
  reservedGpu         INTEGER NOT NULL,
  PRIMARY KEY (scope, day)
) STRICT, WITHOUT ROWID;

-- A reservation entered into the days (sign 1) or struck out of them (-1). Reading it gives what has to be entered.
CREATE VIEW ledgerPosting AS
SELECT pool, organisation, useCase, vcpu, memoryGiB, storageGiB, gpu, startDay, endDay, state, 1 AS sign
FROM reservation WHERE state <> 'released';

CREATE TRIGGER ledgerPosting_enters INSTEAD OF INSERT ON ledgerPosting WHEN NEW.state <> 'released' BEGIN
  INSERT INTO ledgerDay
  SELECT scope, day,
         NEW.sign * edge * used * NEW.vcpu, NEW.sign * edge * used * NEW.memoryGiB,
         NEW.sign * edge * used * NEW.storageGiB, NEW.sign * edge * used * NEW.gpu,
         NEW.sign * edge * (1 - used) * NEW.vcpu, NEW.sign * edge * (1 - used) * NEW.memoryGiB,
         NEW.sign * edge * (1 - used) * NEW.storageGiB, NEW.sign * edge * (1 - used) * NEW.gpu
  FROM (SELECT NEW.pool AS scope UNION ALL SELECT NEW.organisation
        UNION ALL SELECT NEW.organisation || '/' || NEW.useCase),
       (SELECT NEW.startDay AS day, 1 AS edge UNION ALL SELECT NEW.endDay, -1),
       (SELECT NEW.state = 'used' AS used)
  WHERE TRUE
  ON CONFLICT (scope, day) DO UPDATE SET
    usedVcpu = usedVcpu + excluded.usedVcpu, usedMemoryGiB = usedMemoryGiB + excluded.usedMemoryGiB,
    usedStorageGiB = usedStorageGiB + excluded.usedStorageGiB, usedGpu = usedGpu + excluded.usedGpu,
    reservedVcpu = reservedVcpu + excluded.reservedVcpu,
    reservedMemoryGiB = reservedMemoryGiB + excluded.reservedMemoryGiB,
    reservedStorageGiB = reservedStorageGiB + excluded.reservedStorageGiB,
    reservedGpu = reservedGpu + excluded.reservedGpu;
END;

CREATE TRIGGER reservation_isEntered AFTER INSERT ON reservation BEGIN
  INSERT INTO ledgerPosting
  VALUES (NEW.pool, NEW.organisation, NEW.useCase, NEW.vcpu, NEW.memoryGiB, NEW.storageGiB, NEW.gpu,
          NEW.startDay, NEW.endDay, NEW.state, 1);
END;

CREATE TRIGGER reservation_isReentered AFTER UPDATE ON reservation BEGIN
  INSERT INTO ledgerPosting
  VALUES (OLD.pool, OLD.organisation, OLD.useCase, OLD.vcpu, OLD.memoryGiB, OLD.storageGiB, OLD.gpu,
          OLD.startDay, OLD.endDay, OLD.state, -1),
         (NEW.pool, NEW.organisation, NEW.useCase, NEW.vcpu, NEW.memoryGiB, NEW.storageGiB, NEW.gpu,
          NEW.startDay, NEW.endDay, NEW.state, 1);
END;

CREATE TRIGGER reservation_isStruckOut AFTER DELETE ON reservation BEGIN
  INSERT INTO ledgerPosting
  VALUES (OLD.pool, OLD.organisation, OLD.useCase, OLD.vcpu, OLD.memoryGiB, OLD.storageGiB, OLD.gpu,
          OLD.startDay, OLD.endDay, OLD.state, -1);
END;

-- What is in the ledger already.
INSERT INTO ledgerPosting SELECT * FROM ledgerPosting;

-- What is approved and past its end holds on until the site reports it absent.
CREATE INDEX reservation_overdue ON reservation (endDay) WHERE state = 'used';
DROP INDEX reservation_pool;
DROP INDEX reservation_organisation;

-- A time in which a pool has less to give: announced, and taken back if it does not come.
CREATE TABLE maintenanceWindow (
  id           TEXT PRIMARY KEY,
  pool         TEXT NOT NULL REFERENCES pool (id),
  startDay     TEXT NOT NULL,
  endDay       TEXT NOT NULL CHECK (endDay > startDay),
  vcpu         INTEGER NOT NULL CHECK (vcpu >= 0),      -- what is taken away, of what may be promised
  memoryGiB    INTEGER NOT NULL CHECK (memoryGiB >= 0),
  storageGiB   INTEGER NOT NULL CHECK (storageGiB >= 0),
  gpu          INTEGER NOT NULL CHECK (gpu >= 0),
  reason       TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
  announcedBy  TEXT NOT NULL REFERENCES person (id),
  announcedAt  INTEGER NOT NULL,
  cancelledAt  INTEGER
) STRICT;
CREATE INDEX maintenanceWindow_pool ON maintenanceWindow (pool, endDay) WHERE cancelledAt IS NULL;
