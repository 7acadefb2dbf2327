-- A request may ask for a change of what runs; who waits for room keeps their place in a queue.

ALTER TABLE hostingRequest ADD COLUMN changes TEXT REFERENCES deployment (id);  -- NULL: a new deployment
CREATE INDEX hostingRequest_changes ON hostingRequest (changes) WHERE changes IS NOT NULL;
-- One change of a deployment is decided at a time.
CREATE UNIQUE INDEX hostingRequest_oneChange ON hostingRequest (changes)
  WHERE changes IS NOT NULL AND state IN ('submitted', 'underReview', 'waitlisted');

-- A change holds what it would add, in one row for the days granted already and one for those beyond.
DROP INDEX reservation_oneLive;
CREATE INDEX reservation_request ON reservation (request) WHERE state <> 'released';
ALTER TABLE reservation ADD COLUMN deployment TEXT REFERENCES deployment (id);  -- of what is used
UPDATE reservation SET deployment = (SELECT id FROM deployment WHERE deployment.request = reservation.request)
WHERE state = 'used';
CREATE UNIQUE INDEX reservation_oneUsed ON reservation (deployment) WHERE state = 'used';

-- The last day on which a request in the queue still wants to be served.
ALTER TABLE hostingRequest ADD COLUMN waitsUntil TEXT;
ALTER TABLE hostingRequest ADD COLUMN waitsSince INTEGER;
CREATE INDEX hostingRequest_queue ON hostingRequest (waitsSince, id) WHERE state = 'waitlisted';
