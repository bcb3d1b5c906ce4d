import GRDB

extension Schema {
    /// Migration 1, shipped and so never edited.
    static func createTables(_ db: Database) throws {
        try db.execute(sql: log)
        try db.execute(sql: projections)
        try db.execute(sql: views)
    }

    private static let log = """
        CREATE TABLE replica (                  -- one row: what this replica is
            one INTEGER PRIMARY KEY CHECK (one = 1),
            diary BLOB NOT NULL CHECK (length(diary) = 32),
            device BLOB NOT NULL CHECK (length(device) = 16),
            member BLOB NOT NULL CHECK (length(member) = 16),
            patient BLOB NOT NULL CHECK (length(patient) = 16),
            clock INTEGER NOT NULL,             -- the last stamp, as the order-keeping integer
            server TEXT,                        -- the server's address, once there is one
            server_id BLOB CHECK (length(server_id) = 16),
            update_needed INTEGER NOT NULL DEFAULT 0,
            synced_at INTEGER                   -- Unix milliseconds of the last whole sync
        ) STRICT;

        CREATE TABLE roster_entry (
            idx INTEGER PRIMARY KEY,
            entry BLOB NOT NULL                 -- a RosterEntry, as it came
        ) STRICT;

        CREATE TABLE device (                   -- small integers for devices
            id INTEGER PRIMARY KEY,
            device BLOB NOT NULL UNIQUE CHECK (length(device) = 16)
        ) STRICT;

        CREATE TABLE chain (
            id INTEGER PRIMARY KEY,
            device INTEGER NOT NULL REFERENCES device,
            audience INTEGER NOT NULL,
            chain BLOB NOT NULL CHECK (length(chain) = 8),
            last INTEGER NOT NULL,
            head BLOB NOT NULL CHECK (length(head) = 32),
            signature BLOB CHECK (length(signature) = 64), -- the device's, at last; null: ours, not yet sent
            sent INTEGER NOT NULL,              -- up to where the server is known to hold it
            sent_head BLOB NOT NULL CHECK (length(sent_head) = 32),
            is_current INTEGER NOT NULL,        -- 1: this device appends here
            UNIQUE (device, audience, chain)
        ) STRICT;

        CREATE TABLE entity (
            id INTEGER PRIMARY KEY,
            entity BLOB NOT NULL CHECK (length(entity) = 16),
            kind INTEGER NOT NULL,
            audience INTEGER NOT NULL,
            UNIQUE (entity, kind, audience)
        ) STRICT;

        CREATE TABLE change (
            id INTEGER PRIMARY KEY,             -- in the order in which they came here
            change BLOB NOT NULL UNIQUE CHECK (length(change) = 16),
            device INTEGER NOT NULL REFERENCES device,
            entity INTEGER REFERENCES entity,   -- null: no body, or one that cannot be read
            stamp INTEGER NOT NULL,
            body BLOB,                          -- the bytes that were hashed; null: only the leaf
            leaf BLOB CHECK (length(leaf) = 32),
            is_allowed INTEGER NOT NULL,        -- what the roster says
            counts INTEGER NOT NULL,            -- allowed, and no counting undo names it
            is_suspect INTEGER NOT NULL         -- its stamp was far ahead of this device's clock
        ) STRICT;
        CREATE INDEX change_by_entity ON change (entity);

        CREATE TABLE place (                    -- where a change stands; it may stand in two chains
            chain INTEGER NOT NULL REFERENCES chain,
            sequence INTEGER NOT NULL,
            change INTEGER NOT NULL REFERENCES change,
            PRIMARY KEY (chain, sequence)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE undo (                     -- who undoes what; the target may come later
            target BLOB NOT NULL CHECK (length(target) = 16),
            undoing INTEGER NOT NULL REFERENCES change,
            PRIMARY KEY (target, undoing)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE kept_envelope (            -- what could not be opened or did not fit, as it came
            device BLOB NOT NULL,
            audience INTEGER NOT NULL,
            chain BLOB NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            header BLOB NOT NULL,
            sealed BLOB NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (device, audience, chain, first, last)
        ) STRICT;
        """

    private static let projections = """
        CREATE TABLE live_write (
            entity INTEGER NOT NULL REFERENCES entity,
            field INTEGER NOT NULL,             -- 0: existence, that is live deletes and restores
            key BLOB NOT NULL,
            change INTEGER NOT NULL REFERENCES change,
            PRIMARY KEY (entity, field, key, change)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE episode (
            entity INTEGER PRIMARY KEY REFERENCES entity,
            onset INTEGER,                      -- Unix milliseconds
            onset_offset INTEGER,
            onset_zone TEXT,
            onset_precision INTEGER,
            ending TEXT NOT NULL CHECK (ending IN ('ongoing', 'unknown', 'ended')),
            ended INTEGER,
            severity INTEGER,
            pain INTEGER,
            character TEXT,
            sites TEXT NOT NULL,
            triggers TEXT NOT NULL,
            reporters INTEGER NOT NULL,
            author BLOB,
            is_hidden INTEGER NOT NULL,
            is_contested INTEGER NOT NULL,
            conflicts INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX episode_by_onset ON episode (onset);

        CREATE TABLE note (
            entity INTEGER PRIMARY KEY REFERENCES entity,
            subject BLOB,
            text TEXT NOT NULL,
            author BLOB,
            is_hidden INTEGER NOT NULL,
            conflicts INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX note_by_subject ON note (subject);

        CREATE TABLE listed (                   -- the numbers of the last list shown here
            number INTEGER PRIMARY KEY,
            entity INTEGER NOT NULL REFERENCES entity
        ) STRICT;
        """

    private static let views = """
        CREATE VIEW v_episodes AS
        SELECT lower(hex(entity.entity)) AS id, onset AS onset_ms,
               strftime('%Y-%m-%dT%H:%M:%S', onset / 1000 + onset_offset, 'unixepoch') AS onset_local,
               onset_zone AS zone, ending, ended AS ended_ms,
               CASE WHEN ended >= onset THEN (ended - onset) / 60000.0 END AS minutes,
               severity, pain, character, sites, triggers, reporters,
               is_contested AS contested, conflicts
        FROM episode JOIN entity ON entity.id = episode.entity
        WHERE NOT is_hidden;

        CREATE VIEW v_notes AS
        SELECT lower(hex(entity.entity)) AS id, lower(hex(subject)) AS about, text,
               entity.audience = 2 AS private
        FROM note JOIN entity ON entity.id = note.entity
        WHERE NOT is_hidden;

        CREATE VIEW v_changes AS
        SELECT lower(hex(change.change)) AS id, lower(hex(device.device)) AS device,
               lower(hex(entity.entity)) AS entity, entity.kind AS kind,
               (change.stamp >> 16) + 140737488355328 AS stamp_ms,
               counts, is_suspect AS clock_suspect
        FROM change JOIN device ON device.id = change.device
             LEFT JOIN entity ON entity.id = change.entity;
        """
}
