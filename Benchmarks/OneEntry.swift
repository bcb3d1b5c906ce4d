import Foundation
import Household
import TonusStore

/// One entry, durable: through the library, and as a whole process; and the list of the last ones.
enum OneEntry {
    private static let runs = 300
    private static let processes = 40

    /// Beside two rows of the same bytes in one transaction.
    static func throughTheLibrary(_ replica: Replica, _ raw: RawDatabase, at size: Int) throws
        -> (ours: [Double], raw: [Double])
    {
        let body = [UInt8](repeating: 0x5A, count: try changeBytes(replica))
        var (ours, theirs): ([Double], [Double]) = ([], [])
        for run in 0..<runs {
            let draft = try Workload.draft(size + run)
            ours.append(try milliseconds { try Workload.write(draft, replica) })
            theirs.append(try milliseconds { try write(size + run, body, raw) })
        }
        return (ours, theirs)
    }

    /// A log row and a row for each episode, with the indexes that both need.
    static func rawTwin(of replica: Replica, _ path: String, _ size: Int) throws -> RawDatabase {
        let raw = try RawDatabase(path)
        try raw.run("CREATE TABLE log (id INTEGER PRIMARY KEY, change BLOB UNIQUE, body BLOB)")
        try raw.run(
            """
            CREATE TABLE row (id INTEGER PRIMARY KEY, onset INTEGER, zone TEXT, ending TEXT,
                ended INTEGER, severity INTEGER, pain INTEGER, character TEXT, sites TEXT,
                triggers TEXT, author BLOB)
            """)
        try raw.run("CREATE INDEX row_by_onset ON row (onset)")
        let body = [UInt8](repeating: 0x5A, count: try changeBytes(replica))
        try raw.run("BEGIN")
        for number in 0..<size { try insert(number, body, raw) }
        try raw.run("COMMIT")
        return raw
    }

    /// The mean length of a change in the replica's log.
    static func changeBytes(_ replica: Replica) throws -> Int {
        let database = try RawDatabase(replica.directory.database)
        let rows = try database.rows("SELECT avg(length(body)) FROM change")
        if case .real(let mean)? = rows.first?.first { return Int(mean) }
        return 300
    }

    static func write(_ number: Int, _ body: [UInt8], _ raw: RawDatabase) throws {
        try raw.run("BEGIN IMMEDIATE")
        try insert(number, body, raw)
        try raw.run("COMMIT")
    }

    private static func insert(_ number: Int, _ body: [UInt8], _ raw: RawDatabase) throws {
        var id = [UInt8](repeating: 7, count: 16)
        withUnsafeBytes(of: UInt64(bitPattern: Int64(number)) &* 0x9E37_79B9_7F4A_7C15) {
            id.replaceSubrange(0..<8, with: $0)
        }
        try raw.run("INSERT INTO log VALUES (NULL, ?, ?)", [.blob(id), .blob(body)])
        try raw.run(
            "INSERT INTO row VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .integer(Workload.start + Int64(number)), .text("Europe/Berlin"), .text("ended"),
                .integer(Workload.start + 300_000), .integer(7), .integer(3), .text("stiff"),
                .text("left calf"), .text("heat;stress"), .blob(id),
            ])
    }

    /// `tonus log` from its start to its end, beside the sqlite3 shell inserting the same rows.
    static func asAProcess(
        _ home: Household, _ replica: String, shell path: String
    ) throws -> (ours: [Double], raw: [Double]) {
        let blob = String(repeating: "5A", count: 300)
        let sql = """
            PRAGMA synchronous=FULL; BEGIN IMMEDIATE; INSERT INTO log VALUES (NULL, randomblob(16), x'\(blob)'); \
            INSERT INTO row VALUES (NULL, 1795132800000, 'Europe/Berlin', 'ended', 1795133100000, \
            7, 3, 'stiff', 'left calf', 'heat;stress', randomblob(16)); COMMIT;
            """
        return try inTurn(home, words(for: replica), shell: [path, sql])
    }

    private static func words(for replica: String) -> [String] {
        [
            "-R", replica, "--no-sync", "log", "left", "calf", "7", "20m", "for", "5m", "stiff",
            "pain=3", "trigger=heat", "trigger=stress",
        ]
    }

    /// `tonus log` in two diaries by turns: what the machine does meanwhile, it does to both.
    static func byTurns(
        _ home: Household, _ replica: String, beside other: String
    ) throws -> (ours: [Double], raw: [Double]) {
        var times: ([Double], [Double]) = ([], [])
        for _ in 0..<processes {
            times.0.append(try milliseconds { try run(home, words(for: replica)) })
            times.1.append(try milliseconds { try run(home, words(for: other)) })
        }
        return times
    }

    private static func run(_ home: Household, _ words: [String]) throws {
        guard try home.tonus(words).code == 0 else {
            throw RawDatabase.Failure(message: "tonus \(words)")
        }
    }

    /// `tonus list` of the last twenty, beside the sqlite3 shell listing as many rows.
    static func listing(
        _ home: Household, _ replica: String, shell path: String
    ) throws -> (ours: [Double], raw: [Double]) {
        let sql = "SELECT * FROM row ORDER BY onset DESC LIMIT 20;"
        return try inTurn(home, ["-R", replica, "list", "-n", "20"], shell: [path, sql])
    }

    private static func inTurn(
        _ home: Household, _ words: [String], shell: [String]
    ) throws -> (ours: [Double], raw: [Double]) {
        var (ours, theirs): ([Double], [Double]) = ([], [])
        for _ in 0..<processes {
            ours.append(
                try milliseconds { try run(home, words) })
            theirs.append(
                try milliseconds {
                    let shell = try Child(
                        "/usr/bin/sqlite3", shell, environment: home.environment, input: nil,
                        folder: home.folder + "/run", name: "shell")
                    guard shell.wait() == 0 else {
                        throw RawDatabase.Failure(message: shell.standardError)
                    }
                })
        }
        return (ours, theirs)
    }
}
