import Foundation
import Testing
import TonusCore

@testable import TonusDiary

struct WhenExampleTests {
    @Test(arguments: [
        ("now", "2026-11-20T19:30"), ("NOW", "2026-11-20T19:30"),
        ("20m", "2026-11-20T19:10"), ("20min", "2026-11-20T19:10"),
        ("20m ago", "2026-11-20T19:10"), ("20 min ago", "2026-11-20T19:10"),
        ("20 Minutes AGO", "2026-11-20T19:10"), ("1 hour ago", "2026-11-20T18:30"),
        ("2h", "2026-11-20T17:30"), ("1h30", "2026-11-20T18:00"), ("1h30m", "2026-11-20T18:00"),
        ("1h 30m", "2026-11-20T18:00"), ("1 h 30 min ago", "2026-11-20T18:00"),
        ("3d", "2026-11-17T19:30"), ("0m", "2026-11-20T19:30"),
    ])
    func `a length is counted back from now`(text: String, expected: String) throws {
        #expect(try When.onset(text, at: .friday) == winter(expected))
    }

    @Test(arguments: [
        ("8:00", "2026-11-20T08:00"), ("08:00", "2026-11-20T08:00"), ("19:30", "2026-11-20T19:30"),
        ("22:30", "2026-11-19T22:30"), ("10:30pm", "2026-11-19T22:30"),
        ("10:30 PM", "2026-11-19T22:30"), ("3am", "2026-11-20T03:00"), ("3 am", "2026-11-20T03:00"),
        ("12am", "2026-11-20T00:00"), ("12pm", "2026-11-20T12:00"), ("0:05", "2026-11-20T00:05"),
    ])
    func `a bare clock time is its most recent occurrence`(text: String, expected: String) throws {
        #expect(try When.onset(text, at: .friday) == winter(expected))
    }

    @Test(arguments: [
        ("yesterday 22:30", "2026-11-19T22:30"), ("yesterday 10:30 pm", "2026-11-19T22:30"),
        ("today 8:00", "2026-11-20T08:00"), ("mon 22:30", "2026-11-16T22:30"),
        ("Monday 22:30", "2026-11-16T22:30"), ("fri 19:00", "2026-11-20T19:00"),
        ("fri 20:00", "2026-11-13T20:00"), ("sat 9am", "2026-11-14T09:00"),
        ("19 nov 22:30", "2026-11-19T22:30"), ("19 November 10:30pm", "2026-11-19T22:30"),
        ("19 nov 2025 22:30", "2025-11-19T22:30"), ("22 dec 10:00", "2025-12-22T10:00"),
        ("2026-11-19 3am", "2026-11-19T03:00"), ("2026-11-19 10:30 pm", "2026-11-19T22:30"),
    ])
    func `a day before a clock time says which day`(text: String, expected: String) throws {
        #expect(try When.onset(text, at: .friday) == winter(expected))
    }

    @Test(arguments: ["yesterday", "19 nov", "19 NOV 2026", "2026-11-19"])
    func `a day alone is known to the day`(text: String) throws {
        let onset = try When.parse(text, at: .friday).onset
        #expect(WhenFormat.iso(onset) == winter("2026-11-19T12:00"))
        #expect(onset.precision == .day)
    }

    @Test func `a day that is not over stands at its noon, or at now before noon`() throws {
        #expect(try When.onset("today", at: .friday) == winter("2026-11-20T12:00"))
        let morning = try Moment.berlin("2026-11-20T09:15+01:00")
        #expect(try When.onset("20 nov", at: morning) == winter("2026-11-20T09:15"))
    }

    @Test func `29 february is that of the last leap year`() throws {
        #expect(try When.parse("29 feb", at: .friday).onset.localDate.days == 19_782)
    }

    @Test func `last night is the night that ended today`() throws {
        let onset = try When.parse("last night", at: .friday).onset
        #expect(WhenFormat.iso(onset) == winter("2026-11-20T03:00"))
        #expect(onset.precision == .partOfDay)
        #expect(onset.earliest == onset.instant - 5 * 3_600_000)
        #expect(onset.latest == onset.instant + 4 * 3_600_000)
    }

