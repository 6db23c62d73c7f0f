-- The ledger as it began. Columns hold what is asked for often; ``record`` holds the whole report as
-- schema/event.schema.json describes it, so that nothing a reader writes down is lost.

CREATE TABLE documents (
    id VARCHAR PRIMARY KEY,
    text VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    published VARCHAR NOT NULL,      -- EDTF, or empty
    language VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    added TIMESTAMP NOT NULL,
    version VARCHAR NOT NULL         -- of Depesche, when it was read
);

-- One act as one document tells it.
CREATE TABLE reports (
    report VARCHAR PRIMARY KEY,      -- of the ledger; two documents with one text share the ids of their events
    document VARCHAR NOT NULL,
    position INTEGER NOT NULL,       -- in the document, from 0
    id VARCHAR NOT NULL,             -- the event's own id
    type VARCHAR NOT NULL,
    modes VARCHAR[] NOT NULL,
    contexts VARCHAR[] NOT NULL,
    quad TINYINT NOT NULL,
    score DOUBLE NOT NULL,
    status VARCHAR NOT NULL,
    edtf VARCHAR NOT NULL,
    first_day DATE,                  -- where the act may lie: of undated acts, days before publication; NULL: unknown
    last_day DATE,
    place VARCHAR NOT NULL,
    place_country VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    record VARCHAR NOT NULL,         -- JSON
    meaning FLOAT[],                 -- what the words are about; NULL where another parser made the trees
    merged BOOLEAN NOT NULL          -- whether it has been compared with the others
);

-- Who acts and who is acted upon, in the order of the words.
CREATE TABLE parties (
    report VARCHAR NOT NULL,
    role VARCHAR NOT NULL,           -- actor or recipient
    position INTEGER NOT NULL,
    entity VARCHAR NOT NULL,         -- entities.id
    country VARCHAR NOT NULL,
    sector VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    PRIMARY KEY (report, role, position)
);

CREATE TABLE entities (
    id VARCHAR PRIMARY KEY,          -- Wikidata QID where known, else a name of our own
    name VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    sector VARCHAR NOT NULL,
    office VARCHAR NOT NULL
);

-- The chain of voices that vouch for a report, outermost first; none: the outlet speaks for itself.
CREATE TABLE attributions (
    report VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    sector VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,           -- direct, indirect or according-to
    stance VARCHAR NOT NULL,         -- asserts, distances, denies or confirms
    cue VARCHAR NOT NULL,
    PRIMARY KEY (report, position)
);

CREATE TABLE places (
    name VARCHAR NOT NULL,
    country VARCHAR NOT NULL,
    PRIMARY KEY (name, country)
);

-- One act, with all its reports. Written by merging; type, modes and the rest are those of the report that says most.
CREATE TABLE events (
    event VARCHAR PRIMARY KEY,       -- the key of one of its reports
    type VARCHAR NOT NULL,
    modes VARCHAR[] NOT NULL,
    quad TINYINT NOT NULL,
    score DOUBLE NOT NULL,
    status VARCHAR NOT NULL,
    edtf VARCHAR NOT NULL,           -- all that the reports say of the time, together
    first_day DATE,                  -- NULL: not known
    last_day DATE,
    time_why VARCHAR NOT NULL,       -- where the reports settle a date that one of them leaves open
    actors VARCHAR[] NOT NULL,       -- country codes, or entities' ids where there is none
    recipients VARCHAR[] NOT NULL,
    place VARCHAR NOT NULL,
    place_country VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    reports INTEGER NOT NULL
);

CREATE TABLE membership (
    report VARCHAR PRIMARY KEY,
    event VARCHAR NOT NULL,
    why VARCHAR NOT NULL             -- the reason that the report is in this event; empty for the only one
);

-- What people decided; kept apart from what machines wrote, and stronger than it.
CREATE TABLE decisions (
    number BIGINT PRIMARY KEY,
    kind VARCHAR NOT NULL,           -- join, split, accept, reject, correct, skip
    report VARCHAR NOT NULL,
    other VARCHAR NOT NULL,          -- the second report of a join or split
    field VARCHAR NOT NULL,          -- what a correction corrects
    value VARCHAR NOT NULL,          -- JSON
    reviewer VARCHAR NOT NULL,
    made TIMESTAMP NOT NULL
);
