import Testing
import TonusExchange

struct DatePatternTests {
    @Test(arguments: [
        ("dd.MM.yyyy HH:mm", "19.11.2026 22:30", "2026-11-19T22:30:00"),
        ("d.M.yy H:mm", "9.1.26 7:05", "2026-01-09T07:05:00"),
        ("M/d/yyyy h:mm a", "11/9/2026 10:30 PM", "2026-11-09T22:30:00"),
        ("M/d/yyyy h:mm a", "11/9/2026 12:05 a.m.", "2026-11-09T00:05:00"),
        ("yyyyMMdd'T'HHmmss", "20261119T223015", "2026-11-19T22:30:15"),
        ("MMM d, yyyy", "Nov 9, 2026", "2026-11-09"),
        ("MMMM d, yyyy", "November 19, 2026", "2026-11-19"),
        ("yyyy-MM-dd HH:mm:ss.SSS", "2026-11-19 22:30:15.123", "2026-11-19T22:30:15"),
        // An hour that came twice needs its offset.
        ("dd.MM.yyyy HH:mm", "25.10.2026 02:30 +01:00", "2026-10-25T02:30:00+01:00"),
        // Whether there was such a day is for whoever reads it.
        ("dd.MM.yyyy", "31.02.2026", "2026-02-31"),
    ])
    func `a time is read as its pattern says`(pattern: String, text: String, iso: String) throws {
        #expect(try #require(DatePattern(pattern)).iso(text) == iso)
    }

    @Test(arguments: [
        ("dd.MM.yyyy", "1.11.2026"), ("dd.MM.yyyy", "19.11.2026 22:30"), ("dd.MM.yyyy", "19.11.26"),
        ("dd.MM.yyyy", "19-11-2026"), ("M/d/yyyy h:mm a", "11/9/2026 13:30 PM"),
        ("M/d/yyyy h:mm a", "11/9/2026 0:30 AM"), ("M/d/yyyy h:mm a", "11/9/2026 10:30 XM"),
        ("MMM d, yyyy", "Foo 9, 2026"), ("dd.MM.yyyy", ""), ("dd.MM.yyyy", "١٩.١١.٢٠٢٦"),
        ("d.M.yyyy", "999.1.2026"), ("dd.MM.yyyy", "25.10.2026 +01:00"),
        ("dd.MM.yyyy HH:mm", "25.10.2026 02:30 CET"),
        ("dd.MM.yyyy HH:mm", "25.10.2026 02:30 -1:000"),
    ])
    func `what is written otherwise is not read`(pattern: String, text: String) throws {
        #expect(try #require(DatePattern(pattern)).iso(text) == nil)
    }

    @Test(arguments: [
        "", "HH:mm", "dd.MM", "dd.MM.yyyy hh:mm", "dd.MM.yyyy HH:mm a", "dd.MM.yyyy HH",
        "ddd.MM.yyyy",
        "dd.MM.yyyy HH:mm Z", "dd.mm.yyyy", "dd.MM.yyyy HH:ss",
    ])
    func `a pattern that leaves a date or a clock half said is none`(pattern: String) {
        #expect(DatePattern(pattern) == nil)
    }
}
