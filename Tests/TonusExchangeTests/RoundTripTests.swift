import DiaryGenerator
import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusExchange
import TonusInsights
import TonusStore
import TonusTypes
import TonusVault

@testable import TonusCommands

/// Out of one diary, into a new one, and out again: not a byte may differ.
struct RoundTripTests {
    private let exchange = Exchange()

    /// One of everything that is awkward, by two people.
    private func household() throws -> (maria: Replica, ana: Replica) {
        let maria = try exchange.replica("maria")
        let ana = try exchange.join(
            "ana", to: maria, as: .caregiver,
            called: PersonAbout(name: "Ana \"Ü\"\n", relation: .caregiver))
        let first = try maria.log("left leg whole-limb 8 20m fell tried=heat")
        try exchange.carry(from: maria, to: ana)
        // They differ, and each says how bad it was.
        try ana.edit(first, "severity=5")
        try ana.edit(first, "character=stiff")
        try maria.edit(first, "onset=2026-11-19T21:00:00+01:00")
        try ana.edit(first, "onset=2026-11-19T21:10:00+01:00")
        let second = try ana.log("left calf 5 18m")
        try exchange.carry(from: ana, to: maria)
        try maria.record(zoneOffset: 3600) { try $0.link(first, second) }
        try maria.note("nach dem Bad \u{1F6C1} \"so\"\t\\ \u{0} \u{85}", .everyone, on: first)
        try maria.note("for me", .owner, on: first)
        // Deleted here, edited there; deleted and brought back; taken back, and that too.
        let third = try maria.log("right foot 3")
        try exchange.carry(from: maria, to: ana)
        try maria.delete(third)
        try ana.edit(third, "severity=9")
        let fourth = try maria.log("neck 2")
        try maria.delete(fourth)
        _ = try maria.undo(.entity(fourth), zoneOffset: 3600)
        try maria.edit(fourth, "severity=4")
        _ = try maria.undo(.entity(fourth), zoneOffset: 3600)
        _ = try maria.redo(.entity(fourth), zoneOffset: 3600)
        let twin = try maria.log("neck 2")
        try maria.record(zoneOffset: 3600) { _ = try $0.delete(twin, sameAs: fourth) }
        try writeAsNewer(maria, on: fourth)
        try exchange.carry(from: ana, to: maria)
        return (maria, ana)
    }

    /// What a version that is yet to come might write.
    private func writeAsNewer(_ replica: Replica, on key: EntityKey) throws {
        let kind = EntityKey(audience: .everyone, kind: 77, id: EntityID(high: 7, low: 7))
        let decimal = try #require(Decimal10(mantissa: -1250, exponent: -3))
        try replica.record(zoneOffset: -12_600) { intent in
            let state = try intent.state(of: key)
            intent.write(
                [
                    Write(cell: CellAddress(field: 190, key: [9, 8]), value: .integer(.min)),
                    Write(cell: CellAddress(field: 191), value: .decimal(decimal)),
                    Write(cell: Field.impact.cell(key: [200]), value: .boolean(true)),
                    Write(cell: Field.character.cell(), value: .integer(99)),
                    Write(
                        cell: Field.suddenness.cell(),
                        value: .unknown([0x9A, 0x01, 0x02, 0x41, 0x42])),
                ], on: state)
            intent.write(
                [
                    Write(cell: CellAddress(field: 7701), value: .text("from later")),
                    Write(cell: CellAddress(field: 7702), value: .date(LocalDate(days: -900_000))),
                    Write(
                        cell: CellAddress(field: 7703),
                        value: .time(
                            TimePoint(
                                instant: 1 << 52, offset: -86_400, zone: "", precision: .day,
                                earliest: -(1 << 52), latest: 5))),
                ], on: EntityState(kind, folding: []))
        }
        var body = ChangeBody(entity: kind, timestamp: .zero, written: .max, writtenOffset: 90_000)
        body.writes = [Write(cell: CellAddress(field: 7704), value: nil)]
        body.importID = EntityID(high: 1, low: 2)
        body.reason = "because"
        let newer = NewerFields(
            ofChange: [0xAA, 0x06, 0x02, 0x41, 0x42],
            ofWrites: [CellAddress(field: 7704): [0x98, 0x06, 0x01]])
        var taken = try replica.takenIn()
        #expect(try replica.takeIn([[FiledChange(body, newer: newer)]], &taken) == 1)
    }

