import Testing
import TonusCore
import TonusDiary
import TonusTypes

/// What is typed is understood whole, or refused: no word is dropped, and none becomes part of a name.
struct WholeWordsTests {
    /// Fri 20 Nov 2026, 22:30 in Berlin.
    private static let now = AssignmentTests.now
    private static let known = ["Baclofen", "ibuprofen", "vitamin d", "cbd drops"]

    private func draft(_ kind: Kind, _ text: String) throws -> SheetDraft {
        let names = Self.known
        return try SheetDraft(
            kind, words: text.split(separator: " ").map(String.init), at: Self.now
        ) { name in
            names.firstIndex { $0.lowercased() == name.lowercased() }
                .map { EntityID(high: 1, low: UInt64($0)) }
        }
    }

    private func date(_ draft: SheetDraft, _ field: Field) -> String? {
        draft[field]?.date.map { WhenFormat.iso($0) }
    }

    private func times(_ draft: SheetDraft) -> [String] {
        draft.said.filter { $0.field == .regimenTimes }.compactMap { TimeOfDay(key: $0.key)?.text }
    }

    @Test(arguments: [
        "not", "not taken", "missed", "forgot", "forgotten", "nicht", "nicht genommen", "vergessen",
        "ausgelassen", "skipped", "NICHT GENOMMEN",
    ])
    func `a dose that was not taken is skipped, however that is said`(words: String) throws {
        let draft = try draft(.dose, "ibuprofen \(words)")
        #expect(draft[.doseStatus] == .integer(Int64(DoseStatus.skipped.rawValue)))
        #expect(draft.text == "ibuprofen")
        #expect(try self.draft(.dose, "\(words) ibuprofen").text == "ibuprofen")
    }

