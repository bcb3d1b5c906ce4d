import Testing
import TonusCore
import TonusDiary
import TonusExchange
import TonusTypes

/// Friday 20 November 2026, 19:30 in Berlin; only its own clock is known.
struct ImportTableTests {
    private let now = Moment(milliseconds: 1_795_199_400_000, zone: .berlin)

    private func table(
        _ text: String, _ mapping: ImportMapping = ImportMapping(), restAsNote: Bool = false
    ) throws -> ImportTable {
        try ImportTable(Array(text.utf8), mapping, restAsNote: restAsNote, at: now)
    }

    private func mapping(_ json: String) throws -> ImportMapping {
        try ImportMapping(json: Array(json.utf8))
    }

    private func row(_ text: String, _ mapping: ImportMapping = ImportMapping()) throws -> ImportRow
    {
        try #require(try table(text, mapping).lines.first).row.get()
    }

    private func problem(_ text: String, _ mapping: ImportMapping = ImportMapping()) throws
        -> RowProblem?
    {
        do {
            _ = try row(text, mapping)
            return nil
        } catch let problem as RowProblem {
            return problem
        }
    }

    private func draft(_ row: ImportRow) throws -> EpisodeDraft {
        guard case .episode(let draft) = row.told else { throw RowProblem.missing("episode") }
        return draft
    }

    // MARK: - Two lines that are one entry

    private func problems(_ text: String) throws -> [RowProblem?] {
        try table(text).lines.map { line in
            if case .failure(let problem) = line.row { problem } else { nil }
        }
    }

    @Test func `of two lines with one id that differ the second is left out`() throws {
        let id = String(repeating: "a1", count: 16)
        let own = "id,onset,severity\n\(id),2026-11-19,7\n\(id),2026-11-19,7\n\(id),2026-11-19,8\n"
        #expect(try problems(own) == [nil, nil, .idTwice(line: 2)])
        let foreign = "id,onset,severity\n9,2026-11-19,7\n9,2026-11-18,7\n9,2026-11-19,8\n"
        #expect(try problems(foreign) == [nil, nil, .idTwice(line: 2)])
        let none = "onset,severity\n2026-11-19,7\n2026-11-19,8\n2026-11-19,7\n"
        #expect(try problems(none) == [nil, nil, nil])
    }

    // MARK: - Our own columns

    @Test func `a row is read whole`() throws {
        let row = try row(
            """
            onset,precision,earliest,latest,end,end_precision,sites,extent,severity,descriptors,impact,note
            2026-11-19T22:30:00+01:00[Europe/Berlin],part,2026-11-19T18:00:00+01:00,2026-11-19T22:00:00+01:00,\
            2026-11-19T22:34:00+01:00[Europe/Berlin],5m,left leg;right calf,left leg whole-limb,7,flexor;clonus,fell,"'=so"
            """)
        let draft = try draft(row)
        let onset = try #require(draft.onset)
        #expect(onset.precision == .partOfDay && onset.instant == 1_795_123_800_000)
        #expect(onset.earliest == 1_795_107_600_000 && onset.latest == 1_795_122_000_000)
        guard case .ended(let end)? = draft.ending else { throw RowProblem.missing("end") }
        #expect(end.precision == .fiveMinutes && end.instant == onset.instant + 240_000)
        #expect(draft.said.count == 7)
        #expect(row.note == "=so")
    }

    @Test(arguments: [
        ("onset\n\"\"\n", RowProblem.missing("onset")),
        ("onset,severity\n2026-11-19,11\n", .bad(column: "severity", value: "11")),
        ("onset,sites\n2026-11-19,left calf;left tail\n", .bad(column: "site", value: "left tail")),
        ("onset,sites\n2026-11-19,-left calf\n", .bad(column: "site", value: "-left calf")),
        ("onset,kind\n2026-11-19,dose\n", .bad(column: "kind", value: "dose")),
        ("onset,kind,count\n2026-11-19,episode,3\n", .unfit(column: "count", kind: .episode)),
        ("onset,end,count,pain\n2026-11-19,2026-11-19,3,5\n", .unfit(column: "pain", kind: .tally)),
        ("onset,end,count\n2026-11-19,2026-11-19,0\n", .bad(column: "count", value: "0")),
        ("onset,count\n2026-11-19,3\n", .missing("end")),
        (
            "onset,end,count\n2026-11-19 08:00,2026-11-19 07:59,3\n",
            .turned(first: "onset", last: "end")
        ),
        (
            "onset,earliest,latest\n2026-11-19,2026-11-19 08:00,2026-11-19 07:00\n",
            .turned(first: "earliest", last: "latest")
        ),
        ("onset,minutes\n2026-11-19T08:00,soon\n", .bad(column: "minutes", value: "soon")),
        // What counts from now would be another time tomorrow.
        ("onset\nyesterday\n", .bad(column: "onset", value: "yesterday")),
        ("onset\n20m\n", .bad(column: "onset", value: "20m")),
        (
            "onset\n2026-11-19 22:30 to 22:50\n",
            .bad(column: "onset", value: "2026-11-19 22:30 to 22:50")
        ),
        ("onset,note\n2026-11-19,a,b\n", .tooManyCells(3, columns: 2)),
        ("onset,note\n2026-11-19,\"a\n", .unreadable(.openQuote)),
    ])
    func `a line that cannot be is refused for what is wrong in it`(
        text: String, expected: RowProblem
    ) throws {
        #expect(try problem(text) == expected)
    }

