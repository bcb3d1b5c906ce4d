import Testing
import TonusCore

@testable import TonusDiary

/// Times as people who speak German type and read them.
struct WhenGermanTests {
    private static let german = Customs(.german)

    @Test(arguments: [
        ("jetzt", "2026-11-20T19:30"), ("vor 20 min", "2026-11-20T19:10"),
        ("vor 20m", "2026-11-20T19:10"), ("VOR 20 Minuten", "2026-11-20T19:10"),
        ("seit 10 min", "2026-11-20T19:20"), ("vor einer Stunde", "2026-11-20T18:30"),
        ("vor einer halben Stunde", "2026-11-20T19:00"), ("vor 2 Std", "2026-11-20T17:30"),
        ("vor einer Viertelstunde", "2026-11-20T19:15"), ("vor 1 h 30 min", "2026-11-20T18:00"),
        ("vor 3 Tagen", "2026-11-17T19:30"), ("vor einer Woche", "2026-11-13T19:30"),
        ("22:30 Uhr", "2026-11-19T22:30"), ("3 Uhr", "2026-11-20T03:00"),
        ("22 uhr", "2026-11-19T22:00"), ("um 22:30", "2026-11-19T22:30"),
        ("heute 8:00", "2026-11-20T08:00"), ("gestern 22:30", "2026-11-19T22:30"),
        ("gestern um 22:30 Uhr", "2026-11-19T22:30"), ("vorgestern 22:30", "2026-11-18T22:30"),
        ("Montag 22:30", "2026-11-16T22:30"), ("sonnabend 9:00", "2026-11-14T09:00"),
        ("19. Nov 22:30", "2026-11-19T22:30"), ("19. November 2025 22:30", "2025-11-19T22:30"),
        ("22. Dez 10:00", "2025-12-22T10:00"), ("1. März 8:00", "2026-03-01T08:00"),
        ("1. maerz 8:00", "2026-03-01T08:00"), ("3. Mai 8:00", "2026-05-03T08:00"),
    ])
    func `German words are times whatever the language is`(text: String, expected: String) throws {
        let summer = expected.hasPrefix("2026-05")
        let iso = summer ? expected + ":00+02:00[Europe/Berlin]" : winter(expected)
        #expect(try When.onset(text, at: .friday) == iso)
        #expect(try When.onset(text, at: Moment.friday.speaking(Self.german)) == iso)
    }

    @Test func `the short names of days are German to a German reader alone`() throws {
        let now = try Moment.friday.speaking(Self.german)
        #expect(try When.onset("mo 22:30", at: now) == winter("2026-11-16T22:30"))
        #expect(try When.onset("so 9:00", at: now) == winter("2026-11-15T09:00"))
        // `so` and `do` are words of a sentence in English.
        #expect(try When.read(["so", "tired"], at: .friday) == nil)
        #expect(try When.read(["do", "9:00"], at: .friday) == nil)
    }

    @Test(arguments: ["gestern", "19. nov", "19. November 2026"])
    func `a day alone is known to the day`(text: String) throws {
        let onset = try When.parse(text, at: .friday).onset
        #expect(WhenFormat.iso(onset) == winter("2026-11-19T12:00"))
        #expect(onset.precision == .day)
    }

    @Test(arguments: [
        ("letzte Nacht", "last night"), ("heute früh", "this morning"),
        ("heute morgen", "this morning"), ("heute Nachmittag", "this afternoon"),
        ("gestern abend", "yesterday evening"), ("montag nachmittag", "mon afternoon"),
        ("gegen 3 Uhr", "around 3am"), ("ca 3:00", "around 3am"),
        ("gestern gegen 22:30", "yesterday around 22:30"),
        ("zwischen 15:00 und 16:00", "between 15:00 and 16:00"),
        ("gestern zwischen 15:00", ""), ("22:30 bis 22:50", "22:30 to 22:50"),
        ("23:50 bis 0:10", "23:50 to 0:10"), ("19:00 bis jetzt", "19:00 until now"),
        ("22:30 für 4m", "22:30 for 4m"), ("22:30 4 min lang", "22:30 for 4m"),
        ("22:30 eine halbe Stunde lang", "22:30 for half an hour"),
    ])
    func `each German phrase is the time of an English one`(text: String, english: String) throws {
        guard !english.isEmpty else {
            #expect(throws: WhenError.self) { try When.parse(text, at: .friday) }
            return
        }
        #expect(try When.parse(text, at: .friday) == When.parse(english, at: .friday))
    }

