import Testing
import TonusCore
import TonusTypes

@testable import TonusDiary

/// What people type about an episode, word by word.
struct AssignmentTests {
    static let now = Moment(
        milliseconds: 1_795_132_800_000,
        zone: Zone(identifier: "UTC", offset: { _ in 0 }, abbreviation: { _ in "UTC" }))

    private func draft(_ text: String) throws -> EpisodeDraft {
        try EpisodeDraft(words: text.split(separator: " ").map(String.init), at: Self.now)
    }

    private func episode(_ text: String) throws -> Episode {
        let (device, member) = (DeviceID(high: 1, low: 1), MemberID(high: 1, low: 1))
        let key = EntityKey(audience: .everyone, kind: 1, id: EntityID(high: 1, low: 1))
        var body = ChangeBody(entity: key, timestamp: .zero, written: 0, writtenOffset: 0)
        body.writes = try draft(text).writes(over: nil, by: member)
        let change = Change(
            id: ChangeID(high: 1, low: 1), author: Author(device: device, member: member),
            body: body)
        let state = EntityState(key, folding: [HeldChange(change, counts: true)])
        return Episode(state, patient: member)
    }

    @Test func `every field of an episode can be said in one line`() throws {
        let all = try episode(
            """
            left leg whole-limb right hand 8 20m for 5m stiff sudden flexor fell woke-up flare \
            pain=3 before=walking trigger=heat trigger=poor-sleep tried=stretch relief=6 \
            relief-at=10m
            """)
        #expect(all.sites.map(\.words) == ["left leg", "right hand"])
        #expect(all.extents == [Site(.leg, .left): .wholeLimb])
        #expect(all.severity?.points == 8 && all.pain?.points == 3)
        #expect(all.characters.map(\.told) == [.stiff])
        #expect(all.suddenness == .sudden && all.descriptors == [.flexor])
        #expect(all.impacts == [.wokeUp, .fell])
        #expect(all.courses.map(\.told) == [.flare])
        #expect(all.activityBefore == .walking)
        #expect(all.triggers == [.heat, .poorSleep])
        #expect(all.tried == [.stretch] && all.reliefs.map(\.told.points) == [6])
        #expect(all.reliefAt?.instant == Self.now.milliseconds - 600_000)
        #expect(all.duration == 300_000)
    }

    @Test(arguments: Field.ofEpisode)
    func `each word of each field is read back as itself`(field: Field) throws {
        for word in field.words {
            let value = field == .extent ? "left leg \(word)" : word
            let one = try Assignment("\(field.name)=\(value)", at: Self.now)
            #expect(one.field == field)
            #expect(one.value != nil)
        }
    }

    @Test func `codes of the format do not move`() {
        let codes = { (field: Field) in field.words.joined(separator: " ") }
        #expect(codes(.character) == "stiff jerk both unsure")
        #expect(codes(.descriptors) == "flexor extensor adductor clonus twitch trunk-spasm")
        #expect(codes(.suddenness) == "sudden gradual")
        #expect(
            codes(.impact)
                == "woke-up lost-balance near-fall fell injured dropped stopped-activity needed-help"
        )
        #expect(
            codes(.activityBefore)
                == "rest sleep sitting walking transfer exercise bath other")
        #expect(codes(.course) == "usual flare unsure")
        #expect(codes(.extent) == "muscle part whole-limb several-limbs")
        #expect(
            codes(.triggers)
                == """
                fatigue exercise heat stress cold infection full-bladder constipation skin \
                tight-clothing sitting posture pain poor-sleep missed-dose period
                """)
        #expect(
            codes(.tried)
                == """
                analgesic antispastic dmt steroid botulinum pump cannabinoid supplement diet \
                topical heat cold stretch massage device other
                """)
        for word in Field.all.flatMap(\.words) { #expect(word == word.lowercased()) }
    }

    @Test(arguments: [
        ("7 8", DraftError.saidTwice("severity")), ("pain=3 pain 4", .saidTwice("pain")),
        ("sudden gradual", .saidTwice("suddenness")),
        ("left leg part left leg muscle", .saidTwice("extent")),
        ("11", .offScale("11")), ("onset=10m 20m", .saidTwice("20m")),
        ("colour=red", .unknownField("colour", suggestion: nil)),
        ("severty=3", .unknownField("severty", suggestion: "severity")),
        ("flexer", .unknownWord("flexer", suggestion: "flexor")),
    ])
    func `a slip is refused and named`(text: String, error: DraftError) {
        #expect(throws: error) { try draft(text) }
    }

    @Test func `the same cell is never written twice in one change`() throws {
        #expect(throws: DraftError.saidTwice("severity")) {
            try ["severity=6", "severity=7"].map { try Assignment($0, at: Self.now) }
                .withoutRepeats()
        }
        let twice = try ["site=left calf", "site=left calf"].map {
            try Assignment($0, at: Self.now)
        }
        #expect(try twice.withoutRepeats().count == 1)
    }

    @Test(arguments: [
        ("12 for 1h", 12, 3600), ("5 20m", 5, 1200), ("40 yesterday", 40, 0),
    ])
    func `a tally's span is what was said`(text: String, count: Int, from: Int) throws {
        let tally = try TallyDraft(
            words: text.split(separator: " ").map(String.init), at: Self.now)
        #expect(tally.count == count)
        #expect(tally.from.instant <= tally.to.instant)
        #expect(tally.to.instant <= Self.now.milliseconds)
        if text.hasSuffix("yesterday") {
            #expect(tally.to.instant - tally.from.instant == 86_400_000)
        } else {
            #expect(tally.from.instant == Self.now.milliseconds - Int64(from) * 1000)
        }
    }

    @Test(arguments: ["", "0", "-3", "10001", "many", "3 sudden", "3 pain=2"])
    func `what is no tally is refused`(text: String) {
        #expect(throws: DraftError.self) {
            try TallyDraft(words: text.split(separator: " ").map(String.init), at: Self.now)
        }
    }

    @Test func `a fall that was taken away leaves a trace`() throws {
        let (device, member) = (DeviceID(high: 1, low: 1), MemberID(high: 1, low: 1))
        let key = EntityKey(audience: .everyone, kind: 1, id: EntityID(high: 1, low: 1))
        var first = ChangeBody(entity: key, timestamp: .zero, written: 0, writtenOffset: 0)
        first.writes = try draft("leg 5 fell woke-up").writes(over: nil, by: member)
        let made = Change(
            id: ChangeID(high: 1, low: 1), author: Author(device: device, member: member),
            body: first)
        let seen = EntityState(key, folding: [HeldChange(made, counts: true)])
        var second = ChangeBody(
            entity: key, timestamp: .zero.next, written: 0, writtenOffset: 0)
        second.writes = try ["impact=-fell", "impact=-woke-up"].map {
            try Assignment($0, at: Self.now).write(over: seen, by: member)
        }
        let edit = Change(id: ChangeID(high: 1, low: 2), author: made.author, body: second)
        let after = Episode(
            EntityState(
                key, folding: [made, edit].map { HeldChange($0, counts: true) }), patient: member)
        #expect(after.impacts.isEmpty)
        #expect(after.impactsTakenAway == [.fell])
    }
}
