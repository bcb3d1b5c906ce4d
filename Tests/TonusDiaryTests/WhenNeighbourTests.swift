import Foundation
import Testing
import TonusCore

@testable import TonusDiary

/// What a tired person types beside the plain forms.
struct WhenNeighbourTests {
    @Test(arguments: [
        ("an hour ago", "2026-11-20T18:30"), ("half an hour ago", "2026-11-20T19:00"),
        ("HALF A HOUR AGO", "2026-11-20T19:00"), ("a minute ago", "2026-11-20T19:29"),
        ("one day ago", "2026-11-19T19:30"), ("2 h ago", "2026-11-20T17:30"),
        ("90m", "2026-11-20T18:00"), ("1.5h", "2026-11-20T18:00"), ("0,5h ago", "2026-11-20T19:00"),
        ("2w", "2026-11-06T19:30"), ("1 week 1 day ago", "2026-11-12T19:30"),
        ("noon", "2026-11-20T12:00"), ("midnight", "2026-11-20T00:00"),
        ("at 8:00", "2026-11-20T08:00"),
        ("yesterday noon", "2026-11-19T12:00"), ("yesterday at 10:30 p.m.", "2026-11-19T22:30"),
        ("3 a.m.", "2026-11-20T03:00"), ("3A.M.", "2026-11-20T03:00"),
        ("22:30:15", "2026-11-19T22:30:15"), ("thursday 22:30", "2026-11-19T22:30"),
        ("thu 19 nov 22:30", "2026-11-19T22:30"), ("nov 19 22:30", "2026-11-19T22:30"),
        ("Nov 19 2025 at 22:30", "2025-11-19T22:30"), ("thu 2026-11-19 22:30", "2026-11-19T22:30"),
        ("wed 19 nov 2025 22:30", "2025-11-19T22:30"), ("20261119T2230", "2026-11-19T22:30"),
        ("20261119T223015+0100", "2026-11-19T22:30:15"),
        ("2026-11-19T22:30+01", "2026-11-19T22:30"),
        ("22:30 CET", "2026-11-19T22:30"), ("22:30 cet", "2026-11-19T22:30"),
        ("22:30+01:00", "2026-11-19T22:30"), ("22:30 +01:00", "2026-11-19T22:30"),
        ("22:30 utc+1", "2026-11-19T22:30"), ("22:30 UTC+01:00", "2026-11-19T22:30"),
        ("fri 20 nov 19:30 CET", "2026-11-20T19:30"),
    ])
    func `a neighbour of a plain form is understood`(text: String, expected: String) throws {
        let full = expected.count == 16 ? expected + ":00" : expected
        #expect(try When.onset(text, at: .friday) == full + "+01:00[Europe/Berlin]")
    }

    @Test(arguments: [
        ("tuesday", "Tue 17 Nov, 3 days ago"), ("mon", "Mon 16 Nov, 4 days ago"),
        ("nov 19", "Thu 19 Nov, yesterday"), ("thu 19 nov", "Thu 19 Nov, yesterday"),
        ("2026-11-19", "Thu 19 Nov, yesterday"),
    ])
    func `a day in any of its names is known to the day`(text: String, expected: String) throws {
        let now = try Moment.friday
        #expect(WhenFormat.full(try When.parse(text, at: now).onset, now: now) == expected)
    }

    @Test(arguments: [
        ("this morning", "between Fri 20 Nov 06:00 and 12:00 CET"),
        ("this evening", "between Fri 20 Nov 18:00 and 19:30 CET"),
        ("today afternoon", "between Fri 20 Nov 12:00 and 18:00 CET"),
        ("yesterday evening", "between Thu 19 Nov 18:00 and 22:00 CET"),
        ("mon morning", "between Mon 16 Nov 06:00 and 12:00 CET"),
        ("fri evening", "between Fri 20 Nov 18:00 and 19:30 CET"),
        ("19 nov evening", "between Thu 19 Nov 18:00 and 22:00 CET"),
        ("between 22:00 and 23:00", "between Thu 19 Nov 22:00 and 23:00 CET"),
        ("between yesterday 22:00 and 1:00", "between Thu 19 Nov 22:00 and Fri 20 Nov 01:00 CET"),
        ("yesterday between 22:00 and 1:00", "between Thu 19 Nov 22:00 and Fri 20 Nov 01:00 CET"),
        ("19 nov between 20:00 and 21:00", "between Thu 19 Nov 20:00 and 21:00 CET"),
        (
            "between 2026-11-19 22:00 and 20 nov 1:00",
            "between Thu 19 Nov 22:00 and Fri 20 Nov 01:00 CET"
        ),
    ])
    func `a part of a day is a stretch of it`(text: String, expected: String) throws {
        let now = try Moment.friday
        let onset = try When.parse(text, at: now).onset
        #expect(WhenFormat.stated(onset, now: now) == expected)
        #expect(onset.precision == .partOfDay)
        let (earliest, latest) = (try #require(onset.earliest), try #require(onset.latest))
        #expect((earliest...latest).contains(onset.instant))
    }

    @Test(arguments: [
        ("2026-11-20T02:00+01:00", "between Thu 19 Nov 22:00 and Fri 20 Nov 02:00 CET"),
        ("2026-11-20T12:00+01:00", "between Thu 19 Nov 22:00 and Fri 20 Nov 07:00 CET"),
        ("2026-11-20T23:00+01:00", "between Thu 19 Nov 22:00 and Fri 20 Nov 07:00 CET"),
    ])
    func `last night is the same night from midnight to midnight`(
        now: String, expected: String
    ) throws {
        let now = try Moment.berlin(now)
        #expect(
            WhenFormat.stated(try When.parse("last night", at: now).onset, now: now) == expected)
    }

