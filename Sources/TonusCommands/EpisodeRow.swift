import TonusCore
import TonusDiary

/// One line of Tonus's own CSV, read once.
struct EpisodeRow {
    static let columns = [
        "id", "onset", "precision", "end", "sites", "character", "severity", "pain", "triggers",
        "note",
    ]

    /// Why a line is left out; the rest of the file is taken.
    enum Problem: Error {
        case missing(String)
        case bad(column: String, value: String)
    }

    let id: String
    let draft: EpisodeDraft
    let note: String?

    /// What makes two rows the same entry, in whichever file: its id and when it began.
    var canonicalKey: [UInt8] {
        Array("csv\u{0}\(id)\u{0}\(draft.onset?.instant ?? 0)".utf8)
    }

    init(_ cells: [String: String], at now: Moment) throws(Problem) {
        func cell(_ name: String) -> String { cells[name] ?? "" }
        id = cell("id")
        guard !id.isEmpty else { throw .missing("id") }
        guard !cell("onset").isEmpty else { throw .missing("onset") }
        var draft = EpisodeDraft()
        let precision = try Self.precision(cell("precision"))
        draft.onset = try Self.time(cell("onset"), precision, "onset", now)
        draft.ending = try Self.ending(cell("end"), precision, now)
        for words in cell("sites").split(separator: ";") {
            let parts = words.split(separator: " ").map(String.init)
            guard let found = Site.read(parts), found.count == parts.count else {
                throw .bad(column: "site", value: String(words))
            }
            try Self.say(.present(found.site), "site", &draft)
        }
        if let character = try Self.optional(
            cell("character"), "character", SpasmCharacter.init(word:))
        {
            try Self.say(.character(character), "character", &draft)
        }
        for (name, field) in [("severity", Field.severity), ("pain", .pain)] {
            guard let score = try Self.optional(cell(name), name, Score.init(word:)) else {
                continue
            }
            try Self.say(.score(field, score), name, &draft)
        }
        for word in cell("triggers").split(separator: ";") {
            guard let factor = Factor(word: String(word)) else {
                throw .bad(column: "trigger", value: String(word))
            }
            try Self.say(.present(factor), "trigger", &draft)
        }
        self.draft = draft
        note = cell("note").isEmpty ? nil : cell("note")
    }

    private static func say(
        _ assignment: Assignment, _ column: String, _ draft: inout EpisodeDraft
    ) throws(Problem) {
        do throws(DraftError) {
            try draft.say(assignment)
        } catch {
            throw .bad(column: column, value: "\(error)")
        }
    }

    private static func optional<Told>(
        _ text: String, _ column: String, _ read: (String) -> Told?
    ) throws(Problem) -> Told? {
        if text.isEmpty { return nil }
        guard let told = read(text) else { throw .bad(column: column, value: text) }
        return told
    }

    private static let precisions: [String: TimePoint.Precision] = [
        "": .exact, "exact": .exact, "5m": .fiveMinutes, "15m": .fifteenMinutes,
        "30m": .thirtyMinutes, "60m": .sixtyMinutes, "part": .partOfDay, "day": .day,
    ]

    private static func precision(_ text: String) throws(Problem) -> TimePoint.Precision {
        guard let precision = precisions[text] else {
            throw .bad(column: "precision", value: text)
        }
        return precision
    }

    private static func time(
        _ text: String, _ precision: TimePoint.Precision, _ column: String, _ now: Moment
    ) throws(Problem) -> TimePoint {
        guard let time = try? When.parse(text, at: now).onset else {
            throw .bad(column: column, value: text)
        }
        return TimePoint(
            instant: time.instant, offset: time.offset, zone: time.zone, precision: precision,
            earliest: time.earliest, latest: time.latest)
    }

    private static func ending(
        _ text: String, _ precision: TimePoint.Precision, _ now: Moment
    ) throws(Problem) -> Ending {
        switch text {
        case "", "unknown": .unknown
        case "ongoing": .ongoing
        default: .ended(try time(text, precision, "end", now))
        }
    }
}
