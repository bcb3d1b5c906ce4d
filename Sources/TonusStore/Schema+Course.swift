extension Schema {
    /// Migration 10, shipped and so never edited; the next one goes below.
    ///
    /// What the figures ask of how far each spasm spread and of what it was like.
    static let course = """
        ALTER TABLE episode ADD COLUMN extent TEXT;   -- the greatest of its places
        ALTER TABLE episode ADD COLUMN course TEXT;
        ALTER TABLE episode ADD COLUMN descriptors TEXT NOT NULL DEFAULT '';

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
               tried, relief_at AS relief_at_ms, suddenness, impact, extent, course, descriptors
        FROM episode JOIN entity ON entity.id = episode.entity
        WHERE NOT is_hidden AND part_of IS NULL;

        PRAGMA user_version = 10;
        """
}