    @Test(
        arguments: [
            ("22:30 to 22:50", 20), ("22:30 - 22:50", 20), ("22:30 until 22:50", 20),
            ("22:30 till 22:50", 20), ("10:30 pm - 10:50 pm", 20), ("22:30 to 10:50pm", 20),
            ("23:50 to 0:10", 20), ("yesterday 23:50 to today 0:10", 20), ("23:50 - midnight", 10),
            ("19 nov 23:50 - 20 nov 0:10", 20), ("18 nov 8:00 to 19 nov 9:00", 1500),
            ("19:00 until now", 30), ("30m until now", 30), ("1h to 19:00", 30),
            ("2026-11-19 22:30 to 22:50", 20), ("2026-11-19T22:30 - 2026-11-19T22:50", 20),
            ("20 nov 8:00+05:30 to 9:00", 60), ("22:30-22:50 CET", 20),
            ("22:30 CET - 22:50 CET", 20),
            ("20m for half an hour ago", nil), ("an hour ago for half an hour", 30),
            ("22:30 for an hour", 60), ("around 22:30 to 22:50", 20),
        ] as [(String, Int64?)])
    func `a span is written with a dash or a word`(text: String, minutes: Int64?) throws {
        guard let minutes else {
            #expect(throws: WhenError.self) { try When.parse(text, at: .friday) }
            return
        }
        let when = try When.parse(text, at: .friday)
        #expect(when.ending?.instant == when.onset.instant + minutes * 60_000)
    }

    @Test(
        arguments: [
            ("19 nov 22:30", "2026-11-20T10:00+01:00", "2026-11-19T22:30"),
            ("31 dec 23:00", "2027-01-01T08:00+01:00", "2026-12-31T23:00"),
            ("23:00", "2027-01-01T08:00+01:00", "2026-12-31T23:00"),
            ("thu 23:00", "2027-01-01T08:00+01:00", "2026-12-31T23:00"),
            ("1 jan 0:00", "2026-12-31T23:59:30+01:00", "2027-01-01T00:00"),
            ("0:00", "2026-12-31T23:59:30+01:00", "2027-01-01T00:00"),
            ("0:01", "2026-12-31T23:59:30+01:00", "2026-12-31T00:01"),
            ("thu 1 jan 0:30", "2026-12-31T23:59:30+01:00", "2026-01-01T00:30"),
            ("29 feb 8:00", "2028-02-28T08:00+01:00", nil),
            ("29 feb 8:00", "2027-12-01T08:00+01:00", "2024-02-29T08:00"),
            ("29 feb 8:00", "2028-02-29T08:00+01:00", "2028-02-29T08:00"),
            ("29 feb 1904 8:00", "2026-11-20T19:30+01:00", "1904-02-29T08:00"),
            ("19:30", "2026-11-20T19:30+01:00", "2026-11-20T19:30"),
            ("fri 19:30", "2026-11-20T19:30+01:00", "2026-11-20T19:30"),
            ("fri 19:32", "2026-11-20T19:30+01:00", "2026-11-13T19:32"),
            ("1900-01-01T00:00", "2026-11-20T19:30+01:00", "1900-01-01T00:00"),
        ] as [(String, String, String?)])
    func `at the edges of days and years it is still the last one`(
        text: String, now: String, expected: String?
    ) throws {
        let now = try Moment.berlin(now)
        guard let expected else {
            #expect(throws: WhenError.self) { try When.parse(text, at: now) }
            return
        }
        #expect(try When.onset(text, at: now) == winter(expected))
    }

    @Test func `an offset of somewhere else needs a date`() throws {
        let now = try Moment.friday
        for text in ["20 nov 8:00+05:30", "20 nov 8:00 +05:30", "fri 20 nov 8:00 UTC+5:30"] {
            guard !text.contains("5:30") || text.contains("05:30") else { continue }
            let expected = "2026-11-20T08:00:00+05:30[+05:30]"
            #expect(try When.onset(text, at: now) == expected)
        }
        let india = "2026-11-20T08:00:00+05:30[Asia/Kolkata]"
        #expect(try When.onset("Fri 20 Nov 08:00 +05:30 Asia/Kolkata", at: now) == india)
        #expect(
            try When.onset("sat 21 nov 0:00 +05:30 Asia/Kolkata", at: now).hasPrefix("2026-11-21"))
        let tokyo = "2026-11-20T08:00:00+09:00[Japan]"
        #expect(try When.onset("20 nov 8:00 +09:00 [Japan]", at: now) == tokyo)
        for text in ["8:00+05:30", "yesterday 8:00 +05:30", "mon 8:00 +05:30 Asia/Kolkata"] {
            #expect(throws: WhenError.notATime(text)) { try When.parse(text, at: now) }
        }
    }
}

