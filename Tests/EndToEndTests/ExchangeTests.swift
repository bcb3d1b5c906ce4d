import Foundation
import Household
import Testing

/// Files that leave a diary and come into one, by the real programs.
struct ExchangeTests {
    private func generated(_ name: String, days: Int) throws -> Household {
        let home = try Home.make(name)
        let child = try home.begin(
            shell: "'\(Home.binaries)/generate-diary' --days \(days) --home '\(home.folder)/home'"
                + " --first-day 2026-01-01 --caregiver Ana")
        try #require(child.wait() == 0, "\(child.standardError)")
        return home
    }

    private func table(_ home: Household, _ replica: String, _ more: String...) throws -> String {
        try must(home, ["-R", replica, "export", "--format", "csv"] + more)
    }

    @discardableResult
    private func must(_ home: Household, _ words: [String]) throws -> String {
        let answer = try home.tonus(words)
        guard answer.code == 0 else { throw HouseholdError.unexpected(answer.errors) }
        return answer.output
    }

    @Test func `a table taken into a new diary comes out of it as it went in`() throws {
        let home = try Home.make("csv-round")
        defer { Home.clean(home) }
        for words in [
            "l left calf 7 pain=5 yesterday", "l foot 3 around 3am", "s right hand 5",
            "l left leg whole-limb 8 20m for 3m stiff sudden fell flexor trigger=heat tried=heat relief=4",
            "l both thigh 2 between 3 nov 2025 1:00 and 2:00",
            "l neck 6 2h for 4m before=sleep usual woke-up",
            "tally 12 left calf 5 for 1h", "tally 40 yesterday", "l toes", "l jaw 4 last night",
        ] { try must(home, words.split(separator: " ").map(String.init)) }
        try home.must("note", "last", input: "=SUM(A1), \"so\"; they said\nand more \u{1F600}")
        try home.must("note", "last", "'=quoted twice")
        try home.must("note", "last", "--private", "for me alone")
        let before = try table(home, "default")
        #expect(before.contains("\"'=SUM(A1), \"\"so\"\"; they said\n"))
        #expect(!before.contains("for me alone"))
        let file = home.folder + "/diary.csv"
        try home.must("export", "--format", "csv", "--out", file)
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(
            try home.must("import", file).contains("0 episodes imported, 10 were here already."))
        try home.must("-R", "other", "import", file)
        #expect(try table(home, "other") == before)
        #expect(
            try home.must("-R", "other", "import", file).hasPrefix("0 episodes imported, 10 were"))
    }

    @Test
    func `a generated diary's own words come back; a caregiver's are not put into other mouths`()
        throws
    {
        let home = try generated("csv-year", days: 120)
        defer { Home.clean(home) }
        let file = home.folder + "/diary.csv"
        try home.must("export", "--format", "csv", "--out", file)
        try home.must("-R", "other", "import", file)
        func own(_ text: String) -> [String] {
            text.components(separatedBy: "\r\n").map { line in
                // All but what others said, which is at the end of a line and held by no comma here.
                line.split(separator: ",", omittingEmptySubsequences: false).prefix(22)
                    .joined(separator: ",")
            }
        }
        let (before, after) = (try table(home, "default"), try table(home, "other"))
        #expect(own(before).count > 100)
        #expect(own(before) == own(after))
        #expect(before.contains("Ana ") && !after.contains("Ana "))
    }

    @Test func `refused lines that were mended are taken in, and nothing doubles`() throws {
        let home = try Home.make("csv-rejects")
        defer { Home.clean(home) }
        let (file, rejects) = (home.folder + "/app.csv", home.folder + "/rejects.csv")
        let text =
            "When;Where;Text\r\n19.11.2026 22:30;Wade;w\u{E4}rme\r\n31.02.2026 8:00;Wade;\"two\r\nlines\"\r\n18.11.2026 08:00;Schwanz;\r\n"
        try Data(text.unicodeScalars.map { UInt8($0.value) }).write(to: URL(fileURLWithPath: file))
        let map = home.folder + "/app.json"
        try #"""
        {"encoding": "windows-1252", "onset": {"column": "When", "format": "d.M.yyyy H:mm"},
         "sites": {"column": "Where", "values": {"Wade": "calf"}}, "note": "Text"}
        """#.write(toFile: map, atomically: true, encoding: .utf8)
        let plan = try home.tonus("import", file, "--map", map, "--dry-run")
        #expect(plan.code == 3 && plan.output.contains("Line 5 left out: 'Schwanz' is no site."))
        #expect(try home.tonus("list").code == 4)
        #expect(try home.tonus("import", file, "--map", map, "--rejects", rejects).code == 3)
        let refused = String(
            decoding: try Data(contentsOf: URL(fileURLWithPath: rejects)).map { UInt16($0) },
            as: UTF16.self)
        #expect(
            refused.hasPrefix(
                "reason;When;Where;Text\r\n'31.02.2026 8:00' is no onset;"
                    + "31.02.2026 8:00;Wade;\"two\r\nlines\"\r\n"))
        // Those that are refused again have their reason once.
        #expect(
            try home.tonus("import", rejects, "--map", map, "--rejects", rejects + ".2").code == 3)
        #expect(
            FileManager.default.contentsEqual(atPath: rejects, andPath: rejects + ".2"))
        let mended = refused.replacing("31.02.", with: "28.02.").replacing(
            "Schwanz;", with: "Wade;")
        try Data(mended.unicodeScalars.map { UInt8($0.value) })
            .write(to: URL(fileURLWithPath: rejects))
        let again = try home.must("import", rejects, "--map", map)
        #expect(again.hasPrefix("2 episodes imported, 0 were here already."))
        #expect(
            try home.must("import", rejects, "--map", map).hasPrefix("0 episodes imported, 2 were"))
        #expect(try home.must("search", "w\u{E4}rme").contains("note: w\u{E4}rme"))
        #expect(try home.tonus("import", file, "--map", map, "--rejects", file).code == 73)
    }

    @Test func `what was taken back comes again, and what was deleted does not`() throws {
        let home = try Home.make("csv-undo")
        defer { Home.clean(home) }
        let file = home.folder + "/diary.csv"
        try "onset,sites\n2026-11-19 22:30,calf\n2026-11-18 22:30,foot\n"
            .write(toFile: file, atomically: true, encoding: .utf8)
        try home.must("import", file)
        try home.must("undo")
        #expect(try home.must("import", file).hasPrefix("1 episode imported, 1 were here already."))
        try home.must("delete", "last")
        #expect(
            try home.must("import", file).hasPrefix("0 episodes imported, 2 were here already."))
        #expect(try home.episodes("default").count == 1)
    }

    /// Of the table of conflicts; the other rows are `ConflictTableTests`.
    @Test func `20: a table that two devices take in, one of them twice, makes no doubles`() throws
    {
        let home = try Home.shared("csv-twice")
        defer { Home.clean(home) }
        let file = home.folder + "/diary.csv"
        try """
        id,onset,end,count,sites,severity,note
        a,2026-10-25T02:30:00+02:00[Europe/Berlin],unknown,,left calf,7,after the bath
        ,2026-10-24T22:30:00+02:00[Europe/Berlin],unknown,,back,4,
        ,2026-10-23T20:00:00+02:00[Europe/Berlin],2026-10-23T21:00:00+02:00[Europe/Berlin],12,left calf,,
        """.write(toFile: file, atomically: true, encoding: .utf8)
        func counts(_ replica: String) throws -> [String: Int] {
            try home.json("-R", replica, "import", file, field: "counts")
        }
        func meet() throws {
            for replica in ["phone", "default", "phone"] { try home.must("-R", replica, "sync") }
        }
        let (new, known) = (
            ["imported": 3, "known": 0, "rejected": 0], ["imported": 0, "known": 3, "rejected": 0]
        )
        #expect(try counts("default") == new)
        let once: String = try home.json("status", field: "digest")
        #expect(try counts("default") == known)
        #expect(try home.json("status", field: "digest") == once)
        // Apart from the laptop the phone cannot know that it is there.
        #expect(try counts("phone") == new)
        try meet()
        for replica in ["default", "phone"] { #expect(try counts(replica) == known) }
        try meet()
        let tables = try ["default", "phone"].map { try table(home, $0) }
        #expect(tables[0] == tables[1])
        // The header, the one from before, and three.
        #expect(tables[0].split(separator: "\r\n").count == 5)
        #expect(tables[0].components(separatedBy: "after the bath").count == 2)
        let digests: [String] = try ["default", "phone"].map {
            try home.json("-R", $0, "status", field: "digest")
        }
        #expect(digests[0] == digests[1])
        let undecided: [[String: Any]] = try home.json("review", field: "items")
        #expect(undecided.isEmpty)
    }

    @Test func `a file that is no table costs one sentence and changes nothing`() throws {
        let home = try Home.make("csv-hostile")
        defer { Home.clean(home) }
        let file = home.folder + "/hostile"
        for (bytes, code) in [
            (Data([0x7F, 0x45, 0x4C, 0x46, 0, 0]), 65),
            (Data("onset\n\u{FFFD}".utf8.dropLast()), 65),
            (Data(repeating: 0x22, count: 1 << 20), 65),
            (Data(repeating: 0x2C, count: 1 << 20), 65),
            (Data(), 65), (Data(repeating: 0x61, count: 65 << 20), 65),
        ] {
            try bytes.write(to: URL(fileURLWithPath: file))
            let answer = try home.tonus("import", file)
            #expect(Int(answer.code) == code, "\(answer.errors)")
            #expect(answer.errors.contains("Nothing was changed."))
        }
        #expect(try home.tonus("list").code == 4)
    }
}

/// Calendars, read by `icalendar`, which knows nothing of our code.
struct CalendarTests {
    private static let reader = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent(
            "TonusExchangeTests/Python/read-calendar"
        )
        .path

    private struct Reading: Decodable {
        let events: [Event]
        let wrong: [String]
    }

    private struct Event: Decodable {
        let uid: String
        let stamp: String
        let start: String
        let end: String?
        let summary: String
        let description: String
        let categories: [String]
    }

    private func read(_ home: Household, _ replica: String = "default") throws -> [Event] {
        let file = home.folder + "/\(replica).ics"
        try home.must("-R", replica, "export", "--format", "ical", "--out", file)
        let said = try Child.read(Self.reader, [file], in: home.folder)
        let reading = try JSONDecoder().decode(Reading.self, from: said)
        #expect(reading.wrong == [])
        return reading.events
    }

    @Test func `each sort of entry is the event that it should be`() throws {
        let home = try Home.make("ical")
        defer { Home.clean(home) }
        let words =
            "tired, cold; \\n and a tail of many words that has to be folded \u{1F9B5}\u{1F3FD} \u{00E4}\u{0308}\nnext"
        try home.must("l", "left", "calf", "7", "2026-06-19T22:30:15+02:00")
        try home.must("edit", "last", "end=2026-06-19T22:34:15+02:00")
        try home.must("note", "last", input: words)
        try home.must("note", "last", "--private", "for me alone")
        try home.must("l", "foot", "2026-06-01")
        try home.must("s", "hand", "2026-06-18T08:00+02:00")
        try home.must("tally", "40", "2026-05-31")
        try home.must("relapse", "2026-05-03", "weakness")
        try home.must("relapse", "end", "2026-05-20")
        try home.must("treatment", "baclofen", "antispastic")
        try home.must("regimen", "baclofen", "10", "mg", "2026-04-02")
        try home.must("visit", "2026-06-30", "leg", "check", "with=Dr. Who")
        let events = try read(home)
        #expect(Set(events.map(\.uid)).count == events.count)
        let found = Dictionary(grouping: events, by: \.start).mapValues { $0.map(\.end) }
        #expect(
            found == [
                "2026-06-19T20:30:15Z": ["2026-06-19T20:34:15Z"], "2026-06-01": [nil],
                "2026-06-18T06:00:00Z": [nil], "2026-05-31": ["2026-06-01"],
                "2026-05-03": ["2026-05-21"], "2026-04-02": [nil], "2026-06-30": [nil],
            ])
        let first = try #require(events.first { $0.start == "2026-06-19T20:30:15Z" })
        #expect(first.summary == "Spasm, left calf, severity 7")
        #expect(first.description.hasSuffix(words), "\(first.description)")
        #expect(events.first { $0.start == "2026-04-02" }?.summary == "baclofen, 10 mg")
        #expect(events.first { $0.start == "2026-06-30" }?.summary == "Visit, Dr. Who")
        #expect(!events.contains { $0.description.contains("for me alone") })
    }

    @Test func `a diary of months is a calendar of as many events, whenever it is made`() throws {
        let home = try Home.make("ical-months")
        defer { Home.clean(home) }
        let child = try home.begin(
            shell: "'\(Home.binaries)/generate-diary' --days 120 --home '\(home.folder)/home'"
                + " --first-day 2026-01-01")
        try #require(child.wait() == 0, "\(child.standardError)")
        let events = try read(home)
        let table = try home.must("export", "--format", "csv")
        let spasms = table.split(separator: "\r\n").count - 1
        #expect(events.filter { $0.categories == ["Spasm"] }.count == spasms)
        #expect(spasms > 100)
        let again = try home.must("export", "--format", "ical")
        usleep(1_100_000)
        #expect(try home.must("export", "--format", "ical") == again)
    }

    @Test func `devices that met make the same files, to the byte`() throws {
        let home = try Home.shared("exchange-same")
        defer { Home.clean(home) }
        try home.must("l", "left", "calf", "7", "20m")
        try home.must("-R", "phone", "l", "foot", "5", "18m")
        try home.must("-R", "phone", "note", "last", "a word")
        for device in ["default", "phone", "default"] { try home.must("-R", device, "sync") }
        for format in ["csv", "ical"] {
            let mine = try home.must("export", "--format", format)
            #expect(try home.must("-R", "phone", "export", "--format", format) == mine)
            #expect(mine.replacing("\r\n ", with: "").contains("a word"))
        }
    }
}
