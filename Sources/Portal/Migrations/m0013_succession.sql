-- A deployment may get a successor: at another site, or, after an offer, of another body at the same site.

-- What a request would replace, and the site of the successor; NULL: it replaces nothing.
ALTER TABLE hostingRequest ADD COLUMN predecessor TEXT REFERENCES deployment (id);
ALTER TABLE hostingRequest ADD COLUMN destination TEXT REFERENCES site (id)
  CHECK ((destination IS NULL) = (predecessor IS NULL) AND (predecessor IS NULL OR changes IS NULL));
CREATE INDEX hostingRequest_predecessor ON hostingRequest (predecessor) WHERE predecessor IS NOT NULL;
-- A body has one request about a predecessor decided at a time.
CREATE UNIQUE INDEX hostingRequest_oneSuccession ON hostingRequest (predecessor, organisation)
  WHERE predecessor IS NOT NULL AND state IN ('submitted', 'underReview', 'waitlisted');

-- Nothing is replaced twice.
ALTER TABLE deployment ADD COLUMN predecessor TEXT REFERENCES deployment (id);
CREATE UNIQUE INDEX deployment_predecessor ON deployment (predecessor) WHERE predecessor IS NOT NULL;

CREATE TABLE deploymentOffer (
  id          TEXT PRIMARY KEY,
  deployment  TEXT NOT NULL REFERENCES deployment (id),
  receiver    TEXT NOT NULL REFERENCES organisation (id),
  untilDay    TEXT NOT NULL,             -- the last day on which it can be taken up
  offeredBy   TEXT NOT NULL REFERENCES person (id),
  offeredAt   INTEGER NOT NULL,
  outcome     TEXT CHECK (outcome IN ('accepted', 'declined', 'withdrawn', 'lapsed')),  -- NULL: it stands
  reason      TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 2500),                  -- why it was declined
  closedAt    INTEGER CHECK ((closedAt IS NULL) = (outcome IS NULL))
) STRICT;
CREATE UNIQUE INDEX deploymentOffer_oneStanding ON deploymentOffer (deployment) WHERE outcome IS NULL;
CREATE INDEX deploymentOffer_deployment ON deploymentOffer (deployment, offeredAt);
CREATE INDEX deploymentOffer_receiver ON deploymentOffer (receiver) WHERE outcome IS NULL;