    @Test func `last night does not reach past now`() throws {
        let onset = try When.parse("last night", at: .berlin("2026-11-20T01:30+01:00")).onset
        #expect(WhenFormat.iso(onset) == winter("2026-11-20T01:30"))
        #expect(onset.latest == onset.instant)
    }

    @Test(arguments: [
        "around 3am", "around 03:00", "around 3 am", "today around 3am", "around today 3am",
        "20 nov around 3:00", "2026-11-20 around 3am", "Fri AROUND 3am",
    ])
    func `around makes a clock time known to half an hour`(text: String) throws {
        let onset = try When.parse(text, at: .friday).onset
        #expect(WhenFormat.iso(onset) == winter("2026-11-20T03:00"))
        #expect(onset.precision == .thirtyMinutes)
    }

    @Test(
        arguments: [
            ("45s", .exact), ("10m", .exact), ("11m", .fiveMinutes), ("1h", .fiveMinutes),
            ("61m", .fifteenMinutes), ("12h", .fifteenMinutes), ("13h", .sixtyMinutes),
            ("3d", .sixtyMinutes), ("22:30", .exact), ("now", .exact),
        ] as [(String, TimePoint.Precision)])
    func `the longer ago, the rounder`(text: String, precision: TimePoint.Precision) throws {
        #expect(try When.parse(text, at: .friday).onset.precision == precision)
    }

    @Test(arguments: [
        ("22:30-22:50", 20), ("10:30pm-10:50pm", 20), ("22:30–22:50", 20), ("23:50-00:10", 20),
        ("3am-3:20am", 20), ("yesterday 23:50-0:10", 20), ("19 nov 22:30-22:30", 0),
        ("around 3am-4am", 60), ("20:00-14:00", 1080),
        ("20m for 4m", 4), ("22:30 for 1h30", 90), ("2 hours ago for 1 h 30 min", 90),
        ("19:26 for 4 min", 4), ("2026-11-19T22:30 for 0m", 0), ("yesterday for 2h", 120),
    ])
    func `a span and a length both give an end`(text: String, minutes: Int64) throws {
        let when = try When.parse(text, at: .friday)
        #expect(when.ending?.instant == when.onset.instant + minutes * 60_000)
        #expect(when.ending?.precision == when.onset.precision)
    }
}

struct WhenISOTests {
    @Test(arguments: [
        ("2026-11-19T22:30", "2026-11-19T22:30:00+01:00[Europe/Berlin]"),
        ("2026-11-19 22:30", "2026-11-19T22:30:00+01:00[Europe/Berlin]"),
        ("2026-11-19t22:30:15", "2026-11-19T22:30:15+01:00[Europe/Berlin]"),
        ("2026-11-19 22:30:15.5", "2026-11-19T22:30:15.500+01:00[Europe/Berlin]"),
        ("2026-11-19T22:30:15,123456789", "2026-11-19T22:30:15.123+01:00[Europe/Berlin]"),
        ("2026-11-19T21:30Z", "2026-11-19T22:30:00+01:00[Europe/Berlin]"),
        ("2026-11-19 21:30z", "2026-11-19T22:30:00+01:00[Europe/Berlin]"),
        ("2026-11-19T21:30Z[Europe/Berlin]", "2026-11-19T22:30:00+01:00[Europe/Berlin]"),
        ("2026-11-19T21:30Z[UTC]", "2026-11-19T21:30:00+00:00[UTC]"),
        ("2026-11-19T22:30+01:00", "2026-11-19T22:30:00+01:00[Europe/Berlin]"),
        ("2026-11-19 22:30[Europe/Berlin]", "2026-11-19T22:30:00+01:00[Europe/Berlin]"),
        ("2026-11-19T22:30-03:00", "2026-11-19T22:30:00-03:00[-03:00]"),
        (
            "2026-11-19 22:30-03:30[America/St_Johns]",
            "2026-11-19T22:30:00-03:30[America/St_Johns]"
        ),
        ("2026-07-01T12:00", "2026-07-01T12:00:00+02:00[Europe/Berlin]"),
    ])
    func `ISO 8601 and RFC 9557 are read as written`(text: String, expected: String) throws {
        #expect(try When.onset(text, at: .friday) == expected)
    }

