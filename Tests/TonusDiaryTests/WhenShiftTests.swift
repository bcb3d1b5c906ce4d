import Foundation
import Testing
import TonusCore

@testable import TonusDiary

/// In 2026 Berlin went from 02:00 to 03:00 on 29 March and from 03:00 to 02:00 on 25 October.
struct WhenShiftTests {
    @Test(arguments: [
        ("29 mar 2:30", "2026-11-20T19:30+01:00"), ("2026-03-29T02:00", "2026-11-20T19:30+01:00"),
        ("2:59", "2026-03-29T10:00+02:00"), ("today 2:30", "2026-03-29T10:00+02:00"),
        ("1:50-2:10", "2026-03-29T10:00+02:00"), ("2:30", "2026-03-30T01:00+02:00"),
    ])
    func `the hour that spring skips is refused`(text: String, now: String) throws {
        let start = try #require(CivilTime(year: 2026, month: 3, day: 29, hour: 2))
        let end = try #require(CivilTime(year: 2026, month: 3, day: 29, hour: 3))
        #expect(throws: WhenError.missingHour(text, from: start, to: end)) {
            try When.parse(text, at: .berlin(now))
        }
    }

    @Test func `a gap that is yet to come leaves yesterday's time alone`() throws {
        let now = try Moment.berlin("2026-03-29T01:30+01:00")
        #expect(try When.onset("2:30", at: now) == winter("2026-03-28T02:30"))
    }

    @Test func `either side of the gap is on the clock`() throws {
        #expect(try When.onset("2026-03-29T01:59", at: .friday) == winter("2026-03-29T01:59"))
        #expect(
            try When.onset("2026-03-29T03:00", at: .friday)
                == "2026-03-29T03:00:00+02:00[Europe/Berlin]")
    }

    @Test(arguments: [
        ("25 oct 2:30", "2026-11-20T19:30+01:00"), ("2026-10-25 02:30", "2026-11-20T19:30+01:00"),
        ("2:30", "2026-10-25T10:00+01:00"), ("1:50-2:30", "2026-10-25T10:00+01:00"),
    ])
    func `the hour that autumn doubles asks which`(text: String, now: String) throws {
        let local = try #require(CivilTime(year: 2026, month: 10, day: 25, hour: 2, minute: 30))
        #expect(throws: WhenError.doubledHour(text, offsets: [7200, 3600], local: local)) {
            try When.parse(text, at: .berlin(now))
        }
    }

    @Test(arguments: ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"])
    func `an offset says which of the two`(text: String) throws {
        #expect(try When.onset(text, at: .friday) == "\(text)[Europe/Berlin]")
    }

    @Test(arguments: [
        ("2026-10-25T02:15+02:00", "2026-10-24T02:30:00+02:00[Europe/Berlin]"),
        ("2026-10-25T02:45+02:00", "2026-10-25T02:30:00+02:00[Europe/Berlin]"),
        ("2026-10-25T02:15+01:00", "2026-10-25T02:30:00+02:00[Europe/Berlin]"),
    ])
    func `of two occurrences the only one that has passed is meant`(
        now: String, expected: String
    ) throws {
        #expect(try When.onset("2:30", at: .berlin(now)) == expected)
    }

    @Test func `lengths and spans count real time across the shift`() throws {
        let span = try When.parse("25 oct 1:50-3:10", at: .friday)
        #expect(span.ending?.instant == span.onset.instant + 140 * 60_000)
        let night = try When.parse("29 mar 1:50 for 20m", at: .friday)
        #expect(night.ending?.offset == 7200)
    }

    @Test func `a day that a zone left out is refused`() throws {
        let apia = Zone(try #require(TimeZone(identifier: "Pacific/Apia")))
        let now = Moment(milliseconds: 1_795_000_000_000, zone: apia)
        let error = #expect(throws: WhenError.self) { try When.parse("2011-12-30", at: now) }
        let start = try #require(CivilTime(year: 2011, month: 12, day: 30))
        let end = try #require(CivilTime(year: 2011, month: 12, day: 31))
        #expect(error == .missingHour("2011-12-30", from: start, to: end))
    }

    @Test(arguments: 0..<32 as Range<UInt64>)
    func `everywhere a bare clock time shows on the clock and lies in the last day`(
        seed: UInt64
    ) throws {
        var random = WhenRandom(seed: seed)
        for _ in 0..<60 {
            let identifier = TimeZone.knownTimeZoneIdentifiers.randomElement(using: &random)
            let zone = try #require(identifier.flatMap { TimeZone(identifier: $0) })
            let instant = Int64.random(in: 1_500_000_000..<1_800_000_000, using: &random)
            let now = Moment(milliseconds: instant * 1000, zone: Zone(zone))
            let hour = Int.random(in: 0...23, using: &random)
            guard let time = try? When.parse("\(hour):30", at: now).onset else { continue }
            #expect(Calendar.gregorian(zone).component(.hour, from: time.date) == hour)
            #expect(time.instant <= now.limit)
            #expect(time.instant > now.milliseconds - 26 * 3_600_000, "\(seed) \(zone)")
        }
    }
}

/// How a person says which of two they mean.
struct WhenDoubledTests {
    private static let early = "2026-10-25T02:30:00+02:00[Europe/Berlin]"
    private static let late = "2026-10-25T02:30:00+01:00[Europe/Berlin]"

    @Test(
        arguments: [
            ("2:30 CEST", early), ("2:30 cet", late), ("2:30+02:00", early), ("2:30 +01:00", late),
            ("2:30 UTC+2", early), ("2:30 utc+01:00", late), ("2:30+01:00", late),
            ("around 2:30 CEST", early), ("2:30am CET", late), ("2:30 am +02:00", early),
            ("today 2:30 CEST", early), ("sun 2:30 CET", late), ("25 oct 2:30 CEST", early),
            ("25 oct 2026 2:30+01:00", late), ("sun 25 oct 2:30 CET", late),
            ("2026-10-25 2:30 CEST", early), ("2026-10-25 02:30+01:00", late),
            ("2026-10-25T02:30+02:00", early), ("2:30 CEST to 3:10", early),
            ("2:30 CEST for 4m", early), ("2:30 CET-", nil), ("2:30-2:50 CEST", early),
            ("2:30-2:50+01:00", late), ("2:30 to 2:50 CET", late), ("2:30 CEST to 2:50 CET", early),
        ] as [(String, String?)])
    func `a place behind the clock says which, in every form`(
        text: String, expected: String?
    ) throws {
        let now = try Moment.berlin("2026-10-25T19:00+01:00")
        guard let expected else {
            #expect(throws: WhenError.self) { try When.parse(text, at: now) }
            return
        }
        #expect(try When.onset(text, at: now) == expected)
    }

    @Test func `yesterday says which too`() throws {
        let now = try Moment.berlin("2026-10-26T09:00+01:00")
        #expect(try When.onset("yesterday 2:30 CEST", at: now) == Self.early)
        #expect(try When.onset("yesterday 2:30 CET", at: now) == Self.late)
        #expect(try When.onset("yesterday 2:30+01:00", at: now) == Self.late)
        #expect(throws: WhenError.self) { try When.parse("yesterday 2:30", at: now) }
    }

    @Test(arguments: [
        ("1:50-2:30 CEST", 40), ("1:50-2:30 CET", 100), ("1:50 to 2:30+01:00", 100),
        ("2:30-2:50 CEST", 20), ("2:30 CEST to 2:50 CET", 80), ("2:50 CEST to 2:10", 20),
        ("2:50 CEST - 2:10 CET", 20), ("2:30 CET to 2:50", 20), ("2:30 CEST - 3:10", 100),
        ("25 oct 2:30 CEST to 25 oct 2:30 CET", 60),
    ])
    func `either end of a span may be doubled`(text: String, minutes: Int64) throws {
        let when = try When.parse(text, at: .berlin("2026-10-25T19:00+01:00"))
        #expect(when.ending?.instant == when.onset.instant + minutes * 60_000)
    }

    @Test(arguments: [
        "2:30", "today 2:30", "25 oct 2:30", "2026-10-25 2:30", "2026-10-25T02:30", "1:50-2:30",
        "2026-10-25T02:30[Europe/Berlin]",
        "2:30-3:10", "2:30 for 4m", "around 2:30", "sun 2:30am", "1:50 to 2026-10-25T02:30",
        "between 1:00 and 2:30",
    ])
    func `the error carries both, and each can be typed or chosen`(text: String) throws {
        let now = try Moment.berlin("2026-10-25T19:00+01:00")
        let error = #expect(throws: WhenError.self) { try When.parse(text, at: now) }
        let choices = try #require(error).choices(at: now)
        #expect(choices.map(\.abbreviation) == ["CEST", "CET"])
        #expect(choices.map { WhenFormat.iso($0.time) } == [Self.early, Self.late])
        for choice in choices {
            let chosen = try When.parse(text, at: now.choosing(offset: choice.time.offset))
            let typed = try When.parse(choice.phrase, at: now)
            #expect(typed.onset == chosen.onset, "\(choice.phrase)")
            let moments = [
                chosen.onset.instant, chosen.ending?.instant, chosen.onset.earliest,
                chosen.onset.latest,
            ]
            #expect(moments.contains(choice.time.instant))
        }
    }

    @Test(
        arguments: [
            ("last night", "between Sat 24 Oct 22:00 CEST and Sun 25 Oct 07:00 CET"),
            ("between 2:30 CEST and 7:00", "between Sun 25 Oct 02:30 CEST and 07:00 CET"),
            ("between 2:30 CEST and 2:45 CEST", "between Sun 25 Oct 02:30 and 02:45 CEST"),
            ("between 2:30 CEST and 2:15", "between Sun 25 Oct 02:30 CEST and 02:15 CET"),
            ("between 1:00 and 2:30 CET", "between Sun 25 Oct 01:00 CEST and 02:30 CET"),
        ])
    func `a stretch across the shift names both places`(text: String, expected: String) throws {
        let now = try Moment.berlin("2026-10-25T19:00+01:00")
        let time = try When.parse(text, at: now).onset
        #expect(WhenFormat.stated(time, now: now) == expected)
        let again = try When.parse(expected, at: now).onset
        #expect((again.earliest, again.latest) == (time.earliest, time.latest))
    }

    @Test func `two that bear one name are told apart by their offsets`() throws {
        let table = Zone(try #require(TimeZone(identifier: "Europe/Moscow")))
        let zone = Zone(
            identifier: "Europe/Moscow", offset: table.offset, abbreviation: { _ in "MSK" })
        let now = Moment(milliseconds: 1_795_000_000_000, zone: zone)
        let text = "26 oct 2014 1:30"
        let error = #expect(throws: WhenError.self) { try When.parse("\(text) MSK", at: now) }
        let choices = try #require(error).choices(at: now)
        #expect(choices.map(\.time.offset) == [14_400, 10_800])
        for choice in choices {
            let time = try When.parse(
                "\(text) UTC\(WhenFormat.offset(seconds: choice.time.offset))", at: now
            ).onset
            #expect(time == choice.time)
            let stated = WhenFormat.stated(time, now: now)
            #expect(stated.hasSuffix("\(WhenFormat.offset(seconds: time.offset)) Europe/Moscow"))
            #expect(try When.parse(stated, at: now).onset == time)
        }
    }
}

/// Clocks that are not Berlin's.
struct WhenElsewhereTests {
    private static func moment(_ identifier: String, _ iso: String) throws -> Moment {
        let zone = Zone(try #require(TimeZone(identifier: identifier)))
        let end = Moment(milliseconds: .max, zone: zone)
        return Moment(milliseconds: try When.parse(iso, at: end).onset.instant, zone: zone)
    }

    @Test(arguments: [
        ("America/Sao_Paulo", "2018-11-04T12:00-02:00", "0:00"),
        ("America/Sao_Paulo", "2018-11-04T12:00-02:00", "midnight"),
        ("America/Sao_Paulo", "2018-11-05T12:00-02:00", "yesterday 0:30"),
        ("Asia/Beirut", "2024-03-31T12:00+03:00", "midnight"),
        ("Australia/Lord_Howe", "2026-10-04T12:00+11:00", "2:15"),
        ("Pacific/Apia", "2012-01-01T12:00+14:00", "30 dec"),
        ("Pacific/Apia", "2012-01-01T12:00+14:00", "fri 30 dec 8:00"),
        ("Pacific/Apia", "2011-12-31T12:00+14:00", "yesterday 8:00"),
        ("Pacific/Apia", "2011-12-31T12:00+14:00", "yesterday"),
        ("America/New_York", "2026-03-08T12:00-04:00", "2:30"),
    ])
    func `what no clock there showed is refused`(zone: String, now: String, text: String) throws {
        let now = try Self.moment(zone, now)
        let error = #expect(throws: WhenError.self) { try When.parse(text, at: now) }
        guard case .missingHour(_, let from, let to) = error else {
            Issue.record("\(text): \(String(describing: error))")
            return
        }
        #expect(from.localSeconds < to.localSeconds)
        #expect(throws: Never.self) { try When.parse(WhenFormat.iso(to), at: now) }
    }

    @Test(
        arguments: [
            ("America/Sao_Paulo", "2018-11-04T12:00-02:00", "1:00", "2018-11-04T01:00:00-02:00"),
            ("America/Sao_Paulo", "2018-11-04T12:00-02:00", "23:59", "2018-11-03T23:59:00-03:00"),
            ("America/Sao_Paulo", "2018-11-04T12:00-02:00", "today", "2018-11-04T12:00:00-02:00"),
            (
                "America/Sao_Paulo", "2018-11-04T12:00-02:00", "last night",
                "2018-11-04T03:00:00-02:00"
            ),
            (
                "Australia/Lord_Howe", "2026-04-05T12:00+10:30", "1:45 +11:00",
                "2026-04-05T01:45:00+11:00"
            ),
            (
                "Australia/Lord_Howe", "2026-04-05T12:00+10:30", "1:45+10:30",
                "2026-04-05T01:45:00+10:30"
            ),
            ("Australia/Lord_Howe", "2026-04-05T12:00+10:30", "1:15", "2026-04-05T01:15:00+11:00"),
            ("Asia/Kathmandu", "2026-11-20T10:00+05:45", "9:50", "2026-11-20T09:50:00+05:45"),
            ("Asia/Kolkata", "2026-11-20T10:00+05:30", "10:30", "2026-11-19T10:30:00+05:30"),
            ("Pacific/Apia", "2011-12-31T12:00+14:00", "2d", "2011-12-28T12:00:00-10:00"),
            ("Pacific/Apia", "2011-12-31T09:00+14:00", "10:00", nil),
            (
                "America/New_York", "2026-11-01T12:00-05:00", "1:30 -04:00",
                "2026-11-01T01:30:00-04:00"
            ),
            (
                "America/New_York", "2026-11-01T12:00-05:00", "1:30 UTC-5",
                "2026-11-01T01:30:00-05:00"
            ),
            ("America/New_York", "2026-11-01T12:00-05:00", "1:30-04:00", nil),
        ] as [(String, String, String, String?)])
    func `and what one showed is read by it`(
        zone: String, now: String, text: String, expected: String?
    ) throws {
        let now = try Self.moment(zone, now)
        guard let expected else {
            #expect(throws: WhenError.self) { try When.parse(text, at: now) }
            return
        }
        #expect(try When.onset(text, at: now) == "\(expected)[\(zone)]")
    }
}
