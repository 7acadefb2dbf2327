-- A version may be taken back while its solution stays; what was published and signed is untouched.
CREATE TABLE withdrawnVersion (
  solutionVersion  TEXT PRIMARY KEY REFERENCES solutionVersion (id),
  withdrawnAt      INTEGER NOT NULL,
  reason           TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2500)
) STRICT;
CREATE TRIGGER withdrawnVersion_isImmutable BEFORE UPDATE ON withdrawnVersion
BEGIN SELECT RAISE(ABORT, 'withdrawals of versions are kept'); END;
CREATE TRIGGER withdrawnVersion_isKept BEFORE DELETE ON withdrawnVersion
BEGIN SELECT RAISE(ABORT, 'withdrawals of versions are kept'); END;