    @Test func `a dose cannot be taken and skipped`() throws {
        #expect(throws: DraftError.saidTwice("status")) {
            try draft(.dose, "ibuprofen taken not taken")
        }
    }

    @Test(arguments: [
        ("ibuprofen skiped", DraftError.unknownWord("skiped", suggestion: "skipped")),
        ("ibuprofen forgto", .unknownWord("forgto", suggestion: "forgot")),
        ("ibuprofen perhaps", .besideName("perhaps", name: "ibuprofen")),
        ("half of baclofen", .besideName("half of", name: "Baclofen")),
        ("retard vitamin d", .besideName("retard", name: "vitamin d")),
        ("aspirin skiped", .unknownWord("skiped", suggestion: "skipped")),
        ("baclofan retard", .unknownWord("baclofan", suggestion: "Baclofen")),
        ("aspirin 500 20", .notUnderstood("20")),
    ])
    func `a word left beside the name of a dose is refused`(text: String, error: DraftError) throws
    {
        let draft = try draft(.dose, text)
        #expect(throws: error) { try draft.name(among: Self.known) }
    }

    @Test(arguments: [
        ("baclofen", "Baclofen"), ("vitamin d 20m", "vitamin d"), ("cbd drops 3", "cbd drops"),
        ("magnesium citrate", "magnesium citrate"), ("5-htp", "5-htp"),
    ])
    func `a known name stays whole, and a new one may have two words`(
        text: String, name: String
    ) throws {
        #expect(try draft(.dose, text).name(among: Self.known) == name)
    }

    @Test(arguments: [
        "baclofen 10 mg 8:00 20:00", "baclofen 10 mg times=8:00,20:00",
        "baclofen 10 mg times=8:00, 20:00", "baclofen 10mg at 8 am and 8 pm",
        "baclofen 10 mg 8am 8pm", "baclofen 10 mg um 8:00 und 20:00",
        "baclofen 10 mg um 8 und 20", "baclofen 8:00,20:00 10 mg",
        "baclofen 10 mg 8 Uhr und 20 Uhr", "times=8am times=20:00 baclofen 10 mg",
    ])
    func `the times of a regimen are read however they are typed`(text: String) throws {
        let draft = try draft(.regimen, text)
        #expect(times(draft) == ["08:00", "20:00"])
        #expect(try draft.name(among: Self.known) == "Baclofen")
        #expect(draft[.regimenAmount]?.amount?.text == "10")
        #expect(draft[.regimenStart] == nil)
    }

    @Test(arguments: [
        "baclofen 10 mg 08:00 2026-10-01", "baclofen 10 mg from 2026-10-01 8:00",
        "baclofen 10 mg 1 oct 2026 8:00", "baclofen ab 2026-10-01 um 8:00",
    ])
    func `a date in a regimen is its start, and a clock is not`(text: String) throws {
        let draft = try draft(.regimen, text)
        #expect(date(draft, .regimenStart) == "2026-10-01")
        #expect(times(draft) == ["08:00"])
        #expect(try draft.name(among: Self.known) == "Baclofen")
    }

    @Test(arguments: [
        "baclofen 10mg three times a day", "baclofen 10 mg morgens und abends", "baclofen 10 mg 3x",
        "baclofen 10 mg 1-0-1", "tizanidine 2 mg daily", "tizanidine twice",
    ])
    func `a plan without times of the clock is refused`(text: String) throws {
        let draft = try draft(.regimen, text)
        let error = try #require(throws: DraftError.self) { try draft.name(among: Self.known) }
        guard case .planNotRead = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test func `yes and no stand anywhere in a mark, and only one of them`() throws {
        for text in ["yesterday no", "no yesterday", "gestern nein"] {
            let draft = try draft(.factorExposure, text)
            #expect(draft[.exposure] == .boolean(false), "\(text)")
            #expect(date(draft, .exposedDate) == "2026-11-19", "\(text)")
        }
        for text in ["yes no", "3 no", "no yesterday yes"] {
            #expect(throws: DraftError.saidTwice("value")) { try draft(.factorExposure, text) }
        }
        #expect(throws: DraftError.unknownWord("perhaps", suggestion: nil)) {
            try draft(.factorExposure, "yesterday perhaps")
        }
        #expect(throws: DraftError.self) { try draft(.factorExposure, "cold") }
    }

    @Test func `the hour of a visit stays among its words`() throws {
        for text in ["4 dec 10:00 with=Weber", "10:00 4 dec with=Weber"] {
            let draft = try draft(.visit, text)
            #expect(date(draft, .visitDate) == "2026-12-04", "\(text)")
            #expect(draft.text == "10:00", "\(text)")
        }
    }

    @Test func `an hour where only a day is kept is refused`() throws {
        for text in ["22:00 6", "20m 6"] {
            #expect(throws: DraftError.self) { try draft(.checkIn, text) }
        }
        let evening = try draft(.checkIn, "yesterday evening 3")
        #expect(date(evening, .checkInDate) == "2026-11-19")
        #expect(evening.said.contains { $0.field == .troubled && $0.value == .integer(3) })
        #expect(date(try draft(.relapse, "3 days ago weakness"), .relapseOnset) == "2026-11-17")
    }

    @Test(arguments: [
        ("yoga 8:00-8:30", 30), ("walk 20 min", 20), ("walk 1 h 30 min", 90), ("walk 20m 2h", 20),
        ("walk 2h for 45m", 45), ("walk yesterday 8:00 for 15m", 15),
    ])
    func `how long an exercise took is read from what says it`(text: String, minutes: Int64) throws
    {
        #expect(try draft(.exercise, text)[.exerciseMinutes] == .integer(minutes))
    }

    @Test func `an end is refused where none is kept`() throws {
        #expect(throws: DraftError.self) { try draft(.dose, "ibuprofen 8:00-8:30") }
        #expect(throws: DraftError.self) { try draft(.sideEffect, "drowsy 8:00-8:30") }
    }

    @Test(arguments: [
        "ashworth 5", "ashworth 2.5", "edss 45", "edss 11", "edss 4.3", "edss 0.5", "edss 1+",
        "penn-frequency 5", "penn-severity 0", "msss-88 87", "msss-88 353",
    ])
    func `a value that its scale does not have is refused`(text: String) {
        #expect(throws: DraftError.self) { try draft(.measure, text) }
    }

    @Test(arguments: [
        "ashworth 0", "ashworth 1+", "ashworth 4", "edss 0", "edss 1", "edss 4.5", "edss 10",
        "penn-frequency 0", "penn-severity 3", "msss-88 88", "walk-25-foot 6.4", "other 1234",
    ])
    func `a value of its scale is taken`(text: String) throws {
        #expect(try draft(.measure, text)[.measureValue] != nil)
    }

    @Test(arguments: [
        (FactorKind.score, "10", true), (.score, "11", false), (.degrees, "38.5", true),
        (.degrees, "61", false), (.minutes, "90", true), (.minutes, "1441", false),
        (.yesNo, "1", false),
    ])
    func `a number is held against the kind of its factor`(
        kind: FactorKind, text: String, isTaken: Bool
    ) throws {
        let value = try #require(try Field.exposure.value(text, at: Self.now))
        #expect(((try? kind.check(value)) != nil) == isTaken)
        #expect(throws: Never.self) { try kind.check(.boolean(true)) }
    }

    @Test func `what ends before it began is refused`() throws {
        #expect(throws: DraftError.self) {
            try draft(.regimen, "baclofen start=10 nov planned-end=9 nov 2026")
        }
        #expect(throws: Never.self) {
            try draft(.regimen, "baclofen start=10 nov planned-end=10 nov 2026")
        }
    }
}
