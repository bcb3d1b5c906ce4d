import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusExchange
import TonusStore
import TonusTypes
import TonusVault

@testable import TonusCommands

/// Whose words a change from a file is: nobody but the patient brings along what others said.
struct SpokenForTests {
    private let exchange = Exchange()

    /// Ana is a caregiver of Maria's, Ben another one.
    private func household() throws -> (maria: Replica, ana: Replica, ben: Replica) {
        let maria = try exchange.replica("maria")
        let ana = try exchange.join(
            "ana", to: maria, as: .caregiver, called: PersonAbout(name: "Ana", relation: .caregiver)
        )
        let ben = try exchange.join(
            "ben", to: maria, as: .caregiver, called: PersonAbout(name: "Ben", relation: .caregiver)
        )
        try ana.takeRoster(maria.rosterEntries())
        return (maria, ana, ben)
    }

    /// A rating as a file has it, in the words of somebody.
    private func rating(
        _ points: Int64, of key: EntityKey, by told: ToldBy?, id: UInt64 = 1
    ) -> FiledChange {
        var body = ChangeBody(
            entity: key, timestamp: .zero, written: Exchange.now, writtenOffset: 0)
        body.writes = [Write(cell: Field.severity.cell(), value: .integer(points))]
        body.importID = EntityID(high: 5, low: id)
        body.toldBy = told
        return FiledChange(body)
    }

    private func take(_ change: FiledChange, into replica: Replica) throws {
        var taken = try replica.takenIn()
        #expect(try replica.takeIn([[change]], &taken) == 1)
    }

    /// What is read of an episode, as `5 Ana`.
    private func severities(_ key: EntityKey, _ replica: Replica) throws -> [String] {
        let people = try replica.people()
        return try replica.episode(key).severities.map {
            "\($0.told.points) \(Exchange.words.name($0.member, people))"
        }
    }

    @Test func `a caregiver who says that she is the patient is read as herself`() throws {
        let (maria, ana, _) = try household()
        let key = try maria.log("left leg 8 20m")
        try exchange.carry(from: maria, to: ana)
        let told = ToldBy(member: try maria.state().member, name: "Maria", relation: 1)
        try take(rating(1, of: key, by: told), into: ana)
        try exchange.carry(from: ana, to: maria)
        #expect(try severities(key, maria) == ["8 you", "1 Ana"])
        #expect(try maria.rebuild())
        #expect(try severities(key, maria) == ["8 you", "1 Ana"])
    }

    @Test func `a caregiver puts no words into another caregiver's mouth, nor names to it`() throws
    {
        let (maria, ana, ben) = try household()
        let key = try maria.log("left leg 8 20m")
        try exchange.carry(from: maria, to: ana)
        let stranger = MemberID(high: 77, low: 77)
        try take(
            rating(
                1, of: key,
                by: ToldBy(member: try ben.state().member, name: "Ben", relation: 2)), into: ana)
        try take(
            rating(2, of: key, by: ToldBy(member: stranger, name: "Dr Who", relation: 3), id: 2),
            into: ana)
        try exchange.carry(from: ana, to: maria)
        #expect(try severities(key, maria) == ["8 you", "2 Ana"])
        #expect(try maria.people().members[stranger] == nil)
    }

    @Test func `what the patient brings along is read as theirs who said it, on every device`()
        throws
    {
        let (maria, ana, _) = try household()
        let key = try maria.log("left leg 8 20m")
        try exchange.carry(from: maria, to: ana)
        let doctor = MemberID(high: 77, low: 77)
        try take(
            rating(2, of: key, by: ToldBy(member: doctor, name: "Dr Who", relation: 3)), into: maria
        )
        try exchange.carry(from: maria, to: ana)
        #expect(try severities(key, maria) == ["8 you", "2 Dr Who"])
        #expect(try severities(key, ana).contains("2 Dr Who"))
        // She replaces her own words alone.
        try maria.edit(key, "severity=7")
        #expect(try severities(key, maria) == ["7 you", "2 Dr Who"])
    }

