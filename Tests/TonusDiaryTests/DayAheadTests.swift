import Testing
import TonusCore

@testable import TonusDiary

/// Days that are yet to come, for the two things that can have one.
struct DayAheadTests {
    private func read(_ text: String, at now: Moment) -> String? {
        let words = text.split(separator: " ").map(String.init)
        return DayAhead.read(words, at: now).map { "\(WhenFormat.iso($0.date)) \($0.count)" }
    }

    @Test(arguments: [
        ("tomorrow", "2026-11-21 1"), ("Morgen", "2026-11-21 1"),
        ("übermorgen", "2026-11-22 1"), ("Uebermorgen", "2026-11-22 1"),
        ("in 1 day", "2026-11-21 3"), ("in 10 days", "2026-11-30 3"),
        ("in 11 days", "2026-12-01 3"), ("in 1 Tag", "2026-11-21 3"),
        ("in 2 Tagen", "2026-11-22 3"), ("in 1 week", "2026-11-27 3"),
        ("In 3 Weeks", "2026-12-11 3"), ("in 6 Wochen", "2027-01-01 3"),
        ("in 1 woche", "2026-11-27 3"), ("in 400 days", "2027-12-25 3"),
        ("tomorrow with Dr Weber", "2026-11-21 1"), ("in 3 weeks with Dr Weber", "2026-12-11 3"),
    ])
    func `a day ahead is counted from today, and says how many words it took`(
        text: String, expected: String
    ) throws {
        #expect(read(text, at: try .friday) == expected)
    }

    @Test(arguments: [
        "", "in", "in 3", "in 0 days", "in -1 days", "in 401 days", "in three days", "in 3 months",
        "in 3 pm", "3 weeks", "yesterday", "today", "next week", "with tomorrow",
    ])
    func `what is no day ahead is left to what reads times`(text: String) throws {
        #expect(read(text, at: try .friday) == nil)
    }

    @Test(arguments: ["00:30", "03:59", "23:59"])
    func `tomorrow is the next day of the calendar here, at whatever hour`(clock: String) throws {
        let now = try Moment.berlin("2026-11-20T\(clock)+01:00")
        #expect(read("tomorrow", at: now) == "2026-11-21 1")
    }

    @Test(arguments: ["tomorrow", "morgen", "in 3 weeks", "in 3 Wochen"])
    func `only a visit and a planned end may lie ahead`(day: String) throws {
        let now = try Moment.friday
        let words = day.split(separator: " ").map(String.init)
        func draft(_ kind: Kind) throws -> SheetDraft {
            try SheetDraft(kind, words: words, at: now)
        }
        let ahead = try #require(DayAhead.read(words, at: now)).date
        #expect(try draft(.visit)[.visitDate] == .date(ahead))
        #expect(
            try Assignment("planned-end=\(day)", of: .regimen, at: now).value == .date(ahead))
        for kind in [Kind.checkIn, .relapse, .measure, .advice, .question] {
            let read = try? draft(kind)
            #expect(read?.said.contains { $0.value == .date(ahead) } != true, "\(kind)")
        }
        #expect(throws: DraftError.self) {
            try Assignment("start=\(day)", of: .regimen, at: now)
        }
        #expect(throws: DraftError.self) {
            try Assignment("stopped=\(day)", of: .regimen, at: now)
        }
    }
}
