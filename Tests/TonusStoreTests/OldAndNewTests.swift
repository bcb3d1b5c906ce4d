import Foundation
import GRDB
import Testing
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTypes
import TonusVault

@testable import TonusStore

/// Replicas of different versions: what an older one cannot read it keeps, and hands on whole.
struct OldAndNewTests {
    private static let unknownKind = EntityKey(
        audience: .everyone, kind: 77, id: EntityID(high: 7, low: 7))

    /// What a newer version might write: a field of its own, a kind, and a kind of value.
    private func writeAsNewer(_ replica: Replica, on key: EntityKey) throws {
        try replica.record(zoneOffset: 0) { intent in
            let state = try intent.state(of: key)
            // Field 19 of a Value, which no version here has.
            let value = Value.unknown([0x9A, 0x01, 0x02, 0x41, 0x42])
            intent.write(
                [
                    Write(cell: CellAddress(field: 190), value: .integer(5)),
                    Write(
                        cell: Field.suddenness.cell(), value: value,
                        replaces: state.live(Field.suddenness.number).map(\.change)),
                ], on: state)
            intent.write(
                [Write(cell: CellAddress(field: 7701), value: .text("from later"))],
                on: EntityState(Self.unknownKind, folding: []))
        }
    }

    @Test func `what a newer version wrote is merged, counted and handed on byte for byte`() throws
    {
        let world = try World()
        let a = try world.replica("a")
        let older = try world.join("older", to: a, as: .owner)
        let c = try world.join("c", to: a, as: .owner)
        for replica in [older, c] { try replica.takeRoster(try a.rosterEntries()) }
        let key = try a.log("leg 4 10m")
        try writeAsNewer(a, on: key)
        try world.carry(from: a, to: older)
        #expect(try older.episode(key).severity?.points == 4)
        #expect(try older.episode(key).suddenness == nil)
        #expect(try older.digest() == a.digest())
        // An edit here of what is known leaves the rest alone.
        try older.edit(key, "severity=6")
        // To a server that lost everything: the newer device's chain goes with it, as it came.
        let lost = try older.chainMarks().map { mark in
            var lost = mark
            (lost.sequence, lost.head) = (0, Data())
            return lost
        }
        #expect(try older.noteServerHeads(lost).forked.isEmpty)
        let handedOn = try older.outgoing(byteLimit: .max / 2)
        _ = try c.receive(handedOn.map(\.envelope))
        try a.takeRoster(try older.rosterEntries())
        _ = try a.receive(handedOn.map(\.envelope))
        #expect(try Set([a, older, c].map { try $0.digest() }).count == 1)
        let state = try c.read { try $0.state(of: key) }
        #expect(state.live(190).map(\.value) == [.integer(5)])
        let kept = state.live(Field.suddenness.number).map(\.value)
        #expect(kept == [.unknown([0x9A, 0x01, 0x02, 0x41, 0x42])])
        #expect(
            try c.read { try $0.state(of: Self.unknownKind) }.live(7701).map(\.value)
                == [.text("from later")])
        try c.rebuild()
        #expect(try c.digest() == a.digest())
    }

    @Test func `a file of version 1 shows after the upgrade what that version could not`() throws {
        let world = try World()
        let now = try world.replica("now")
        let key = try now.log("leg 4 10m")
        let other = try now.log("calf 6 12m")
        let tally = try now.record(zoneOffset: 0) { intent in
            let draft = try TallyDraft(
                words: ["12", "for", "1h"],
                at: Moment(milliseconds: 1_795_132_800_000, zone: .utc))
            let tally = intent.newEntity(.tally)
            intent.write(draft.writes(), on: EntityState(tally, folding: []))
            let state = try intent.state(of: min(key, other))
            let link = try #require(state.linkWrite(to: max(key, other).id, present: true))
            intent.write([link], on: state)
            return tally
        }
        let digest = try now.digest()

        let old = try world.asVersion1(now, named: "old")
        #expect(try old.digest() == digest)
        let entries = try old.read { try $0.latest(10) }
        #expect(Set(entries.map(\.entity)) == [tally, try old.episode(key).state.entity])
        #expect(try old.episode(key).parts.count == 2)
        #expect(try old.check().damage.isEmpty)
    }

    @Test func `an unknown kind of roster entry stops writing, and nothing else`() throws {
        let world = try World()
        let a = try world.replica("a")
        let b = try world.join("b", to: a, as: .owner)
        try a.takeRoster(try b.rosterEntries())
        let key = try a.log("leg 4 10m")
        let roster = try a.state().roster
        var body = WireRosterBody()
        body.index = roster.index + 1
        body.previous = Data(roster.hash.bytes)
        // A kind with a number that no version here has.
        let bytes = Array(try body.serializedData()) + [0xFA, 0x01, 0x00]
        var entry = WireRosterEntry()
        entry.body = Data(bytes)
        var signature = WireRosterSignature()
        let secrets = try a.keyFile().secrets
        signature.signer = Data(secrets.device.bytes)
        signature.signature = Data(
            try secrets.sign(Roster.signedMessage(body: bytes, diary: roster.diary)))
        entry.signatures = [signature]

        try b.takeRoster([entry])
        #expect(try b.state().updateNeeded)
        #expect(try b.state().roster.index == roster.index)
        #expect(throws: StoreError.updateNeeded) { try b.log("leg 5") }
        try world.carry(from: a, to: b)
        #expect(try b.episode(key).severity?.points == 4)
    }
}

extension World {
    /// The same replica as the first version would have left it on the disk.
    fileprivate func asVersion1(_ source: Replica, named name: String) throws -> Replica {
        let directory = ReplicaDirectory(path: "\(folder)/\(name)")
        try directory.create()
        try FileManager.default.copyItem(atPath: source.directory.keys, toPath: directory.keys)
        let queue = try DatabaseQueue(path: directory.database)
        try Schema.migrator.migrate(queue, upTo: "1")
        try queue.writeWithoutTransaction { db in
            try db.execute(
                sql: "ATTACH ? AS source", arguments: [source.directory.database])
            // What version 1 knew: parents before their children.
            for table in [
                "replica", "roster_entry", "device", "chain", "entity", "change", "place", "undo",
            ] {
                let columns = try db.columns(in: table).map(\.name).joined(separator: ", ")
                try db.execute(
                    sql: "INSERT INTO \(table) (\(columns)) SELECT \(columns) FROM source.\(table)")
            }
        }
        try queue.close()
        return try replica(name)
    }
}
