extension Schema {
    /// Migration 8, shipped and so never edited; the next one goes below.
    ///
    /// What the figures ask of every episode is kept with it: folding each anew would cost more than
    /// all the rest of `insights`.
    static let relief = """
        ALTER TABLE episode ADD COLUMN tried TEXT NOT NULL DEFAULT '';
        ALTER TABLE episode ADD COLUMN relief_at INTEGER;  -- Unix milliseconds
        ALTER TABLE episode ADD COLUMN suddenness TEXT;
        ALTER TABLE episode ADD COLUMN impact TEXT NOT NULL DEFAULT '';

        DROP VIEW v_episodes;
        CREATE VIEW v_episodes AS
        SELECT lower(hex(entity.entity)) AS id, onset AS onset_ms,
               strftime('%Y-%m-%dT%H:%M:%S', onset / 1000 + onset_offset, 'unixepoch') AS onset_local,
               onset_zone AS zone,
               CASE ending WHEN 0 THEN 'ongoing' WHEN 1 THEN 'unknown' ELSE 'ended' END AS ending,
               ended AS ended_ms,
               CASE WHEN ended >= onset THEN (ended - onset) / 60000.0 END AS minutes,
               severity, pain, character, sites, triggers, reporters,
               is_contested AS contested, conflicts,
               tried, relief_at AS relief_at_ms, suddenness, impact
        FROM episode JOIN entity ON entity.id = episode.entity
        WHERE NOT is_hidden AND part_of IS NULL;

        PRAGMA user_version = 8;
        """
}