    @Test func `a zone whose offset nobody knows here is refused`() throws {
        for text in ["2026-11-19T22:30[Asia/Tokyo]", "2026-11-19T22:30Z[Asia/Tokyo]"] {
            #expect(throws: WhenError.unknownZone(text, zone: "Asia/Tokyo")) {
                try When.parse(text, at: .friday)
            }
        }
    }
}

struct WhenRefusalTests {
    @Test(arguments: [
        "25:00", "24:00", "22:60", "8:5", "22:30:60", "13pm", "0am", "22:30pm", "22:30 pm",
        "10:30-10:50pm", "10:30-10:50 pm", "22:30-", "99999999999999h", "9999999999h", "1h90",
        "1h30x", "20m1h", "999999999d", "99999999999 hours ago", "around", "around leg",
        "around 20m", "around yesterday", "2026-11-19T", "2026-11-19T25:00",
        "2026-11-19T22:30+16:00", "2026-11-19 22:30-22:50", "2026-11-19T22:30[Europe Berlin]",
        "2026-11-19T22:30[]",
        "2026-11-19T22:30:60", "20m for 99999999999h", "", "leg", "7", "4", "20 min", "last",
        "300mg", "for 4m", "19", "now now", "22:30 leg", "tomorrow 8:00", "２０m", "20m for",
    ])
    func `what is no time is not made one`(text: String) throws {
        let error = #expect(throws: WhenError.self) { try When.parse(text, at: .friday) }
        guard case .notATime = error else {
            Issue.record("\(text): \(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        ["7"], ["4", "20m"], ["leg", "22:30"], ["20", "min"], ["300mg"], ["1/2tablet"], ["5/325"],
        ["37.5"], ["last"], ["for", "4m"], [], [""], ["45", "may"], ["2026"], ["amp"],
        ["march"], ["this"], ["at"], ["an"], ["half", "a", "tablet"], ["to"], ["UTC"], ["22.30"],
        ["2230"], ["morning"],
    ])
    func `words that start no time are left to others`(words: [String]) throws {
        #expect(try When.read(words, at: .friday) == nil)
    }

    @Test(arguments: [
        (["20m", "leg"], 1), (["20", "min", "ago", "7"], 3), (["22:30", "7"], 1),
        (["10:30", "pm", "7"], 2), (["yesterday", "7"], 1), (["yesterday", "22:30", "7"], 2),
        (["19", "nov", "7"], 2), (["19", "nov", "2025", "7"], 3), (["20m", "for", "4m", "7"], 3),
        (["20m", "for", "ana"], 1), (["20m", "5h"], 1), (["2h", "30", "min"], 1),
        (["2026-11-19", "7"], 1), (["2026-11-19", "22:30", "7"], 2), (["now", "now"], 1),
    ])
    func `the longest phrase is taken and no more`(words: [String], count: Int) throws {
        #expect(try When.read(words, at: .friday)?.count == count)
    }

    @Test(arguments: [
        ("19/11", ["19 nov"]), ("3/4", ["3 apr", "4 mar"]), ("11/19/2026", ["19 nov 2026"]),
        ("03.04.2026", ["3 apr 2026", "4 mar 2026"]), ("3-4-26", ["3 apr 2026", "4 mar 2026"]),
        ("2026/11/19", ["19 nov 2026"]), ("5/5", ["5 may"]),
    ])
    func `a date in figures is refused with what to type`(text: String, readings: [String]) throws {
        #expect(throws: WhenError.ambiguousDate(text, readings: readings)) {
            try When.parse(text, at: .friday)
        }
        for reading in readings {
            let now = Moment(milliseconds: .max, zone: .berlin)
            #expect(try When.parse(reading, at: now).onset.precision == .day)
        }
    }

