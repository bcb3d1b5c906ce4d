import Testing
import TonusCore
import TonusTypes

@testable import TonusDiary

/// Spasms that were counted: what a person types, and what two people's counts come to.
struct TallyDraftTests {
    private func draft(_ text: String, at now: Moment) throws -> TallyDraft {
        try TallyDraft(words: text.split(separator: " ").map(String.init), at: now)
    }

    /// On Friday, half past seven in the evening.
    @Test(arguments: [
        // Today so far.
        ("7", "2026-11-20T00:00", "2026-11-20T19:30"),
        ("7 today", "2026-11-20T00:00", "2026-11-20T19:30"),
        // From a moment until now, or to where it was said to end.
        ("12 for 1h", "2026-11-20T18:30", "2026-11-20T19:30"),
        ("5 20m", "2026-11-20T19:10", "2026-11-20T19:30"),
        ("5 2h for 30m", "2026-11-20T17:30", "2026-11-20T18:00"),
        ("12 14:30-15:10", "2026-11-20T14:30", "2026-11-20T15:10"),
        ("12 23:30-0:10", "2026-11-19T23:30", "2026-11-20T00:10"),
        ("5 onset=14:30 end=15:00", "2026-11-20T14:30", "2026-11-20T15:00"),
        // A day whole, a part of one as far as it has passed.
        ("40 yesterday", "2026-11-19T00:00", "2026-11-20T00:00"),
        ("40 2026-11-03", "2026-11-03T00:00", "2026-11-04T00:00"),
        ("4 yesterday evening", "2026-11-19T18:00", "2026-11-19T22:00"),
        ("4 this evening", "2026-11-20T18:00", "2026-11-20T19:30"),
        ("4 last night", "2026-11-19T22:00", "2026-11-20T07:00"),
    ])
    func `a tally covers the time that was said`(text: String, from: String, to: String) throws {
        let tally = try draft(text, at: .friday)
        #expect(WhenFormat.iso(tally.from) == winter(from))
        #expect(WhenFormat.iso(tally.to) == winter(to))
    }

    @Test func `a day on which the clocks went back has 25 hours`() throws {
        let tally = try draft("40 2026-10-25", at: .friday)
        #expect(tally.to.instant - tally.from.instant == 25 * 3_600_000)
    }

    @Test(arguments: [
        "12 left calf right foot 6 20m", "12 20m 6 left calf right foot",
        "12 wade links 20m fuß rechts 6",
    ])
    func `places and how bad they were come in any order, behind the count`(text: String) throws {
        let tally = try draft(text, at: .friday)
        #expect(tally.count == 12)
        #expect(Set(tally.sites) == [Site(.calf, .left), Site(.foot, .right)])
        #expect(tally.severity?.points == 6)
    }

    @Test(arguments: [
        ("", DraftError.badValue(field: "count", value: "", choices: [])),
        ("many", .badValue(field: "count", value: "many", choices: [])),
        ("left calf 12", .badValue(field: "count", value: "left", choices: [])),
        ("0", .badValue(field: "count", value: "0", choices: [])),
        ("-3", .badValue(field: "count", value: "-3", choices: [])),
        ("10001", .badValue(field: "count", value: "10001", choices: [])),
        ("3 sudden", .unknownWord("suddenness", suggestion: nil)),
        ("3 pain=2", .unknownWord("pain", suggestion: nil)),
        ("3 left leg whole-limb", .unknownWord("extent", suggestion: nil)),
        ("3 6 7", .saidTwice("severity")), ("3 20m 30m", .saidTwice("30m")),
        ("3 11", .offScale("11")),
        // An end alone, and an end on a whole day, would be dropped.
        ("3 end=20m", .missing(field: "onset")), ("3 end=unknown", .missing(field: "onset")),
        ("40 yesterday for 2h", .missing(field: "onset")),
    ])
    func `what is no tally, or more than one, is refused and named`(
        text: String, error: DraftError
    ) throws {
        let now = try Moment.friday
        #expect(throws: error) { try draft(text, at: now) }
    }

    @Test func `the most that one tally holds is taken`() throws {
        #expect(try draft("10000", at: .friday).count == TallyDraft.limit)
    }

    // MARK: - What it becomes

    private func tally(_ acts: (by: Author, text: String)...) throws -> Tally {
        let written = try acts.map { act in
            (by: act.by, writes: try draft(act.text, at: .friday).writes())
        }
        return Tally(FoldedState.of(.tally, written), patient: FoldedState.maria.member)
    }

    @Test func `what was said is what is shown`() throws {
        let text = "12 left calf back left calf 6 20m"
        let (said, shown) = (
            try draft(text, at: .friday), try tally((FoldedState.maria, text))
        )
        #expect(shown.from == said.from && shown.to == said.to)
        #expect(shown.counts.map(\.told) == [12] && shown.severities.map(\.told.points) == [6])
        #expect(shown.sites == [Site(.calf, .left), Site(.back)].sorted())
        let cells = said.writes().map(\.cell)
        #expect(Set(cells).count == cells.count)
    }

    @Test func `what was not said is not written`() throws {
        let fields = try draft("3 20m", at: .friday).writes().map(\.cell.field)
        #expect(fields == [Field.tallyFrom, .tallyTo, .tallyCount].map(\.number))
    }

    @Test func `of two people's counts the patient's own is the one that counts, never the sum`()
        throws
    {
        let both = try tally((FoldedState.ana, "20 1h"), (FoldedState.maria, "12 1h"))
        #expect(both.counts.map(\.told) == [12, 20])
        #expect(both.count(patient: FoldedState.maria.member) == 12)
        #expect(both.count(patient: nil) == 20)
        #expect(
            try tally((FoldedState.ana, "20 1h")).count(patient: FoldedState.maria.member) == 20)
    }

    @Test(arguments: [0, -1, 10_001, Int64.max])
    func `a count that another device should not have written is not shown`(count: Int64) throws {
        let beyond = Write(cell: Field.tallyCount.cell(), value: .integer(count))
        let tally = Tally(
            FoldedState.of(.tally, [(FoldedState.ana, [beyond])]),
            patient: FoldedState.maria.member)
        #expect(tally.counts.isEmpty && tally.count(patient: FoldedState.maria.member) == 0)
    }
}
