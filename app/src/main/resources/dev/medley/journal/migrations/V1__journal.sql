-- What was decided, one row per command. chain is the CRC-32C of the row and of the one before it.
CREATE TABLE entries (
    number ${long} PRIMARY KEY,
    at_ms ${long} NOT NULL,
    version ${long} NOT NULL,
    body TEXT NOT NULL,
    chain ${long} NOT NULL
);

-- What was answered under which idempotency key, so that a repetition gets the same answer.
CREATE TABLE answers (
    speaker TEXT NOT NULL,
    request_key TEXT NOT NULL,
    number ${long} NOT NULL,
    at_ms ${long} NOT NULL,
    digest TEXT NOT NULL,
    reply TEXT NOT NULL,
    PRIMARY KEY (speaker, request_key)
);
CREATE INDEX answers_number ON answers (number);

-- Every work that is over, for ever: names are used once.
CREATE TABLE works_over (
    work TEXT PRIMARY KEY,
    number ${long} NOT NULL,
    at_ms ${long} NOT NULL,
    ending TEXT NOT NULL
);

-- The state after an entry, deflated, and the chain there.
CREATE TABLE snapshots (
    number ${long} PRIMARY KEY,
    at_ms ${long} NOT NULL,
    chain ${long} NOT NULL,
    version ${long} NOT NULL,
    body ${bytes} NOT NULL,
    crc ${long} NOT NULL
);

-- What decisions were made with, from an entry on.
CREATE TABLE epochs (
    first_number ${long} PRIMARY KEY,
    medley TEXT NOT NULL,
    body TEXT NOT NULL,
    crc ${long} NOT NULL
);

-- Who is let in, and what became of that.
CREATE TABLE tokens (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    tenant TEXT,
    digest TEXT NOT NULL UNIQUE,
    created_ms ${long} NOT NULL,
    expires_ms ${long}
);
CREATE TABLE token_changes (
    id ${serial} PRIMARY KEY,
    at_ms ${long} NOT NULL,
    changed_by TEXT NOT NULL,
    change TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    tenant TEXT
);