    @Test(arguments: [
        "31 nov", "30 feb 2026", "29 feb 2025 8:00", "2026-13-01", "2026-02-30T10:00",
    ])
    func `a day that no calendar has is refused`(text: String) throws {
        let error = #expect(throws: WhenError.self) { try When.parse(text, at: .friday) }
        guard case .noSuchDate = error else {
            Issue.record("\(text): \(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        "today 20:00", "20 nov 22:30", "21 nov", "21 nov 10:00", "21 dec",
        "20:00 to 2026-11-20T22:00", "2026-11-21", "2026-11-20T20:00", "2026-11-20T19:32",
        "2026-11-20T18:32Z", "19 nov 2027", "1 dec 2026 8:00", "19:00-20:00", "19:29 for 3m",
        "now for 4m", "20m for 30m", "9999-12-31",
    ])
    func `the future is refused`(text: String) throws {
        let now = try Moment.friday
        let error = #expect(throws: WhenError.self) { try When.parse(text, at: now) }
        guard case .inTheFuture(let time) = error else {
            Issue.record("\(text): \(String(describing: error))")
            return
        }
        #expect(time.instant > now.milliseconds)
    }

    @Test func `a clock that is a minute ahead is believed, and not set back`() throws {
        #expect(try When.onset("19:31", at: .friday) == winter("2026-11-20T19:31"))
        #expect(try When.onset("19:32", at: .friday) == winter("2026-11-19T19:32"))
    }
}

struct WhenFormatTests {
    @Test(arguments: [
        ("22:30", "Thu 19 Nov 22:30 CET, 21 hours ago"), ("now", "Fri 20 Nov 19:30 CET, just now"),
        ("45s", "Fri 20 Nov 19:29 CET, just now"), ("1m", "Fri 20 Nov 19:29 CET, 1 minute ago"),
        ("20m", "Fri 20 Nov 19:10 CET, 20 minutes ago"),
        ("1h50", "Fri 20 Nov 17:40 CET, 2 hours ago"),
        ("around 3am", "Fri 20 Nov around 03:00 CET, 17 hours ago"),
        ("3d", "Tue 17 Nov around 19:30 CET, 3 days ago"),
        ("19 nov", "Thu 19 Nov, yesterday"), ("today", "Fri 20 Nov, today"),
        ("17 nov", "Tue 17 Nov, 3 days ago"), ("tue 8:00", "Tue 17 Nov 08:00 CET, 3 days ago"),
        ("1 jul 12:00", "Wed 1 Jul 12:00 CEST, 142 days ago"),
        ("19 nov 2025", "Wed 19 Nov 2025, 366 days ago"),
        (
            "last night",
            "between Thu 19 Nov 22:00 and Fri 20 Nov 07:00 CET, 17 hours ago"
        ),
        (
            "2026-11-20 08:00+05:30[Asia/Kolkata]",
            "Fri 20 Nov 08:00 +05:30 Asia/Kolkata, 16 hours ago"
        ),
        ("2026-11-20 08:00+05:30", "Fri 20 Nov 08:00 +05:30, 16 hours ago"),
    ])
    func `what was understood is told in full`(text: String, expected: String) throws {
        let now = try Moment.friday
        #expect(WhenFormat.full(try When.parse(text, at: now).onset, now: now) == expected)
    }

    @Test func `a time that is yet to come is told as such`() throws {
        let now = try Moment.friday
        let time = now.point(milliseconds: now.milliseconds + 7_200_000)
        #expect(WhenFormat.full(time, now: now) == "Fri 20 Nov 21:30 CET, in 2 hours")
    }

