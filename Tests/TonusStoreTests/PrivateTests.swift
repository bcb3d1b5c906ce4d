import Testing
import TonusCore
import TonusDiary
import TonusTypes

@testable import TonusStore

/// What is private or sensitive: on the owner's devices it counts, and nobody else ever holds it.
struct PrivateTests {
    private static let now = Moment(milliseconds: 1_795_132_800_000, zone: .utc)
    private static let today = now.point.localDate
    private static let days = LocalDate(days: today.days - 6)...today

    private func mark(_ audience: Audience) -> EntityKey {
        .derived(.factorExposure, CanonicalKey.exposure(.period, Self.today), audience)
    }

    private func writePrivately(_ replica: Replica) throws {
        try replica.record(zoneOffset: 0) { intent in
            try intent.say(
                [
                    Assignment(.exposedFactor, .integer(Int64(Factor.period.rawValue))),
                    Assignment(.exposedDate, .date(Self.today)),
                    Assignment(.exposure, .boolean(true)),
                ], on: mark(.owner))
            try intent.say(
                [
                    Assignment(.checkInDate, .date(Self.today)),
                    Assignment(.stress, .integer(8)),
                ], on: .checkIn(Self.today, .owner))
        }
    }

    private func writeForAll(_ replica: Replica) throws {
        try replica.record(zoneOffset: 0) { intent in
            try intent.say(
                [
                    Assignment(.checkInDate, .date(Self.today)),
                    Assignment(.spasticity, .integer(4)),
                ], on: .checkIn(Self.today))
        }
    }

    @Test func `a caregiver never holds the days of a sensitive factor, nor a private check-in`()
        throws
    {
        let world = try World()
        let a = try world.replica("a")
        let ana = try world.join("ana", to: a, as: .caregiver)
        let phone = try world.join("phone", to: a, as: .owner)
        try ana.takeRoster(try a.rosterEntries())
        try writePrivately(a)
        try writeForAll(a)
        let sealed = try a.outgoing(byteLimit: .max / 2).map(\.envelope)
        _ = try phone.receive(sealed)
        _ = try ana.receive(sealed)
        let seen = try ana.read { snapshot in
            (
                try snapshot.sheets(.factorExposure).count, try snapshot.sheets(.checkIn).count,
                try snapshot.figures(Self.days)
            )
        }
        #expect(seen.0 == 0 && seen.1 == 1)
        #expect(seen.2.exposures.isEmpty && seen.2.days.map(\.stress) == [nil])
        let own = try phone.read { try $0.figures(Self.days) }
        #expect(own.exposures.map(\.factor) == ["period"])
        #expect(own.days.map(\.stress) == [8] && own.days.map(\.spasticity) == [4])
        #expect(try a.digest() == ana.digest())
    }

    @Test func `a caregiver cannot write into what is private`() throws {
        let world = try World()
        let a = try world.replica("a")
        let ana = try world.join("ana", to: a, as: .caregiver)
        #expect(throws: StoreError.caregiverCannotWritePrivately) { try writePrivately(ana) }
        #expect(try ana.read { try $0.sheets(.checkIn) }.isEmpty)
    }

    @Test func `figures for everybody leave out what is private`() throws {
        let replica = try World().replica("a")
        try writePrivately(replica)
        try writeForAll(replica)
        let figures = try replica.read { try $0.figures(Self.days, for: .everyone) }
        #expect(figures.exposures.isEmpty)
        #expect(figures.days.map(\.stress) == [nil] && figures.days.map(\.spasticity) == [4])
    }

    @Test func `of a day with a private part the short name means the one everybody sees`() throws {
        let replica = try World().replica("a")
        try writePrivately(replica)
        try writeForAll(replica)
        let id = Snapshot.shortID(EntityKey.checkIn(Self.today).id)
        let found = try replica.read { try $0.entity(id) }
        #expect(found == .checkIn(Self.today))
    }

    @Test func `a private mark finds the name of a factor that everybody knows`() throws {
        let replica = try World().replica("a")
        let (factor, mark) = try replica.record(zoneOffset: 0) { intent in
            let factor = intent.newEntity(.factorDefinition)
            try intent.say([Assignment(.factorName, .text("coffee"))], on: factor)
            let mark = EntityKey.derived(
                .factorExposure, CanonicalKey.exposure(factor.id, Self.today), .owner)
            try intent.say(
                [
                    Assignment(.exposedDefinition, .entity(factor.id)),
                    Assignment(.exposedDate, .date(Self.today)),
                ], on: mark)
            return (factor, mark)
        }
        #expect(factor.audience == .everyone)
        let entry = try replica.read { try $0.entry(mark) }
        guard case .sheet(_, let about)? = entry else {
            Issue.record("no entry")
            return
        }
        #expect(about == "coffee")
    }
}
