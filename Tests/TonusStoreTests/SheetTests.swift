import Foundation
import GRDB
import Testing
import TonusCore
import TonusDiary
import TonusTypes
import TonusVault

@testable import TonusStore

/// What is neither an episode nor a tally: days, treatments, doses and what else people write down.
struct SheetTests {
    private static let now = Moment(milliseconds: 1_795_132_800_000, zone: .utc)
    private static let today = now.point.localDate

    private func say(_ replica: Replica, _ key: EntityKey, _ words: String) throws {
        let kind = try #require(Kind(rawValue: key.kind))
        let draft = try SheetDraft(
            kind, words: words.split(separator: " ").map(String.init), at: Self.now)
        try replica.record(zoneOffset: 0) { try $0.say(draft.said, on: key) }
    }

    private func sheet(_ replica: Replica, _ key: EntityKey) throws -> Sheet {
        try #require(try replica.read { try $0.sheet(key) })
    }

    private func today(_ words: String) -> String { "today " + words }

    @Test func `taking back the first word on a day leaves the second, and its day`() throws {
        let replica = try World().replica("a")
        let key = EntityKey.checkIn(Self.today)
        try say(replica, key, today("6"))
        try say(replica, key, today("pain 3"))
        let first = try #require(
            try sheet(replica, key).state.live(Field.spasticity.number).first?.change)
        _ = try replica.undo(.change(first), zoneOffset: 0)
        let checkIn = try sheet(replica, key)
        #expect(checkIn[.spasticity] == nil && checkIn[.dayPain] == .integer(3))
        #expect(checkIn.day == Self.today)
    }

    @Test func `another value on top is still in the way of taking back`() throws {
        let replica = try World().replica("a")
        let key = EntityKey.checkIn(Self.today)
        try say(replica, key, today("6"))
        let first = try #require(
            try sheet(replica, key).state.live(Field.spasticity.number).first?.change)
        try say(replica, key, today("7"))
        #expect(throws: ReferenceError.self) {
            try replica.undo(.change(first), zoneOffset: 0)
        }
    }

    @Test func `what is shown lies in the table as JSON, and comes out of the log the same`() throws
    {
        let replica = try World().replica("a")
        let key = EntityKey.checkIn(Self.today)
        try say(replica, key, today("6 sleep 7.5 evening 3 infection=no interfered=walking"))
        let shown = try replica.read { snapshot in
            try String.fetchOne(snapshot.db, sql: "SELECT shown FROM sheet")
        }
        #expect(
            shown == """
                {"date":"2026-11-20","infection":false,"interfered":["walking"],"sleep":7.5,\
                "spasticity":6,"troubled":{"evening":3}}
                """)
        #expect(try replica.rebuild())
    }

    @Test func `a view holds what was said of a day`() throws {
        let replica = try World().replica("a")
        try say(replica, .checkIn(Self.today), today("6 sleep 7.5 wakings 2"))
        let row = try replica.read { try Row.fetchOne($0.db, sql: "SELECT * FROM v_check_ins") }
        let day = try #require(row)
        let texts = ["day", "spasticity", "sleep_hours", "wakings", "spasm_free"].map { name in
            day[name].map { "\($0)" } ?? ""
        }
        #expect(texts == ["2026-11-20", "6", "7.5", "2", "0"])
    }

    @Test func `a regimen says what is due on the days on which it is followed`() throws {
        let replica = try World().replica("a")
        let (treatment, regimen) = try replica.record(zoneOffset: 0) { intent in
            let treatment = intent.newEntity(.treatment)
            try intent.say([Assignment(.treatmentName, .text("Baclofen"))], on: treatment)
            let regimen = intent.newEntity(.regimen)
            let times = try ["20:00", "8:00"].map {
                Assignment(.regimenTimes, true, key: try #require(TimeOfDay($0)).key)
            }
            try intent.say(
                [
                    Assignment(.regimenTreatment, .entity(treatment.id)),
                    Assignment(.regimenStart, .date(Self.today)),
                    Assignment(.stoppedOn, .date(LocalDate(days: Self.today.days + 2))),
                ] + times, on: regimen)
            return (treatment, regimen)
        }
        for (offset, count) in [(-1, 0), (0, 2), (2, 2), (3, 0)] {
            let day = LocalDate(days: Self.today.days + offset)
            #expect(try replica.read { try $0.due(on: day) }.count == count, "\(offset)")
        }
        let due = try replica.read { try $0.due(on: Self.today) }
        #expect(due.map(\.time.text) == ["08:00", "20:00"])
        #expect(due.allSatisfy { $0.status == .unknown && $0.treatment == "Baclofen" })
        try say(replica, due[0].key, "status=taken")
        #expect(
            try replica.read { try $0.due(on: Self.today) }.map(\.status) == [.taken, .unknown])
        #expect(try replica.read { try $0.named("BACLOFEN", .treatment) }?.key == treatment)
        #expect(try sheet(replica, regimen).isFollowed(on: Self.today))
    }

    @Test func `what one person deletes and another adds to comes back, and is marked`() throws {
        let world = try World()
        let maria = try world.replica("maria")
        let ana = try world.join("ana", to: maria, as: .caregiver)
        try maria.takeRoster(try ana.rosterEntries())
        let key = EntityKey.checkIn(Self.today)
        try say(maria, key, today("6"))
        try world.carry(from: maria, to: ana)
        try maria.record(zoneOffset: 0) { _ = try $0.delete(key) }
        try say(ana, key, today("4"))
        try world.carry(from: maria, to: ana)
        try world.carry(from: ana, to: maria)
        for replica in [maria, ana] {
            let checkIn = try sheet(replica, key)
            #expect(!checkIn.state.isHidden && checkIn.state.isContested)
            #expect(checkIn.reports(.spasticity).map(\.told) == [.integer(6), .integer(4)])
        }
        #expect(
            try maria.read { try $0.digest(.everyone) } == ana.read { try $0.digest(.everyone) })
    }

    @Test func `no count that another device writes makes a sum overflow`() throws {
        let replica = try World().replica("a")
        for number in [Int64.max, .max, -1, 0, 10_001, 10_000] {
            try replica.record(zoneOffset: 0) { intent in
                intent.add(
                    .tally, .everyone,
                    [
                        Write(cell: Field.tallyFrom.cell(), value: .time(Self.now.point)),
                        Write(cell: Field.tallyTo.cell(), value: .time(Self.now.point)),
                        Write(cell: Field.tallyCount.cell(), value: .integer(number)),
                    ])
            }
        }
        let (tallies, figures) = try replica.read { snapshot in
            (
                try snapshot.tallies(from: 0, to: .max),
                try snapshot.figures(Self.today...Self.today)
            )
        }
        #expect(tallies.map { $0.count(patient: nil) }.reduce(0, +) == 10_000)
        #expect(figures.tallies.map(\.count).reduce(0, +) == 10_000)
    }

    @Test func `bad spells that share a day are one, and one ruled out is none`() throws {
        let replica = try World().replica("a")
        func relapse(_ low: UInt64, _ words: String) throws {
            try say(
                replica,
                EntityKey(
                    audience: .everyone, kind: Kind.relapse.rawValue,
                    id: EntityID(high: 0, low: low)), words)
        }
        try relapse(1, "onset=2026-05-01 end=2026-05-10")
        try relapse(2, "onset=2026-05-20 end=2026-05-30")
        try relapse(3, "onset=2026-07-01 certainty=ruled-out")
        let spells = try replica.read { try $0.relapses() }
        #expect(spells.map(\.entries.count) == [1, 1])
        // This one reaches into both.
        try relapse(4, "onset=2026-05-09 end=2026-05-21 certainty=confirmed")
        let one = try #require(try replica.read { try $0.relapses() }.first)
        #expect(one.entries.count == 3 && one.certainty == .confirmed && !one.isEndUnclear)
        #expect(WhenFormat.iso(one.onset) == "2026-05-01")
        #expect(one.end.map { WhenFormat.iso($0) } == "2026-05-30")
    }
}