    @Test func `mittags is noon, and known to half an hour`() throws {
        let onset = try When.parse("heute mittags", at: .friday).onset
        #expect(WhenFormat.iso(onset) == winter("2026-11-20T12:00"))
        #expect(onset.precision == .thirtyMinutes)
    }

    @Test(arguments: [
        "morgen", "morgen 8:00", "übermorgen", "heute nacht", "letzten Montag", "25 uhr", "24 uhr",
        "3 uhr 30 uhr", "vor 20", "vor", "seit", "halb drei", "19. nov. 22:30", "vor 99999999999 h",
        "gestern lang", "zwischen 22:00",
    ])
    func `what is not in the grammar is refused in German too`(text: String) throws {
        #expect(throws: WhenError.self) { try When.parse(text, at: .friday) }
    }

    @Test(arguments: [
        ("3.4.2026", ["3. apr 2026", "4. mär 2026"]), ("3.4.", ["3. apr", "4. mär"]),
        ("19.11.", ["19. nov"]),
        ("gestern mitternacht", ["19. nov 2026 0:00", "20. nov 2026 0:00"]),
        ("freitag", ["20. nov 2026", "13. nov 2026"]),
    ])
    func `what has two meanings is refused with both, in German`(
        text: String, readings: [String]
    ) throws {
        let now = try Moment.friday.speaking(Self.german)
        #expect(throws: WhenError.ambiguousDate(text, readings: readings)) {
            try When.parse(text, at: now)
        }
    }

    @Test(arguments: [
        ("19 nov 22:30", "Do 19. Nov 22:30 CET, vor 21 Stunden"),
        ("18:20", "Fr 20. Nov 18:20 CET, vor 1 Stunde"),
        ("1m", "Fr 20. Nov 19:29 CET, vor 1 Minute"),
        ("now", "Fr 20. Nov 19:30 CET, gerade eben"), ("yesterday", "Do 19. Nov, gestern"),
        ("16 nov", "Mo 16. Nov, vor 4 Tagen"), ("1 mar 8:00", "So 1. Mär 08:00 CET, vor 264 Tagen"),
        ("around 3am", "Fr 20. Nov gegen 03:00 CET, vor 17 Stunden"),
        ("between 15:00 and 16:00", "zwischen Fr 20. Nov 15:00 und 16:00 CET, vor 4 Stunden"),
        ("19 nov 2025 22:30", "Mi 19. Nov 2025 22:30 CET, vor 366 Tagen"),
    ])
    func `a time is said in German`(text: String, expected: String) throws {
        let now = try Moment.friday.speaking(Self.german)
        let onset = try When.parse(text, at: now).onset
        #expect(WhenFormat.full(onset, now: now) == expected)
    }

    @Test(arguments: [
        ("22:30", "Thu 19 Nov 10:30 PM CET"), ("0:05", "Fri 20 Nov 12:05 AM CET"),
        ("12:00", "Fri 20 Nov 12:00 PM CET"), ("around 3am", "Fri 20 Nov around 3:00 AM CET"),
        ("between 11:30 and 13:00", "between Fri 20 Nov 11:30 AM and 1:00 PM CET"),
    ])
    func `a clock of twelve hours is written and read back`(text: String, expected: String) throws {
        let now = try Moment.friday.speaking(Customs(.english, isHalfDayClock: true))
        let onset = try When.parse(text, at: now).onset
        #expect(WhenFormat.stated(onset, now: now) == expected)
        #expect(try When.parse(expected, at: now).onset == onset)
    }

    @Test(arguments: [
        (0, "0 s"), (86_400_000, "1 Tag"), (180_000_000, "2 Tage 2 h"), (5_400_000, "1 h 30 min"),
    ])
    func `a length is said in German`(milliseconds: Int64, expected: String) {
        #expect(WhenFormat.duration(milliseconds: milliseconds, in: .german) == expected)
    }
}