    @Test func `everything that is awkward comes out of a new diary as it went in`() throws {
        let maria = try household().maria
        let text = try maria.text()
        let other = try exchange.replica("other")
        #expect(try other.take(text) == maria.changeCount())
        #expect(try other.text() == text)
        // Else the test proves nothing.
        for part in [
            "for me", "\"private\":true", "\"kind\":77", "\"field\":190", "\"newer\":\"9806",
            "\"newer\":\"aa06", "\"unknown\":\"9a01", "-9223372036854775808", "\\u0000",
            "\"survivor\"", "\"undoes\"", "\"restores\"", "\"intent\"", "\"reason\"",
            "\"same-as\"", "\"ms\"", "\"days\":-900000", "-1.250",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test func `what is shown is the same, and everybody still says what they said`() throws {
        let maria = try household().maria
        let other = try exchange.replica("other")
        try other.take(maria.text())
        #expect(try other.shown(exchange.folder) == maria.shown(exchange.folder))
        let (before, after) = (try told(maria), try told(other))
        // There a name may be nothing but a name, as the file could say anything.
        let filed = before.map {
            $0.replacing(/Ana "Ü"\n\ +/, with: "“Ana Ü” from a file")
        }
        #expect(filed == after)
        #expect(after.contains { $0.contains("5 (“Ana Ü” from") && $0.contains("8 (you)") })
        #expect(try other.rebuild())
        #expect(try told(other) == after)
    }

    /// Everything that `show` and `history` say of every entry.
    private func told(_ replica: Replica) throws -> [String] {
        let (people, words) = (try replica.people(), Exchange.words)
        let now = Moment(
            milliseconds: Exchange.now + 86_400_000,
            zone: Zone(identifier: "UTC", offset: { _ in 0 }, abbreviation: { _ in "UTC" }))
        return try replica.read { snapshot in
            try snapshot.episodes(from: .min, to: .max).map { episode in
                let notes = try snapshot.notes(about: episode.id)
                return words.detail(episode, notes: notes, ratings: [], people: people, now)
                    .joined(separator: "\n")
            }
        }
    }

    @Test func `twice is once, and a diary takes in nothing of its own`() throws {
        let maria = try household().maria
        let text = try maria.text()
        #expect(try maria.take(text) == 0)
        let other = try exchange.replica("other")
        try other.take(text)
        #expect(try other.take(text) == 0)
        #expect(try maria.take(other.text()) == 0)
        #expect(try other.text() == text)
    }

    @Test(arguments: [1, 7, 20])
    func `what was cut anywhere is whole once it is done again`(count: Int) throws {
        let text = try household().maria.text()
        let file = try DiaryFile(reading: Array(text.utf8))
        let other = try exchange.replica("other")
        var taken = try other.takenIn()
        // As if the process had been killed after so many acts.
        let acts = file.intents.prefix(count).map { $0.map(\.change) }
        _ = try other.takeIn(Array(acts), &taken)
        #expect(try other.changeCount() < file.count)
        #expect(try other.take(text) > 0)
        #expect(try other.changeCount() == file.count)
        #expect(try other.take(text) == 0)
    }

    @Test func `what a person writes afterwards stands on what came from the file`() throws {
        let maria = try exchange.replica("maria")
        let key = try maria.log("left leg 8 20m")
        let other = try exchange.replica("other")
        try other.take(maria.text())
        try other.edit(key, "severity=3")
        #expect(try other.episode(key).severities.map(\.told.points) == [3])
        _ = try other.undo(.lastHere, zoneOffset: 0)
        #expect(try other.episode(key).severities.map(\.told.points) == [8])
        // And comes back to where the rest came from.
        #expect(try maria.take(other.text()) == 2)
        #expect(try maria.text() == other.text())
    }

    @Test func `a year by two people comes out of a new diary as it went in`() throws {
        var plan = DiaryPlan(.moderate, years: 1, seed: 11)
        plan.end(before: Exchange.now)
        let (own, _) = try GeneratedDiary(plan).write(
            to: "\(exchange.folder)/own", caregiver: "Ana", in: "\(exchange.folder)/ana")
        let text = try own.text()
        let other = try exchange.replica("other")
        #expect(try other.take(text) == own.changeCount())
        #expect(try other.text() == text)
        #expect(try other.shown(exchange.folder) == own.shown(exchange.folder))
        let (before, after) = (try own.report(), try other.report())
        #expect(zip(before, after).filter { $0 != $1 }.map { "\($0) | \($1)" } == [])
        #expect(before.count == after.count)
    }
}

extension Replica {
    fileprivate func changeCount() throws -> Int { try read { try $0.changeCount() } }
}
