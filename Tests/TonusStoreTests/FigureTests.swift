import Testing
import TonusCore
import TonusDiary
import TonusTypes

@testable import TonusStore

/// What the figures read of episodes, doses and exercise, straight from the tables.
struct FigureTests {
    private static let now = Moment(milliseconds: 1_795_132_800_000, zone: .utc)
    private static let today = now.point.localDate
    private static let days = LocalDate(days: today.days - 30)...today

    private func figures(_ replica: Replica) throws -> DiaryFigures {
        try replica.read { try $0.figures(Self.days) }
    }

    private func say(_ replica: Replica, _ kind: Kind, _ words: String) throws -> EntityKey {
        let draft = try SheetDraft(
            kind, words: words.split(separator: " ").map(String.init), at: Self.now)
        return try replica.record(zoneOffset: 0) { intent in
            let key = intent.newEntity(kind)
            try intent.say(draft.said, on: key)
            return key
        }
    }

    @Test func `an episode comes with what was tried, suspected and suffered`() throws {
        let replica = try World().replica("a")
        let key = try replica.log("left calf 6 2h for 30m sudden")
        for text in ["tried=heat", "relief-at=100m", "trigger=stress", "impact=fell"] {
            try replica.edit(key, text)
        }
        let episode = try #require(try figures(replica).episodes.first)
        #expect(episode.id == key.id)
        #expect(episode.tried == [.heat] && episode.suspected == [.stress])
        #expect(episode.impacts == [.fell] && episode.suddenness == .sudden)
        #expect(episode.extent == nil && episode.course == nil && episode.descriptors == [])
        #expect(episode.reliefAt == Self.now.milliseconds - 100 * 60_000)
        #expect(!episode.isOngoing && episode.precision == .fifteenMinutes)
        #expect(try replica.rebuild())
    }

    @Test func `an episode comes with how far it spread and what it was like`() throws {
        let replica = try World().replica("a")
        let key = try replica.log("left calf 6 2h clonus")
        for text in [
            "site=back", "extent=left calf whole-limb", "extent=back muscle", "course=flare",
            "descriptor=twitch",
        ] {
            try replica.edit(key, text)
        }
        let episode = try #require(try figures(replica).episodes.first)
        #expect(episode.extent == .wholeLimb && episode.course == .flare)
        #expect(episode.descriptors == [.clonus, .twitch])
        let columns = "SELECT extent, course, descriptors FROM v_episodes"
        let shown: String? = try replica.read { snapshot in
            try snapshot.db.first(columns) { row in
                let words: [String?] = [row.find(0), row.find(1), row.find(2)]
                return words.compactMap(\.self).joined(separator: " ")
            }
        }
        #expect(shown == "whole-limb flare clonus;twitch")
    }

    @Test func `exercise comes with its type, the pain after it and whether it was too much`()
        throws
    {
        let replica = try World().replica("a")
        _ = try say(replica, .exercise, "stretch 20 2h pain-after=6 overdid=yes")
        _ = try say(replica, .exercise, "walk 10 1h")
        let found = try figures(replica).exercises.sorted { $0.minutes > $1.minutes }
        #expect(found.map(\.type) == [.stretch, .walk])
        #expect(found.map(\.painAfter) == [6, nil] && found.map(\.isTooMuch) == [true, nil])
    }

    @Test(arguments: [(3, 59, 2), (4, 0, 1)])
    func `what came in the night belongs to the day before, and a diary begins there`(
        hour: Int, minute: Int, daysBack: Int
    ) throws {
        let replica = try World().replica("a")
        _ = try replica.log("calf 6 yesterday \(hour):\(minute < 10 ? "0" : "")\(minute)")
        let reach = try #require(try replica.read { try $0.reach() })
        let episode = try #require(try figures(replica).episodes.first)
        #expect(reach.lowerBound == LocalDate(days: Self.today.days - daysBack))
        #expect(reach.lowerBound == DiaryFigures.day(episode.onset, offset: episode.offset))
    }

    @Test func `what goes on is told from what ended nobody knows when`() throws {
        let replica = try World().replica("a")
        _ = try replica.log("calf 2h end=ongoing")
        _ = try replica.log("foot 1h end=unknown")
        #expect(try figures(replica).episodes.map(\.isOngoing) == [true, false])
    }

