import Testing
import TonusCore

@testable import TonusDiary

/// One number for a part of a day, as people type it.
struct LightDraftTests {
    private func draft(_ text: String, at now: Moment) throws -> LightDraft {
        try LightDraft(words: text.split(separator: " ").map(String.init), at: now)
    }

    private func said(_ text: String, at now: Moment) throws -> String {
        let draft = try draft(text, at: now)
        return "\(WhenFormat.iso(draft.date)) \(draft.part.word) \(draft.trouble)"
    }

    @Test(arguments: [
        ("3 morning", "2026-11-20 morning 3"), ("morning 3", "2026-11-20 morning 3"),
        ("evening 4", "2026-11-20 evening 4"), ("Abend 4", "2026-11-20 evening 4"),
        ("2 abends", "2026-11-20 evening 2"), ("vormittags 1", "2026-11-20 morning 1"),
        ("früh 1", "2026-11-20 morning 1"), ("FRUEH 1", "2026-11-20 morning 1"),
        ("schlafenszeit 2", "2026-11-20 bedtime 2"), ("aufwachen 2", "2026-11-20 waking 2"),
        ("2 this lunch", "2026-11-20 lunch 2"), ("heute mittag 2", "2026-11-20 lunch 2"),
        ("yesterday evening 3", "2026-11-19 evening 3"),
        ("evening 3 yesterday", "2026-11-19 evening 3"),
        ("3 gestern nachmittags", "2026-11-19 afternoon 3"),
        ("2 2026-11-03 waking", "2026-11-03 waking 2"),
        ("mon bedtime 4", "2026-11-16 bedtime 4"),
    ])
    func `number, part and day come in any order and in either language`(
        text: String, expected: String
    ) throws {
        #expect(try said(text, at: .friday) == expected)
    }

    @Test func `words that came as one argument are read like words apart`() throws {
        let one = try LightDraft(words: ["gestern abend 2"], at: .friday)
        #expect(try one == draft("gestern abend 2", at: .friday))
    }

    @Test(arguments: ["3", "today 3", "3 heute", "this 3"])
    func `without a part it is the one that the clock shows, and today`(text: String) throws {
        #expect(try said(text, at: .friday) == "2026-11-20 evening 3")
    }

    @Test(arguments: [
        ("03:59", PartOfDay.bedtime), ("04:00", .waking), ("07:59", .waking),
        ("08:00", .morning), ("11:59", .morning), ("12:00", .lunch), ("13:59", .lunch),
        ("14:00", .afternoon), ("17:59", .afternoon), ("18:00", .evening),
        ("21:59", .evening), ("22:00", .bedtime), ("00:00", .bedtime),
    ])
    func `the clock of the place says which part of the day it is`(
        clock: String, part: PartOfDay
    ) throws {
        #expect(PartOfDay(now: try .berlin("2026-11-20T\(clock)+01:00")) == part)
        #expect(PartOfDay(now: try .berlin("2026-07-20T\(clock)+02:00")) == part)
    }

    @Test(arguments: [
        ("00:30", "3", "2026-11-19 bedtime 3"), ("03:59", "3", "2026-11-19 bedtime 3"),
        ("04:00", "3", "2026-11-20 waking 3"), ("01:00", "evening 3", "2026-11-19 evening 3"),
    ])
    func `until four it is still the day before, for whoever is up`(
        clock: String, text: String, expected: String
    ) throws {
        #expect(try said(text, at: .berlin("2026-11-20T\(clock)+01:00")) == expected)
    }

    @Test(arguments: [
        ("5", DraftError.outOfRange(field: "troubled", value: "5", 1...4)),
        ("0 evening", .outOfRange(field: "troubled", value: "0", 1...4)),
        ("-1", .outOfRange(field: "troubled", value: "-1", 1...4)),
        ("3 4", .saidTwice("troubled")), ("3 evening 3", .saidTwice("troubled")),
        ("3 morning evening", .saidTwice("evening")), ("morgen 2 morgens", .saidTwice("morgens")),
        ("", .missing(field: "troubled")), ("evening", .missing(field: "troubled")),
        ("yesterday evening", .missing(field: "troubled")),
        ("yesterday 3", .missing(field: "part of the day")),
        ("3 evning", .unknownWord("evning", suggestion: "evening")),
        ("3 yesterday evning", .unknownWord("evning", suggestion: "evening")),
        ("3 this evning", .unknownWord("evning", suggestion: "evening")),
        ("3 gestern aband", .unknownWord("aband", suggestion: "abend")),
        ("3 spoon", .unknownWord("spoon", suggestion: nil)),
    ])
    func `a slip is refused and named`(text: String, error: DraftError) throws {
        let now = try Moment.friday
        #expect(throws: error) { try draft(text, at: now) }
    }

    @Test func `a day that is yet to come is refused as one`() throws {
        let now = try Moment.friday
        do throws(DraftError) {
            _ = try LightDraft(words: ["2026-11-21", "evening", "3"], at: now)
            Issue.record("taken")
        } catch {
            guard case .time(.inTheFuture) = error else { throw error }
        }
    }

    @Test func `what was said stands on its day, in the cell of its part`() throws {
        let said = try draft("yesterday evening 3", at: .friday).assignments
        #expect(
            said == [
                Assignment(.checkInDate, .date(try #require(LocalDate.of("2026-11-19")))),
                Assignment(.troubled, key: [PartOfDay.evening.rawValue], .integer(3)),
            ])
    }
}

extension LocalDate {
    /// The day that a text names, as ISO 8601 writes it.
    static func of(_ iso: String) -> LocalDate? {
        let numbers = iso.split(separator: "-").compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        return CivilTime(year: numbers[0], month: numbers[1], day: numbers[2])?.date
    }
}