    @Test(arguments: ["2026-03-29 02:30", "2026-03-29T02:30:00", "2026-10-25 02:30", "2027-01-01"])
    func `an hour that never was, or came twice, or is to come, is refused`(text: String) throws {
        guard case .time("onset", text, _)? = try problem("onset\n\(text)\n") else {
            Issue.record("\(text) was taken")
            return
        }
    }

    @Test func `an hour that came twice is taken with its offset`() throws {
        let text = "onset\n2026-10-25T02:30:00+01:00[Europe/Berlin]\n"
        #expect(try draft(row(text)).onset?.instant == 1_792_891_800_000)
    }

    @Test func `a day alone is known to the day, whatever precision is claimed`() throws {
        #expect(try draft(row("onset,precision\n2026-11-19,exact\n")).onset?.precision == .day)
    }

    // MARK: - What a row is known by

    private func keys(_ text: String, _ mapping: ImportMapping = ImportMapping()) throws
        -> [[UInt8]]
    {
        try table(text, mapping).lines.map { try $0.row.get().canonicalKey }
    }

    @Test func `equal lines without an id are as many entries, in any order and any columns`()
        throws
    {
        let all = try keys("onset,note\n2026-11-19,a\n2026-11-19,b\n2026-11-19,a\n")
        #expect(Set(all).count == 3)
        let other = try keys("note,onset,more\na,2026-11-19,\na,2026-11-19,\nb,2026-11-19,\n")
        #expect(Set(other) == Set(all))
    }

