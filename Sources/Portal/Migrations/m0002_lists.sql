-- Indexes for what the rules ask of whole lists: who wrote, who edited, who maintains, and counts without reading rows.

-- The cases of which somebody wrote a version.
CREATE INDEX revision_author ON revision (author, useCase) WHERE author IS NOT NULL;

-- All cases by their newest step, with what decides who sees them.
DROP INDEX useCase_newest;
CREATE INDEX useCase_newest ON useCase (stateAt, id, state, publishedRevision);

-- What is in the library without being published, such as a case that is being co-built again.
CREATE INDEX useCase_libraryState ON useCase (state, publishedAt, id)
  WHERE publishedRevision IS NOT NULL AND state <> 'archived';

-- The requests that somebody changed.
CREATE INDEX hostingRequestEditor_person ON hostingRequestEditor (person, request);

-- Everything that decides who sees a request.
CREATE INDEX hostingRequest_parties ON hostingRequest (state, organisation, maintainer);

CREATE INDEX deployment_maintainer ON deployment (maintainer, id) WHERE maintainer IS NOT NULL;

-- What waits in a body for its own people.
CREATE INDEX hostingRequest_waiting ON hostingRequest (organisation, state, submittedAt);
