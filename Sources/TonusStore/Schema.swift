import GRDB

/// The tables of a replica. They are not an interface; the views are, and `Docs/Views.md` has them.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1", migrate: createTables)
        migrator.registerMigration("2") { db in try db.execute(sql: wholeEpisode) }
        migrator.registerMigration("3") { db in
            try db.execute(sql: inbox)
            try db.execute(sql: identity)
        }
        migrator.registerMigration("4") { db in try db.execute(sql: smaller) }
        migrator.registerMigration("5") { db in try db.execute(sql: packs) }
        migrator.registerMigration("6") { db in try db.execute(sql: runs) }
        migrator.registerMigration("7") { db in try db.execute(sql: sheets) }
        migrator.registerMigration("8") { db in try db.execute(sql: relief) }
        migrator.registerMigration("9") { db in try db.execute(sql: told) }
        migrator.registerMigration("10") { db in try db.execute(sql: course) }
        return migrator
    }

    /// What `PRAGMA user_version` says of a database with all of them: one small question at each
    /// start of a command, where the migrator would ask four.
    static let version = 10

    /// The version of the views, as Docs/Views.md has it.
    static let viewsVersion = 5

    /// Which projections the tables hold. It goes up whenever the log is to be read otherwise, a
    /// newly understood field or kind included: the next to open the replica folds it anew.
    static let folding = 7

    /// Migration 2, shipped and so never edited; the next one goes below.
    private static let wholeEpisode = """
        ALTER TABLE replica ADD COLUMN folding INTEGER NOT NULL DEFAULT 1;

        CREATE TABLE link (                     -- the same spasm, written down twice
            lower INTEGER NOT NULL REFERENCES entity,
            higher BLOB NOT NULL CHECK (length(higher) = 16), -- may not be here yet
            PRIMARY KEY (lower, higher)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX link_by_higher ON link (higher);

        ALTER TABLE episode ADD COLUMN part_of INTEGER REFERENCES entity; -- shown as part of that one

        CREATE TABLE tally (
            entity INTEGER PRIMARY KEY REFERENCES entity,
            start INTEGER,                      -- Unix milliseconds
            start_offset INTEGER,
            start_zone TEXT,
            stop INTEGER,
            count INTEGER NOT NULL,
            sites TEXT NOT NULL,
            severity INTEGER,
            author BLOB,
            is_hidden INTEGER NOT NULL,
            is_contested INTEGER NOT NULL,
            conflicts INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX tally_by_start ON tally (start);

        CREATE TABLE check_in (
            entity INTEGER PRIMARY KEY REFERENCES entity,
            day INTEGER,                        -- days since 1970-01-01
            is_spasm_free INTEGER NOT NULL,
            is_hidden INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX check_in_by_day ON check_in (day);

        CREATE TABLE rating (
            entity INTEGER PRIMARY KEY REFERENCES entity,
            episode BLOB,
            at INTEGER,
            severity INTEGER,
            pain INTEGER,
            is_hidden INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX rating_by_episode ON rating (episode);

        DROP VIEW v_episodes;
        CREATE VIEW v_episodes AS
        SELECT lower(hex(entity.entity)) AS id, onset AS onset_ms,
               strftime('%Y-%m-%dT%H:%M:%S', onset / 1000 + onset_offset, 'unixepoch') AS onset_local,
               onset_zone AS zone, ending, ended AS ended_ms,
               CASE WHEN ended >= onset THEN (ended - onset) / 60000.0 END AS minutes,
               severity, pain, character, sites, triggers, reporters,
               is_contested AS contested, conflicts
        FROM episode JOIN entity ON entity.id = episode.entity
        WHERE NOT is_hidden AND part_of IS NULL;

        CREATE VIEW v_tallies AS
        SELECT lower(hex(entity.entity)) AS id, start AS from_ms, stop AS to_ms,
               strftime('%Y-%m-%dT%H:%M:%S', start / 1000 + start_offset, 'unixepoch') AS from_local,
               start_zone AS zone, count, sites, severity
        FROM tally JOIN entity ON entity.id = tally.entity
        WHERE NOT is_hidden;

        CREATE VIEW v_check_ins AS
        SELECT lower(hex(entity.entity)) AS id, date(day * 86400, 'unixepoch') AS day,
               is_spasm_free AS spasm_free
        FROM check_in JOIN entity ON entity.id = check_in.entity
        WHERE NOT is_hidden;
        """

    /// Migration 4, shipped and so never edited; the next one goes below.
    ///
    /// An entity's live writes follow from its changes at the cost of reading them; keeping them as
    /// rows cost more than everything else that was written for an entry. What an episode shows is
    /// kept without the ids that nobody asked for, and those that go on are found at once.
    private static let smaller = """
        DROP TABLE live_write;
        DROP VIEW v_episodes;
        DROP TABLE episode;

        CREATE TABLE episode (
            entity INTEGER PRIMARY KEY REFERENCES entity,
            onset INTEGER,                      -- Unix milliseconds
            onset_offset INTEGER,
            onset_zone TEXT,
            onset_precision INTEGER,
            ending INTEGER NOT NULL,            -- 0 going on, 1 over and nobody knows since when, 2 ended
            ended INTEGER,
            severity INTEGER,
            pain INTEGER,
            character TEXT,
            sites TEXT NOT NULL,
            triggers TEXT NOT NULL,
            reporters INTEGER NOT NULL,
            device INTEGER,                     -- that it was written on
            is_hidden INTEGER NOT NULL,
            is_contested INTEGER NOT NULL,
            conflicts INTEGER NOT NULL,
            part_of INTEGER REFERENCES entity   -- shown as part of that one
        ) STRICT;
        CREATE INDEX episode_by_onset ON episode (onset);
        CREATE INDEX episode_going_on ON episode (onset) WHERE ending = 0;

        ALTER TABLE note DROP COLUMN author;
        ALTER TABLE tally DROP COLUMN author;

        CREATE VIEW v_episodes AS
        SELECT lower(hex(entity.entity)) AS id, onset AS onset_ms,
               strftime('%Y-%m-%dT%H:%M:%S', onset / 1000 + onset_offset, 'unixepoch') AS onset_local,
               onset_zone AS zone,
               CASE ending WHEN 0 THEN 'ongoing' WHEN 1 THEN 'unknown' ELSE 'ended' END AS ending,
               ended AS ended_ms,
               CASE WHEN ended >= onset THEN (ended - onset) / 60000.0 END AS minutes,
               severity, pain, character, sites, triggers, reporters,
               is_contested AS contested, conflicts
        FROM episode JOIN entity ON entity.id = episode.entity
        WHERE NOT is_hidden AND part_of IS NULL;

        PRAGMA user_version = 4;
        """

    /// Migration 5, shipped and so never edited; the next one goes below.
    private static let packs = """
        CREATE TABLE server_envelope (          -- how the server holds a chain, as far as an owner saw
            chain INTEGER NOT NULL REFERENCES chain ON DELETE CASCADE,
            last INTEGER NOT NULL,
            first INTEGER NOT NULL,
            PRIMARY KEY (chain, last)
        ) STRICT, WITHOUT ROWID;

        PRAGMA user_version = 5;
        """

    /// Migration 6, shipped and so never edited; the next one goes below.
    ///
    /// A row of `place` now begins a run: the changes after it in the chain are those whose rows follow,
    /// up to the next one or the chain's last. The clock is no longer written with every entry: it
    /// is at least what stands last in a chain that this device appends to.
    private static let runs = """
        CREATE VIEW placed AS                   -- every place of every chain
        SELECT place.chain, place.sequence + change.id - place.change AS sequence, change.id AS change
        FROM place JOIN chain ON chain.id = place.chain
             JOIN change ON change.id BETWEEN place.change AND place.change - place.sequence - 1
                  + coalesce((SELECT min(later.sequence) FROM place AS later
                              WHERE later.chain = place.chain AND later.sequence > place.sequence),
                             chain.last + 1);

        CREATE VIEW chain_end AS                -- the change that stands last in a chain
        SELECT chain.id AS chain,
               (SELECT place.change + chain.last - place.sequence FROM place
                WHERE place.chain = chain.id ORDER BY place.sequence DESC LIMIT 1) AS change
        FROM chain;

        CREATE VIEW clock AS                    -- the last stamp, as the order-keeping integer
        SELECT max(clock, coalesce(
            (SELECT max(change.stamp) FROM chain JOIN chain_end ON chain_end.chain = chain.id
                  JOIN change ON change.id = chain_end.change
             WHERE chain.is_current), clock)) AS latest
        FROM replica;

        PRAGMA user_version = 6;
        """

    /// Migration 7, shipped and so never edited; the next one goes below.
    ///
    /// What is not read thousands at a time needs no columns of its own: one table holds what every
    /// other kind of entity shows, as JSON by the names of its fields, and the views take it apart.
    private static let sheets = """
        DROP VIEW v_check_ins;
        DROP TABLE check_in;

        CREATE TABLE sheet (
            entity INTEGER PRIMARY KEY REFERENCES entity,
            kind INTEGER NOT NULL,
            day INTEGER,                        -- days since 1970-01-01
            moment INTEGER,                     -- Unix milliseconds; of a day its midnight in UTC
            shown TEXT NOT NULL,                -- field by field; times in Unix milliseconds
            is_hidden INTEGER NOT NULL,
            is_contested INTEGER NOT NULL,
            conflicts INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX sheet_by_moment ON sheet (kind, moment);

        CREATE VIEW v_check_ins AS
        SELECT lower(hex(entity.entity)) AS id, shown ->> 'date' AS day,
               coalesce(shown ->> 'none', 0) AS spasm_free,
               shown ->> 'spasticity' AS spasticity, shown ->> 'pain' AS pain,
               shown -> 'troubled' AS troubled, shown ->> 'sleep' AS sleep_hours,
               shown ->> 'sleep-quality' AS sleep_quality, shown ->> 'wakings' AS wakings,
               shown ->> 'fatigue' AS fatigue, shown ->> 'stress' AS stress,
               shown ->> 'infection' AS infection
        FROM sheet JOIN entity ON entity.id = sheet.entity
        WHERE sheet.kind = 4 AND NOT is_hidden;

        CREATE VIEW v_exposures AS
        SELECT lower(hex(entity.entity)) AS id, shown ->> 'date' AS day,
               coalesce(shown ->> 'factor', shown ->> 'own-factor') AS factor,
               shown ->> 'value' AS value
        FROM sheet JOIN entity ON entity.id = sheet.entity
        WHERE sheet.kind = 6 AND NOT is_hidden;

        CREATE VIEW v_treatments AS
        SELECT lower(hex(entity.entity)) AS id, shown ->> 'name' AS name,
               shown ->> 'class' AS class, shown ->> 'amount' AS amount, shown ->> 'unit' AS unit
        FROM sheet JOIN entity ON entity.id = sheet.entity
        WHERE sheet.kind = 7 AND NOT is_hidden;

        CREATE VIEW v_regimens AS
        SELECT lower(hex(entity.entity)) AS id, shown ->> 'treatment' AS treatment,
               shown ->> 'amount' AS amount, shown ->> 'unit' AS unit, shown -> 'times' AS times,
               shown ->> 'start' AS start, shown ->> 'planned-end' AS planned_end,
               shown ->> 'stopped' AS stopped, conflicts
        FROM sheet JOIN entity ON entity.id = sheet.entity
        WHERE sheet.kind = 8 AND NOT is_hidden;

        CREATE VIEW v_doses AS
        SELECT lower(hex(entity.entity)) AS id, shown ->> 'treatment' AS treatment,
               shown ->> 'regimen' AS regimen, shown ->> 'due' AS due_ms, shown ->> 'at' AS at_ms,
               shown ->> 'amount' AS amount, shown ->> 'unit' AS unit,
               coalesce(shown ->> 'status', 'unknown') AS status, conflicts
        FROM sheet JOIN entity ON entity.id = sheet.entity
        WHERE sheet.kind = 9 AND NOT is_hidden;

        CREATE VIEW v_exercises AS
        SELECT lower(hex(entity.entity)) AS id, moment AS at_ms, shown ->> 'type' AS type,
               shown ->> 'minutes' AS minutes, shown ->> 'effort' AS effort,
               (shown ->> 'minutes') * (shown ->> 'effort') AS load
        FROM sheet JOIN entity ON entity.id = sheet.entity
        WHERE sheet.kind = 10 AND NOT is_hidden;

        CREATE VIEW v_relapses AS
        SELECT lower(hex(entity.entity)) AS id, shown ->> 'onset' AS onset,
               shown ->> 'end' AS "end", coalesce(shown ->> 'certainty', 'suspected') AS certainty
        FROM sheet JOIN entity ON entity.id = sheet.entity
        WHERE sheet.kind = 11 AND NOT is_hidden;

        CREATE VIEW v_measures AS
        SELECT lower(hex(entity.entity)) AS id, shown ->> 'date' AS day,
               shown ->> 'measure' AS measure, shown ->> 'value' AS value,
               shown -> 'site' AS sites, shown ->> 'by' AS by
        FROM sheet JOIN entity ON entity.id = sheet.entity
        WHERE sheet.kind = 12 AND NOT is_hidden;

        CREATE VIEW v_questions AS
        SELECT lower(hex(entity.entity)) AS id, shown ->> 'text' AS text,
               coalesce(shown ->> 'done', 0) AS done
        FROM sheet JOIN entity ON entity.id = sheet.entity
        WHERE sheet.kind = 14 AND NOT is_hidden;

        PRAGMA user_version = 7;
        """

    /// Migration 9, shipped and so never edited; the next one goes below.
    private static let told = """
        CREATE TABLE told_person (              -- whose words came in a file, on no roster here
            member BLOB PRIMARY KEY CHECK (length(member) = 16),
            name TEXT NOT NULL,
            relation INTEGER NOT NULL,
            stamp INTEGER NOT NULL,             -- of the change that says so, and which it is
            change BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE filed (                    -- changes that came from a file
            change INTEGER PRIMARY KEY REFERENCES change,
            written INTEGER NOT NULL            -- at first, Unix milliseconds
        ) STRICT;

        PRAGMA user_version = 9;
        """

    private static let identity = """
        ALTER TABLE replica ADD COLUMN installation BLOB; -- which copy of the folder wrote here last
        ALTER TABLE replica ADD COLUMN notice TEXT; -- what the person is to be told, once

        CREATE TABLE signed_head (              -- heads on the way that their device signed
            chain INTEGER NOT NULL REFERENCES chain ON DELETE CASCADE,
            sequence INTEGER NOT NULL,
            head BLOB NOT NULL CHECK (length(head) = 32),
            signature BLOB NOT NULL CHECK (length(signature) = 64),
            bytes INTEGER NOT NULL,             -- of the bodies since the one before
            PRIMARY KEY (chain, sequence)
        ) STRICT, WITHOUT ROWID;
        """

    /// Migration 3, shipped and so never edited; the next one goes below.
    private static let inbox = """
        CREATE TABLE conflict (                 -- what a person should decide
            entity INTEGER NOT NULL REFERENCES entity,
            field INTEGER NOT NULL,             -- 0: deleted by one, edited by another
            key BLOB NOT NULL,
            reporter BLOB NOT NULL,             -- whose own words differ; empty: nobody's alone
            is_quiet INTEGER NOT NULL,          -- 1: in the second list
            PRIMARY KEY (entity, field, key, reporter)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE twin (                     -- two episodes that may be one spasm
            a INTEGER NOT NULL REFERENCES entity,
            b INTEGER NOT NULL REFERENCES entity,
            PRIMARY KEY (a, b)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX twin_by_b ON twin (b);

        ALTER TABLE episode ADD COLUMN device BLOB; -- that it was written on

        CREATE TABLE reviewed (                 -- the numbers of the last inbox shown here
            number INTEGER PRIMARY KEY,
            entity INTEGER NOT NULL REFERENCES entity,
            other INTEGER REFERENCES entity,    -- of two that may be one spasm
            field INTEGER NOT NULL,
            key BLOB NOT NULL,
            reporter BLOB NOT NULL,
            changes BLOB NOT NULL               -- what was seen then, 16 bytes each
        ) STRICT;

        CREATE VIEW v_conflicts AS
        SELECT lower(hex(entity.entity)) AS id, entity.kind AS kind, field, lower(hex(key)) AS key,
               lower(hex(reporter)) AS reporter, is_quiet AS also_differed
        FROM conflict JOIN entity ON entity.id = conflict.entity;
        """
}

extension Int64 {
    /// SQLite's integers are signed: this keeps the order of unsigned stamps.
    init(ordering raw: UInt64) { self = Int64(bitPattern: raw ^ (1 << 63)) }
}

extension UInt64 {
    init(ordered stored: Int64) { self = UInt64(bitPattern: stored) ^ (1 << 63) }
}