struct WhenCorrectionTests {
    @Test(arguments: [
        ("22.30", "22:30"), ("2230", "22:30"), ("24:00", "0:00"), ("23:59:60", "23:59:59"),
        ("22:30pm", "22:30"), ("22:30 pm", "22:30"), ("13pm", "13:00"), ("0am", "0:00"),
        ("10:30-10:50pm", "10:30pm-10:50pm"), ("22:50-22:30", "22:30-22:50"),
        ("19:20-19:00", "19:00-19:20"), ("yesterday 2230", "yesterday 22:30"),
        ("yesterday 22.30", "yesterday 22:30"), ("22.30-22.50", "22:30-22:50"),
        ("tomorrow 8:00", "yesterday 8:00"), ("tonight", "yesterday"), ("last tuesday", "tuesday"),
        ("yesterday night", "yesterday 22:30"), ("20 min", "20 min ago"), ("leg", "22:30"),
        ("around 22.30", "around 22:30"),
    ])
    func `what is no time says what to type instead`(text: String, expected: String) throws {
        let error = #expect(throws: WhenError.self) { try When.parse(text, at: .friday) }
        guard case .notATime = error else {
            Issue.record("\(text): \(String(describing: error))")
            return
        }
        #expect(error?.instead.first == expected)
    }

    @Test(arguments: [
        ("yesterday midnight", ["19 nov 2026 0:00", "20 nov 2026 0:00"]),
        ("31 dec 2025 midnight", ["31 dec 2025 0:00", "1 jan 2026 0:00"]),
        ("3 o'clock", ["3am", "3pm"]), ("friday", ["20 nov 2026", "13 nov 2026"]),
    ])
    func `what has two meanings is refused with both`(text: String, readings: [String]) throws {
        #expect(throws: WhenError.ambiguousDate(text, readings: readings)) {
            try When.parse(text, at: .friday)
        }
    }

    @Test(arguments: [
        "fri 19 nov", "fri 19 nov 22:30", "fri 2026-11-19 22:30", "fri 19 nov 2026",
        "thu 20 nov 10:00", "31 nov 8:00", "nov 31", "1899-12-31", "0000-01-01T00:00",
    ])
    func `a date that is not on that weekday is in no calendar`(text: String) throws {
        let error = #expect(throws: WhenError.self) { try When.parse(text, at: .friday) }
        guard case .noSuchDate = error else {
            Issue.record("\(text): \(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        "22:50-22:30", "20:00-19:30", "2026-11-20 10:00 to 2026-11-20 9:00",
        "19 nov 22:30 to 19 nov 22:20", "today 10:00 to yesterday 9:00", "20:00 to 14:01",
        "22:30 CEST", "yesterday 22:30 CEST", "22:30+02:00", "22:30 UTC", "22:30Z", "22:30cet",
        "19 nov 22:30 CEST", "22:30-22:50 CEST", "22:30-22:50-23:00", "22:30 to 22:40-22:50",
        "between 22:00", "between 22:00 and", "between 22:00-22:10 and 23:00",
        "yesterday between mon 22:00 and 23:00", "yesterday about 3", "last night to 4:00",
        "yesterday to 9:00", "around yesterday evening", "yesterday 22:30 EST", "half a minute ago",
        "1.5m", "1.55h", "half an hour", "20261119", "2026-11-19T24:00", "2026-11-19T22:30:15.",
        "20261119T9999",
    ])
    func `what is close to a time is not made one`(text: String) throws {
        let error = #expect(throws: WhenError.self) { try When.parse(text, at: .friday) }
        guard case .notATime = error else {
            Issue.record("\(text): \(String(describing: error))")
            return
        }
    }

    @Test func `everything suggested is a time of the grammar`() throws {
        let texts = [
            "25:00", "leg", "", "3/4", "31 nov", "2026-03-29 2:30", "2026-10-25 2:30",
            "today 20:00",
            "1h90", "10:30-10:50pm", "friday", "9:99", "-", "99999", "2026-11-19T22:30[Asia/Tokyo]",
        ]
        let now = try Moment.friday
        for text in texts {
            let error = #expect(throws: WhenError.self) { try When.parse(text, at: now) }
            let instead = error?.instead ?? []
            #expect(!instead.isEmpty, "\(text)")
            for phrase in instead where text != "3/4" {
                #expect(throws: Never.self) { try When.parse(phrase, at: now) }
            }
        }
    }
}
