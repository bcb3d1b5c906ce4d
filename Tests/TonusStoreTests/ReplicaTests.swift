import Foundation
import GRDB
import Testing
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTypes
import TonusVault

@testable import TonusStore

struct ReplicaTests {
    @Test func `every commit waits for the disk: synchronous reads back as FULL`() throws {
        let world = try World()
        #expect(try world.replica("a").synchronousLevel() == 2)
    }

    @Test func `files are readable by their owner alone`() throws {
        let world = try World()
        _ = try world.replica("a").log("leg 7")
        for file in try FileManager.default.contentsOfDirectory(atPath: world.folder + "/a") {
            let path = "\(world.folder)/a/\(file)"
            let mode =
                try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(file)")
        }
    }

    @Test func `keys that others can read are refused`() throws {
        let world = try World()
        let path = try world.replica("a").directory.keys
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: StoreError.keysExposed(path: path)) { try world.replica("a") }
    }

    @Test func `a file of a newer version is refused and left untouched`() throws {
        let world = try World()
        let replica = try world.replica("a")
        try replica.queue.write { db in
            try db.execute(
                sql: "INSERT INTO grdb_migrations VALUES ('99'); PRAGMA user_version = 99")
        }
        #expect(throws: StoreError.newerVersion) { try world.replica("a") }
    }

    @Test func `folding the log again gives the same diary`() throws {
        let world = try World()
        let replica = try world.replica("a")
        let key = try replica.log("left calf 7 20m")
        try replica.edit(key, "severity=5")
        try replica.delete(try replica.log("back 3"))
        _ = try replica.undo(.entity(key), zoneOffset: 0)
        let before = try replica.digest()
        try replica.rebuild()
        #expect(try replica.digest() == before)
        #expect(try replica.check().damage.isEmpty)
    }

    @Test func `a flipped bit in the log is found`() throws {
        let world = try World()
        let replica = try world.replica("a")
        _ = try replica.log("left calf 7 20m")
        try replica.queue.write { db in
            let body = try #require(try Data.fetchOne(db, sql: "SELECT body FROM change"))
            var flipped = body
            flipped[flipped.count - 1] ^= 1
            try db.execute(sql: "UPDATE change SET body = ?", arguments: [flipped])
        }
        #expect(try !replica.check().damage.isEmpty)
    }

    @Test func `an unknown field and kind of a newer version are kept, hashed and handed on`()
        throws
    {
        let world = try World()
        let (a, b) = (try world.replica("a"), try world.replica("b"))
        let phone = try world.join("c", to: a, as: .owner)
        let key = EntityKey(audience: .everyone, kind: 77, id: EntityID(high: 1, low: 2))
        try a.record(zoneOffset: 0) { intent in
            intent.change(key) { body in
                body.writes = [
                    Write(cell: CellAddress(field: 7788, key: [1, 2]), value: .integer(5)),
                    Write(
                        cell: CellAddress(field: 7789), value: .unknown([0x82, 0x06, 0x01, 0x41])),
                ]
            }
        }
        try world.carry(from: a, to: phone)
        #expect(try phone.digest() == a.digest())
        #expect(try phone.digest() != b.digest())
    }

    @Test func `a stamp far in the future is kept, marked, and drags no clock along`() throws {
        let world = try World()
        let a = try world.replica("a")
        let start = world.start
        let fast = try world.join("fast", to: a, as: .caregiver)
        let poisoned = try Replica.open(
            fast.directory, founding: false, clock: { start + 1_000_000_000_000 })
        _ = try #require(poisoned).log("leg 7")
        try world.carry(from: try #require(poisoned), to: a)
        #expect(try a.check().suspectStamps == 1)
        let ahead = try a.state().clock.latest.milliseconds - start
        #expect(ahead == HybridClock.driftLimit)
        _ = try a.log("back 2")
    }

    @Test func `a clock that turns out far ahead starts a new chain at now`() throws {
        let world = try World()
        let start = world.start
        let future = try world.replica("a", clock: { start + 1_000_000_000 })
        _ = try future.log("leg 7")
        let replica = try world.replica("a")
        _ = try replica.log("leg 6")
        #expect(try replica.state().clock.latest.milliseconds == start)
        #expect(try replica.check().chains == 2)
        #expect(try replica.read { try $0.episodeCount() } == 2)
    }

    @Test func `undo takes back the last act, then the one before, and redo does it again`() throws
    {
        let world = try World()
        let replica = try world.replica("a")
        let key = try replica.log("leg 7")
        try replica.edit(key, "severity=5")
        try replica.edit(key, "severity=3")
        _ = try replica.undo(.lastHere, zoneOffset: 0)
        #expect(try replica.episode(key).severity?.points == 5)
        _ = try replica.undo(.lastHere, zoneOffset: 0)
        #expect(try replica.episode(key).severity?.points == 7)
        _ = try replica.redo(.lastHere, zoneOffset: 0)
        #expect(try replica.episode(key).severity?.points == 5)
        _ = try replica.undo(.lastHere, zoneOffset: 0)
        _ = try replica.undo(.lastHere, zoneOffset: 0)
        #expect(try replica.episode(key).state.isHidden)
        #expect(throws: ReferenceError.nothingToUndo) { try replica.undo(.lastHere, zoneOffset: 0) }
    }

    @Test func `what somebody wrote over is not taken back from under them`() throws {
        let world = try World()
        let a = try world.replica("a")
        let key = try a.log("leg 7 20m")
        let b = try world.join("b", to: a, as: .caregiver)
        try world.carry(from: a, to: b)
        try b.edit(key, "onset=40m")
        try world.carry(from: b, to: a)
        #expect(throws: ReferenceError.self) { try a.undo(.lastHere, zoneOffset: 0) }
        #expect(try !a.episode(key).state.isHidden)
    }

    @Test func `undoing a delete brings the entry back, and redo deletes it again`() throws {
        let world = try World()
        let replica = try world.replica("a")
        let key = try replica.log("leg 7")
        try replica.delete(key)
        #expect(try replica.episode(key).state.isHidden)
        _ = try replica.undo(.lastHere, zoneOffset: 0)
        #expect(try !replica.episode(key).state.isHidden)
        #expect(try !replica.episode(key).state.isContested)
        _ = try replica.redo(.lastHere, zoneOffset: 0)
        #expect(try replica.episode(key).state.isHidden)
    }

    @Test func `redo takes back undos alone, and says so when none is left`() throws {
        let world = try World()
        let replica = try world.replica("a")
        let key = try replica.log("leg 7")
        _ = try replica.undo(.lastHere, zoneOffset: 0)
        _ = try replica.redo(.lastHere, zoneOffset: 0)
        #expect(throws: ReferenceError.nothingToRedo) { try replica.redo(.lastHere, zoneOffset: 0) }
        #expect(try !replica.episode(key).state.isHidden)
        _ = try replica.undo(.lastHere, zoneOffset: 0)
        #expect(try replica.episode(key).state.isHidden)
    }

    @Test func `the last act is the one written last, also after the clock was set back`() throws {
        let world = try World()
        let start = world.start
        let future = try world.replica("a", clock: { start + 1_000_000_000 })
        let first = try future.log("leg 7")
        let replica = try world.replica("a")
        let second = try replica.log("leg 6")
        _ = try replica.undo(.lastHere, zoneOffset: 0)
        #expect(try replica.episode(second).state.isHidden)
        #expect(try !replica.episode(first).state.isHidden)
    }

    @Test func `a database without its keys is not covered up by a new diary`() throws {
        let world = try World()
        let replica = try world.replica("a")
        _ = try replica.log("leg 7")
        let path = replica.directory.keys
        try FileManager.default.removeItem(atPath: path)
        #expect(throws: StoreError.keysMissing(path: path)) { try world.replica("a") }
    }

    @Test func `a file that is no database is named as damaged, and left as it is`() throws {
        let world = try World()
        let directory = try world.replica("a").directory
        let garbage = Data(repeating: 0x41, count: 8192)
        try garbage.write(to: URL(fileURLWithPath: directory.database))
        #expect(throws: StoreError.self) { try world.replica("a") }
        #expect(FileManager.default.contents(atPath: directory.database) == garbage)
    }
}
