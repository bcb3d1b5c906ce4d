import GRDB

extension SQLiteEnvelopeLog {
    /// Migration 1, shipped and so never edited; the next one goes below.
    ///
    /// Nothing here is a place in a global sequence: what a replica lacks follows from heads.
    static func createLog(_ db: Database) throws {
        try db.execute(sql: diaries)
        try db.execute(sql: chains)
    }

    private static let diaries = """
        CREATE TABLE meta (
            name  TEXT PRIMARY KEY, -- 'server': 16 bytes; 'touched': what readiness writes
            value BLOB NOT NULL
        ) STRICT;

        CREATE TABLE code (
            hash    BLOB PRIMARY KEY CHECK (length(hash) = 32), -- never the code itself
            made    INTEGER NOT NULL,
            used_by BLOB CHECK (length(used_by) = 32) -- the diary it founded
        ) STRICT;

        CREATE TABLE diary (
            id           INTEGER PRIMARY KEY,
            diary        BLOB NOT NULL UNIQUE CHECK (length(diary) = 32),
            roster_index INTEGER NOT NULL,
            roster_hash  BLOB NOT NULL CHECK (length(roster_hash) = 32)
        ) STRICT;

        CREATE TABLE roster_entry (
            diary INTEGER NOT NULL REFERENCES diary (id) ON DELETE CASCADE,
            idx   INTEGER NOT NULL CHECK (idx >= 0),
            entry BLOB NOT NULL, -- a RosterEntry
            PRIMARY KEY (diary, idx)
        ) STRICT;

        CREATE TABLE wrap (
            diary     INTEGER NOT NULL REFERENCES diary (id) ON DELETE CASCADE,
            recipient BLOB NOT NULL CHECK (length(recipient) = 16),
            idx       INTEGER NOT NULL, -- of the entry that names its hash
            wrap      BLOB NOT NULL, -- a Wrap
            PRIMARY KEY (diary, recipient, idx)
        ) STRICT;

        CREATE TABLE ticket (
            ticket  BLOB NOT NULL CHECK (length(ticket) = 16),
            diary   INTEGER NOT NULL REFERENCES diary (id) ON DELETE CASCADE,
            expires INTEGER, -- Unix milliseconds
            PRIMARY KEY (ticket, diary)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX ticket_by_diary ON ticket (diary);
        CREATE INDEX ticket_by_expiry ON ticket (expires) WHERE expires IS NOT NULL;
        """

    private static let chains = """
        CREATE TABLE chain (
            id       INTEGER PRIMARY KEY,
            diary    INTEGER NOT NULL REFERENCES diary (id) ON DELETE CASCADE,
            device   BLOB NOT NULL CHECK (length(device) = 16),
            audience INTEGER NOT NULL CHECK (audience IN (1, 2)),
            chain    BLOB NOT NULL CHECK (length(chain) = 8),
            last     INTEGER NOT NULL, -- the sequence that the newest envelope ends at
            head     BLOB NOT NULL CHECK (length(head) = 32), -- at `last`
            UNIQUE (diary, device, audience, chain)
        ) STRICT;

        CREATE TABLE envelope (
            chain  INTEGER NOT NULL REFERENCES chain (id) ON DELETE CASCADE,
            first  INTEGER NOT NULL CHECK (first > 0),
            last   INTEGER NOT NULL CHECK (last >= first),
            header BLOB NOT NULL, -- both as they travelled
            sealed BLOB NOT NULL,
            PRIMARY KEY (chain, last)
        ) STRICT;

        CREATE TABLE witness (
            diary    INTEGER NOT NULL REFERENCES diary (id) ON DELETE CASCADE,
            device   BLOB NOT NULL CHECK (length(device) = 16),
            audience INTEGER NOT NULL CHECK (audience IN (1, 2)),
            number   INTEGER NOT NULL,
            witness  BLOB NOT NULL, -- a Witness
            PRIMARY KEY (diary, device, audience)
        ) STRICT;
        """
}