    @Test func `a dose and a rating name the episode that stands for all linked ones`() throws {
        let replica = try World().replica("a")
        let keys = [try replica.log("calf 6 2h"), try replica.log("calf 5 119m")]
        let treatment = try say(replica, .treatment, "ibuprofen")
        try replica.record(zoneOffset: 0) { intent in
            try intent.link(keys[0], keys[1])
            for key in keys {
                let dose = intent.newEntity(.dose)
                try intent.say(
                    [
                        Assignment(.doseTreatment, .entity(treatment.id)),
                        Assignment(
                            .doseAt, .time(Self.now.point(at: Self.now.milliseconds - 60_000))),
                        Assignment(.doseStatus, .integer(Int64(DoseStatus.taken.rawValue))),
                        Assignment(.doseEpisodes, true, key: key.id.bytes),
                    ], on: dose)
                try intent.attach(
                    .rating, .everyone, to: key,
                    try Rating.writes(["3", "10m"], of: key.id, at: Self.now))
            }
        }
        let figures = try figures(replica)
        let whole = try #require(figures.episodes.first?.id)
        #expect(figures.episodes.count == 1)
        #expect(figures.doses.map(\.episodes) == [[whole], [whole]])
        #expect(figures.ratings.map(\.episode) == [whole, whole])
        #expect(
            figures.doses.map(\.at) == Array(repeating: Self.now.milliseconds - 60_000, count: 2))
    }

    @Test func `exercise and marks have an hour only where one was said`() throws {
        let replica = try World().replica("a")
        _ = try say(replica, .exercise, "walk 30 2h")
        _ = try say(replica, .exercise, "walk 30 yesterday")
        let starts = try figures(replica).exercises.map(\.start)
        #expect(starts == [nil, Self.now.milliseconds - 7_200_000])
        _ = try say(replica, .factorExposure, "2h for 30m value=yes")
        _ = try say(replica, .factorExposure, "yesterday value=yes")
        let hours = try replica.read { snapshot in
            try snapshot.sheets(.factorExposure).map { $0[.exposedTo]?.time?.instant }
        }
        #expect(hours == [nil, Self.now.milliseconds - 5_400_000])
    }

    @Test func `a spasm that goes on is asked about after twelve hours without a word`() throws {
        let replica = try World().replica("a")
        let key = try replica.log("calf 1h end=ongoing")
        let episode = try replica.episode(key)
        let hour: Int64 = 3_600_000
        #expect(!episode.isStale(at: Self.now.milliseconds + 12 * hour - 1))
        #expect(episode.isStale(at: Self.now.milliseconds + 12 * hour))
        try replica.edit(key, "end=5m")
        #expect(try !replica.episode(key).isStale(at: Self.now.milliseconds + 100 * hour))
        // Begun yesterday and written down just now: whoever wrote it knows.
        let old = try replica.log("foot 30h end=ongoing")
        #expect(try !replica.episode(old).isStale(at: Self.now.milliseconds))
    }

    @Test func `a treatment of the disease itself is told apart from the others`() throws {
        let replica = try World().replica("a")
        let other = try say(replica, .treatment, "class=antispastic")
        let key = try say(replica, .treatment, "class=dmt")
        #expect(try figures(replica).remedies == [key.id: .dmt, other.id: .antispastic])
    }

    @Test func `each device's last word is known by its own clock`() throws {
        let world = try World()
        let a = try world.replica("a")
        let b = try world.join("b", to: a, as: .owner)
        _ = try b.log("calf 4 10m")
        #expect(try a.read { try $0.lastWords() }.isEmpty)
        try world.carry(from: b, to: a)
        let device = try b.state().device
        let last = try #require(try a.read { try $0.lastWords() }[device])
        #expect(last == world.start)
    }

    @Test func `a factor's definition comes with the marks that it is of`() throws {
        let replica = try World().replica("a")
        let room = try say(replica, .factorDefinition, "name=room kind=degrees lag=next-day")
        _ = try say(replica, .factorDefinition, "name=heat kind=degrees enabled=no")
        let figures = try figures(replica)
        #expect(
            figures.definitions["\(room.id)"]
                == DiaryFigures.Definition(kind: .degrees, lag: .nextDay))
        #expect(figures.definitions["heat"]?.isEnabled == false)
    }
}
