import CSQLite
import Foundation
import GRDB
import TonusTypes

/// What SQLite can hold in a column and bind to a statement, without anything made in between.
protocol Storable {
    /// `index` counts from 1.
    func bind(to statement: OpaquePointer, at index: Int32)
    /// Nil where the column, counted from 0, holds nothing, or nothing of this shape.
    init?(_ statement: OpaquePointer, column: Int32)
}

/// The columns of the row on which a statement stands.
struct Columns {
    fileprivate let statement: OpaquePointer

    /// - Throws: `StoreError.damaged` where the column does not hold a value of that type.
    func get<Value: Storable>(_ column: Int32) throws(StoreError) -> Value {
        guard let value = Value(statement, column: column) else {
            throw .damaged(cause: String(cString: sqlite3_column_name(statement, column)))
        }
        return value
    }

    func find<Value: Storable>(_ column: Int32) -> Value? { Value(statement, column: column) }
}

/// Statements on the paths that every entry takes: prepared once for a connection by GRDB, and run on
/// SQLite itself. GRDB makes a row, and a value of a general kind, for everything that is bound or
/// read; on these paths that cost as much as SQLite did.
extension Database {
    /// Runs a statement that answers nothing.
    func run<each Value: Storable>(_ sql: String, _ values: repeat each Value) throws {
        let statement = try ready(sql, repeat each values)
        defer { sqlite3_reset(statement) }
        guard sqlite3_step(statement) == SQLITE_DONE else { throw failure(sql) }
    }

    /// The first row, as `read` understands it; nil where there is none, or `read` says so.
    func first<Answer, each Value: Storable>(
        _ sql: String, _ values: repeat each Value, as read: (Columns) throws -> Answer?
    ) throws -> Answer? {
        let statement = try ready(sql, repeat each values)
        defer { sqlite3_reset(statement) }
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return try read(Columns(statement: statement))
        case SQLITE_DONE: return nil
        default: throw failure(sql)
        }
    }

    /// Every row that `read` does not leave out.
    ///
    /// They are all read before this returns, so that the same statement can be run for each.
    func all<Answer, each Value: Storable>(
        _ sql: String, _ values: repeat each Value, as read: (Columns) throws -> Answer?
    ) throws -> [Answer] {
        let statement = try ready(sql, repeat each values)
        defer { sqlite3_reset(statement) }
        var answers: [Answer] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                if let answer = try read(Columns(statement: statement)) { answers.append(answer) }
            case SQLITE_DONE: return answers
            default: throw failure(sql)
            }
        }
    }

    /// Hands over row after row until `take` returns false. Nothing in `take` may run this statement.
    func walk<each Value: Storable>(
        _ sql: String, _ values: repeat each Value, take: (Columns) throws -> Bool
    ) throws {
        let statement = try ready(sql, repeat each values)
        defer { sqlite3_reset(statement) }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: if try !take(Columns(statement: statement)) { return }
            case SQLITE_DONE: return
            default: throw failure(sql)
            }
        }
    }

    private func ready<each Value: Storable>(
        _ sql: String, _ values: repeat each Value
    ) throws -> OpaquePointer {
        let statement = try cachedStatement(sql: sql).sqliteStatement
        var index: Int32 = 0
        for value in repeat each values {
            index += 1
            value.bind(to: statement, at: index)
        }
        return statement
    }

    /// Without the values, which may be somebody's words.
    private func failure(_ sql: String) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(sqliteConnection)),
            message: sqliteConnection.map { String(cString: sqlite3_errmsg($0)) })
    }
}

/// Tells SQLite to copy what it is given. A macro in C, which is not imported.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Int64: Storable {
    func bind(to statement: OpaquePointer, at index: Int32) {
        sqlite3_bind_int64(statement, index, self)
    }

    init?(_ statement: OpaquePointer, column: Int32) {
        guard sqlite3_column_type(statement, column) == SQLITE_INTEGER else { return nil }
        self = sqlite3_column_int64(statement, column)
    }
}

extension Storable where Self: FixedWidthInteger {
    func bind(to statement: OpaquePointer, at index: Int32) {
        sqlite3_bind_int64(statement, index, Int64(clamping: self))
    }

    init?(_ statement: OpaquePointer, column: Int32) {
        guard let number = Int64(statement, column: column) else { return nil }
        self.init(exactly: number)
    }
}

extension Int: Storable {}
extension UInt8: Storable {}
extension UInt32: Storable {}
extension UInt64: Storable {}

extension Bool: Storable {
    func bind(to statement: OpaquePointer, at index: Int32) {
        sqlite3_bind_int64(statement, index, self ? 1 : 0)
    }

    init?(_ statement: OpaquePointer, column: Int32) {
        guard let number = Int64(statement, column: column) else { return nil }
        self = number != 0
    }
}

extension String: Storable {
    func bind(to statement: OpaquePointer, at index: Int32) {
        sqlite3_bind_text(statement, index, self, -1, transient)
    }

    init?(_ statement: OpaquePointer, column: Int32) {
        guard let text = sqlite3_column_text(statement, column) else { return nil }
        self.init(cString: text)
    }
}

extension [UInt8]: Storable {
    func bind(to statement: OpaquePointer, at index: Int32) {
        withUnsafeBytes { bindBlob($0, to: statement, at: index) }
    }

    init?(_ statement: OpaquePointer, column: Int32) {
        guard sqlite3_column_type(statement, column) == SQLITE_BLOB else { return nil }
        self.init(blob(statement, column))
    }
}

extension Data: Storable {
    func bind(to statement: OpaquePointer, at index: Int32) {
        withUnsafeBytes { bindBlob($0, to: statement, at: index) }
    }

    init?(_ statement: OpaquePointer, column: Int32) {
        guard sqlite3_column_type(statement, column) == SQLITE_BLOB else { return nil }
        self.init(blob(statement, column))
    }
}

extension Storable where Self: FixedBytes {
    func bind(to statement: OpaquePointer, at index: Int32) {
        withBytes { bindBlob($0, to: statement, at: index) }
    }

    init?(_ statement: OpaquePointer, column: Int32) {
        guard sqlite3_column_type(statement, column) == SQLITE_BLOB else { return nil }
        self.init(bytes: blob(statement, column))
    }
}

extension ID16: Storable {}
extension ID32: Storable {}
extension ChainID: Storable {}

extension Optional: Storable where Wrapped: Storable {
    func bind(to statement: OpaquePointer, at index: Int32) {
        if let self {
            self.bind(to: statement, at: index)
        } else {
            sqlite3_bind_null(statement, index)
        }
    }

    /// Never nil itself: an empty column is an empty value.
    init?(_ statement: OpaquePointer, column: Int32) {
        self = Wrapped(statement, column: column)
    }
}

private func bindBlob(
    _ bytes: UnsafeRawBufferPointer, to statement: OpaquePointer, at index: Int32
) {
    // A blob without a byte has no address, and would become NULL.
    guard let start = bytes.baseAddress, !bytes.isEmpty else {
        sqlite3_bind_zeroblob(statement, index, 0)
        return
    }
    sqlite3_bind_blob(statement, index, start, Int32(bytes.count), transient)
}

/// The bytes stay SQLite's, and are there until the statement moves on.
private func blob(_ statement: OpaquePointer, _ column: Int32) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
        start: sqlite3_column_blob(statement, column),
        count: Int(sqlite3_column_bytes(statement, column)))
}