    @Test func `who is on the roster is called what the roster says`() throws {
        let (maria, ana, _) = try household()
        let key = try maria.log("left leg 8 20m")
        let told = ToldBy(member: try ana.state().member, name: "Somebody", relation: 3)
        try take(rating(4, of: key, by: told), into: maria)
        #expect(try severities(key, maria) == ["8 you", "4 Ana"])
    }

    @Test func `of two names the later is shown, in whichever order they came`() throws {
        let maria = try exchange.replica("maria")
        let key = try maria.log("left leg 8 20m")
        let doctor = MemberID(high: 77, low: 77)
        for (id, name) in [(1, "Dr W"), (2, "Dr Who")] as [(UInt64, String)] {
            let told = ToldBy(member: doctor, name: name, relation: 3)
            try take(rating(2, of: key, by: told, id: id), into: maria)
        }
        #expect(try maria.people().members[doctor]?.name == "Dr Who")
        #expect(try maria.rebuild())
        #expect(try maria.people().members[doctor]?.name == "Dr Who")
    }

    @Test func `a caregiver takes a file in as her own words, and a private one not at all`() throws
    {
        let (maria, ana, _) = try household()
        let key = try maria.log("left leg 8 20m")
        let text = try maria.text()
        let other = try exchange.replica("other")
        let helper = try exchange.join(
            "helper", to: other, as: .caregiver,
            called: PersonAbout(name: "Helper", relation: .caregiver))
        try helper.take(text)
        try exchange.carry(from: helper, to: other)
        #expect(try severities(key, other) == ["8 Helper"])
        try maria.note("for me", .owner, on: key)
        #expect(throws: StoreError.caregiverCannotWritePrivately) {
            try helper.take(maria.text())
        }
        #expect(try ana.state().role == .caregiver)
    }

    @Test func `a viewer takes nothing in`() throws {
        let maria = try exchange.replica("maria")
        try maria.log("left leg 8 20m")
        let viewer = try exchange.join(
            "viewer", to: exchange.replica("other"), as: .viewer,
            called: PersonAbout(name: "V", relation: nil))
        #expect(throws: StoreError.viewerCannotWrite) { try viewer.take(maria.text()) }
    }

    @Test func `what would be too long to be taken in again is left out, and its effect is not`()
        throws
    {
        let (maria, ana, _) = try household()
        let key = try maria.log("left leg 8 20m")
        try exchange.carry(from: maria, to: ana)
        // As long as a change can be; who said it would not fit beside it.
        let long = String(repeating: "a", count: 65_400)
        var change = rating(1, of: key, by: nil)
        let first = try #require(
            try ana.episode(key).state.live(Field.severity.number).first?.change)
        change.body.writes.append(
            Write(cell: CellAddress(field: 190), value: .text(long), replaces: [first]))
        change.body.writes[0] = Write(
            cell: Field.severity.cell(), value: .integer(1), replaces: [first])
        var taken = try ana.takenIn()
        #expect(try ana.takeIn([[change]], &taken) == 1)
        try exchange.carry(from: ana, to: maria)
        let exported = try maria.diaryFile(Exchange.words)
        #expect(exported.leftOut == 1)
        #expect(
            Exchange.words.wroteDiary(exported, to: "x").last
                == "1 change is not in it: it does not count, or is too long.")
        let other = try exchange.replica("other")
        #expect(try other.take(exported.file.text) == exported.file.count)
    }

    @Test func `nobody keeps a change out by taking its name`() throws {
        let (maria, ana, _) = try household()
        let key = try maria.log("left leg 8 20m")
        let text = try maria.text()
        let id = try #require(try DiaryFile(reading: Array(text.utf8)).intents.first?.first?.id)
        // In another diary of Maria's a caregiver was there first.
        let other = try exchange.replica("other")
        let helper = try exchange.join(
            "helper", to: other, as: .caregiver, called: PersonAbout(name: "H", relation: nil))
        let decoy = EntityKey(audience: .everyone, kind: 1, id: EntityID(high: 9, low: 9))
        var change = rating(1, of: decoy, by: nil)
        change.body.importID = id.renamed()
        try take(change, into: helper)
        try exchange.carry(from: helper, to: other)
        #expect(try other.take(text) == 1)
        #expect(try severities(key, other) == ["8 you"])
        #expect(try ana.state().isActive)
    }
}