    @Test(
        arguments: [
            (0, "0 s"), (-5, "0 s"), (45_000, "45 s"), (240_000, "4 min"), (270_000, "4 min 30 s"),
            (5_400_000, "1 h 30 min"), (3_630_000, "1 h"), (86_400_000, "1 day"),
            (93_600_000, "1 day 2 h"), (172_800_000, "2 days"), (.max, "106751991167 days 7 h"),
        ] as [(Int64, String)])
    func `a length shows its two greatest units`(milliseconds: Int64, expected: String) {
        #expect(WhenFormat.duration(milliseconds: milliseconds) == expected)
    }

    @Test(arguments: [1, 45, 60, 61, 599, 3600, 5400, 86_400, 93_600, 172_800] as [Int64])
    func `a length that is written is read back`(seconds: Int64) throws {
        let words = "for \(WhenFormat.duration(milliseconds: seconds * 1000))".split(separator: " ")
        let length = try When.readLength(words.map(String.init))
        #expect(length?.milliseconds == seconds * 1000)
        #expect(length?.count == words.count)
    }

    @Test func `milliseconds are written only when there are any`() throws {
        let time = TimePoint(instant: 1_795_123_800_123, offset: 3600, zone: "Europe/Berlin")
        #expect(WhenFormat.iso(time) == "2026-11-19T22:30:00.123+01:00[Europe/Berlin]")
        let early = TimePoint(instant: -1, offset: -2670, zone: "Africa/Monrovia")
        #expect(WhenFormat.iso(early) == "1969-12-31T23:15:29.999-00:44:30[Africa/Monrovia]")
    }

    @Test func `a zone from elsewhere cannot smuggle in what is none`() throws {
        let time = TimePoint(instant: 0, offset: 3600, zone: "\u{1B}[2J]")
        #expect(WhenFormat.iso(time) == "1970-01-01T01:00:00+01:00")
        #expect(!WhenFormat.full(time, now: try .friday).contains("\u{1B}"))
    }

    @Test(arguments: [Int64.min, .max, 0])
    func `no instant and no offset is too much`(instant: Int64) throws {
        for offset in [Int.min, .max, 0] {
            let time = TimePoint(
                instant: instant, offset: offset, zone: "Europe/Berlin", precision: .partOfDay,
                earliest: .min, latest: .max)
            let now = Moment(milliseconds: instant, zone: .berlin)
            #expect(!WhenFormat.full(time, now: now).isEmpty)
            #expect(!WhenFormat.iso(time).isEmpty)
            for text in ["22:30", "last night", "3d", "yesterday", "mon 8:00", "29 feb"] {
                _ = try? When.parse(text, at: now)
            }
        }
    }
}

struct CivilTimeTests {
    @Test func `every day from 1890 to 2110 is the calendar's`() throws {
        let utc = Calendar.gregorian(try #require(TimeZone(identifier: "UTC")))
        for days in -29_220..<51_000 {
            let civil = CivilTime(LocalDate(days: days))
            #expect(civil.date.days == days)
            guard days % 37 == 0 else { continue }
            let date = Date(timeIntervalSince1970: Double(days) * 86_400)
            let parts = utc.dateComponents([.year, .month, .day, .weekday], from: date)
            #expect((parts.year, parts.month) == (civil.year, civil.month))
            #expect(parts.day == civil.day)
            #expect(parts.weekday == civil.date.weekday % 7 + 1)
        }
    }

    @Test func `the ends of the calendar are kept`() {
        #expect(CivilTime(localSeconds: .min) == CivilTime(year: 1, month: 1, day: 1))
        #expect(
            CivilTime(localSeconds: .max)
                == CivilTime(year: 9999, month: 12, day: 31, hour: 23, minute: 59, second: 59))
        #expect(CivilTime(LocalDate(days: .max)).year == 9999)
        #expect(CivilTime(LocalDate(days: .min)).year == 1)
        #expect(CivilTime(year: .max, month: 1, day: 1) == nil)
        #expect(CivilTime(year: 2026, month: .min, day: .max) == nil)
    }
}
