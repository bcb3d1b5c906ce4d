import Foundation
import GRDB
import Household
import Testing
import TonusStore
import TonusTypes
import TonusVault

/// What is shown, as a database for other programs.
struct ViewsFileTests {
    private let exchange = Exchange()

    private func diary() throws -> Replica {
        let maria = try exchange.replica("maria")
        let key = try maria.log("left leg 8 20m fell")
        try maria.note("after the bath", .everyone, on: key)
        try maria.note("for me", .owner, on: key)
        try maria.edit(key, "severity=6")
        let gone = try maria.log("neck 2 3h")
        try maria.note("about what is gone", .owner, on: gone)
        try maria.delete(gone)
        return maria
    }

    private func path(_ name: String) -> String { "\(exchange.folder)/\(name).sqlite" }

    /// All that is anywhere in the file, as it lies on the disk.
    private func bytes(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: path(name)))
    }

    @Test func `what is private is in it where that was asked for, what is deleted never`() throws {
        let maria = try diary()
        let open = try maria.writeViews(to: path("open"), private: false)
        #expect(open["v_episodes"] == 1)
        #expect(open["v_notes"] == 1)
        let whole = try maria.writeViews(to: path("whole"), private: true)
        // A note that is about a deleted episode is still a note.
        #expect(whole["v_notes"] == 3)
        #expect(try bytes("open").range(of: Data("for me".utf8)) == nil)
        #expect(try bytes("whole").range(of: Data("for me".utf8)) != nil)
        #expect(try bytes("whole").range(of: Data("neck".utf8)) == nil)
    }

    @Test func `of the log there are the changes of what is shown, and nothing they say`() throws {
        let maria = try diary()
        let counts = try maria.writeViews(to: path("open"), private: false)
        // The episode, the note that was added and its mark there, and the edit.
        #expect(counts["v_changes"] == 4)
        try DatabaseQueue(path: path("open")).read { db in
            let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master")
            #expect(tables.allSatisfy { $0.hasPrefix("v_") })
            #expect(try Int.fetchOne(db, sql: "PRAGMA user_version") == 5)
            #expect(try String.fetchOne(db, sql: "PRAGMA journal_mode") == "delete")
        }
    }

    @Test func `the diary itself is as it was`() throws {
        let maria = try diary()
        let before = try maria.text()
        _ = try maria.writeViews(to: path("open"), private: false)
        #expect(try maria.text() == before)
        #expect(try maria.check().damage.isEmpty)
    }

    private struct Table: Decodable {
        let rows: Int
        let columns: [String]
    }

    @Test func `datasette reads every table`() throws {
        let maria = try diary()
        let counts = try maria.writeViews(to: path("open"), private: false)
        let reader = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Python/read-tables").path
        let said = try Child.read(reader, [path("open")], in: exchange.folder)
        let read = try JSONDecoder().decode([String: Table].self, from: said)
        #expect(read.mapValues(\.rows) == counts)
        #expect(read["v_episodes"]?.columns.contains("onset_local") == true)
    }
}
