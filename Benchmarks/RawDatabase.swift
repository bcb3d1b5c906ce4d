import CSQLite

/// SQLite with nothing between: what everything else is held against. WAL, FULL, like ours.
final class RawDatabase {
    struct Failure: Error { let message: String }

    enum Cell {
        case null
        case integer(Int64)
        case real(Double)
        case text(String)
        case blob([UInt8])
    }

    private let handle: OpaquePointer
    private var statements: [String: OpaquePointer] = [:]

    init(_ path: String) throws {
        var handle: OpaquePointer?
        guard sqlite3_open(path, &handle) == SQLITE_OK, let handle else {
            throw Failure(message: "cannot open \(path)")
        }
        self.handle = handle
        try run("PRAGMA journal_mode = WAL")
        try run("PRAGMA synchronous = FULL")
    }

    deinit {
        for statement in statements.values { sqlite3_finalize(statement) }
        sqlite3_close(handle)
    }

    func run(_ sql: String) throws {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
    }

    /// Runs a prepared statement once.
    func run(_ sql: String, _ cells: [Cell]) throws {
        let statement = try prepared(sql)
        bind(cells, to: statement)
        guard sqlite3_step(statement) == SQLITE_DONE else { throw failure() }
        sqlite3_reset(statement)
    }

    func rows(_ sql: String) throws -> [[Cell]] {
        let statement = try prepared(sql)
        defer { sqlite3_reset(statement) }
        var rows: [[Cell]] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            rows.append((0..<sqlite3_column_count(statement)).map { cell($0, of: statement) })
        }
        return rows
    }

    private func prepared(_ sql: String) throws -> OpaquePointer {
        if let known = statements[sql] { return known }
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let statement
        else { throw failure() }
        statements[sql] = statement
        return statement
    }

    // Bound values live until the step is over, so SQLite need not copy them.
    private func bind(_ cells: [Cell], to statement: OpaquePointer) {
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (index, cell) in cells.enumerated() {
            let place = Int32(index + 1)
            switch cell {
            case .null: sqlite3_bind_null(statement, place)
            case .integer(let number): sqlite3_bind_int64(statement, place, number)
            case .real(let number): sqlite3_bind_double(statement, place, number)
            case .text(let text): sqlite3_bind_text(statement, place, text, -1, copied)
            case .blob(let bytes):
                sqlite3_bind_blob(statement, place, bytes, Int32(bytes.count), copied)
            }
        }
    }

    private func cell(_ column: Int32, of statement: OpaquePointer) -> Cell {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
        case SQLITE_TEXT:
            return sqlite3_column_text(statement, column).map { .text(String(cString: $0)) }
                ?? .null
        case SQLITE_BLOB:
            let count = Int(sqlite3_column_bytes(statement, column))
            return .blob(
                Array(
                    UnsafeRawBufferPointer(
                        start: sqlite3_column_blob(statement, column), count: count)))
        default: return .null
        }
    }

    private func failure() -> Failure { Failure(message: String(cString: sqlite3_errmsg(handle))) }
}