    @Test func `another mapping of the same line makes no other entry`() throws {
        let text = "When,Bad\n2026-11-19,3\n"
        let one = try keys(text, mapping(#"{"onset": "When"}"#))
        #expect(try keys(text, mapping(#"{"onset": "When", "note": "Bad"}"#)) == one)
    }

    @Test func `a time without a place is known by its words, wherever it is read`() throws {
        let text = "id,onset\n7,2026-11-19 08:00\n"
        let there = Moment(
            milliseconds: now.milliseconds,
            zone: Zone(identifier: "UTC", offset: { _ in 0 }, abbreviation: { _ in "UTC" }))
        let key = try ImportTable(Array(text.utf8), ImportMapping(), at: there).lines[0].row.get()
        #expect(try row(text).canonicalKey == key.canonicalKey)
    }

    @Test func `an id of ours is the entry's own; one of another program's is not`() throws {
        let id = String(repeating: "0a", count: 16)
        #expect(try row("id,onset\n\(id),2026-11-19\n").ownID?.description == id)
        #expect(
            try row("No,When\n\(id),2026-11-19\n", mapping(#"{"id": "No", "onset": "When"}"#)).ownID
                == nil)
    }

    @Test func `a file of refused lines that were mended has the same entries as the whole one`()
        throws
    {
        let mended = try keys("onset,note,reason\n2026-11-19,a,\"'x' is no onset\"\n")
        #expect(try mended == keys("onset,note\n2026-11-19,a\n"))
    }

    // MARK: - Other programs' columns

    private static let app = """
        {
          "delimiter": ";",
          "onset": {"columns": ["Date", "Time"], "format": "dd.MM.yyyy HH:mm"},
          "minutes": "Minutes",
          "sites": {"column": "Where", "separator": "/", "values": {"Bein links": "left leg", "Wade": "calf"}},
          "severity": {"column": "Level", "values": {"mild": "3", "Strong": "8"}},
          "note": {"columns": ["Text", "More"]}
        }
        """

    @Test func `several columns, other words and other times are put into ours`() throws {
        let text = """
            Date;Time;Minutes;Where;Level;Text;More;Mood
            19.11.2026;22:30;4,5;bein links/Wade;STRONG;after the bath;;low
            """
        let draft = try draft(row(text, mapping(Self.app)))
        #expect(draft.onset?.instant == 1_795_123_800_000)
        guard case .ended(let end)? = draft.ending else { throw RowProblem.missing("end") }
        #expect(end.instant == 1_795_123_800_000 + 270_000)
        #expect(draft.said.contains(.score(.severity, try #require(Score(8)))))
        #expect(draft.said.contains(.present(Site(.leg, .left))))
        #expect(draft.said.contains(.present(Site(.calf))))
        #expect(try row(text, mapping(Self.app)).note == "after the bath")
    }

    @Test func `columns that nobody asked for are named, or go into the note`() throws {
        let text = "onset,Mood,Empty\n2026-11-19,low,\n"
        #expect(try table(text).leftOut == ["Mood"])
        let kept = try table(text, restAsNote: true)
        #expect(kept.leftOut.isEmpty)
        #expect(try kept.lines[0].row.get().note == "Mood: low")
    }

    @Test func `numbers that end at five are not taken for a scale to ten`() throws {
        let text = "When,Level\n2026-11-19,5\n2026-11-18,3\n"
        let silent = try mapping(#"{"onset": "When", "severity": "Level"}"#)
        #expect(throws: TableProblem.whichScale(column: "Level", most: 5)) {
            try table(text, silent)
        }
        let declared = try mapping(
            #"{"onset": "When", "severity": {"column": "Level", "scale": "0-10"}}"#)
        #expect(try table(text, declared).lines.count == 2)
        let told = try mapping(
            #"{"onset": "When", "severity": {"column": "Level", "values": {"5": "10", "3": "6"}}}"#)
        #expect(try draft(row(text, told)).said == [.score(.severity, try #require(Score(10)))])
    }

    @Test(arguments: [
        ("", TableProblem.empty), ("\n\n", .empty), ("a,b;c\n", .whichDelimiter),
        ("when\n", .noOnset(columns: ["when"])), ("onset,onset\n", .twoColumns("onset")),
        ("a\u{0}b", .text(.binary)),
    ])
    func `a file that makes no sense is refused as a whole`(text: String, problem: TableProblem) {
        #expect(throws: problem) { try table(text) }
    }

    @Test(arguments: [
        ("[]", MappingProblem.notJSON), ("", .notJSON), ("{\"onset\": ", .notJSON),
        (#"{"when": "a"}"#, .unknownKey("when", choices: EpisodeColumn.taken.map(\.rawValue))),
        (
            #"{"severity_others": "a"}"#,
            .unknownKey("severity_others", choices: EpisodeColumn.taken.map(\.rawValue))
        ),
        (
            #"{"onset": {"column": "a", "fromat": "x"}}"#,
            .unknownKey(
                "onset.fromat",
                choices: ["column", "columns", "format", "separator", "scale", "values"])
        ),
        (#"{"onset": {"column": "a", "format": "x"}}"#, .badValue(key: "onset.format", value: "x")),
        (#"{"onset": {}}"#, .badValue(key: "onset", value: "{}")),
        (#"{"onset": {"column": 7}}"#, .badValue(key: "onset.column", value: "7")),
        (
            #"{"severity": {"column": "a", "scale": "1-5"}}"#,
            .badValue(key: "severity.scale", value: "1-5")
        ),
        (#"{"encoding": "latin"}"#, .badValue(key: "encoding", value: "latin")),
        (#"{"delimiter": ", "}"#, .badValue(key: "delimiter", value: ", ")),
    ])
    func `a slip in a mapping is said`(json: String, problem: MappingProblem) {
        #expect(throws: problem) { try mapping(json) }
    }

    @Test func `columns can be typed, twice for a date and a time`() throws {
        var typed = ImportMapping()
        try typed.add(["onset=Day", "onset=Clock", "note=a=b"], format: "dd.MM.yyyy HH:mm")
        #expect(typed.sources[.onset]?.columns == ["Day", "Clock"])
        #expect(typed.sources[.note]?.columns == ["a=b"])
        let text = "Day,Clock,a=b\n19.11.2026,22:30,so\n"
        #expect(try draft(row(text, typed)).onset?.instant == 1_795_123_800_000)
        #expect(throws: MappingProblem.notAPair("Day")) { try typed.add(["Day"], format: nil) }
        #expect(throws: TableProblem.noColumn("Clock", columns: ["Day"])) {
            try table("Day\n19.11.2026\n", typed)
        }
    }
}

extension Zone {
    /// Berlin in 2026: summer time from 29 March to 25 October, 1:00 UTC.
    fileprivate static let berlin = Zone(
        identifier: "Europe/Berlin",
        offset: { (1_774_746_000..<1_792_890_000).contains($0) ? 7200 : 3600 },
        abbreviation: { (1_774_746_000..<1_792_890_000).contains($0) ? "CEST" : "CET" })
}
