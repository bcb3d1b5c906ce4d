import TonusCore
import TonusTypes

/// How troubled a person says they are, in one number, for a part of a day.
public struct LightDraft: Hashable, Sendable {
    /// From 1, not at all, to 4, very.
    public let trouble: Int
    public let part: PartOfDay
    public let date: LocalDate

    /// Reads `3`, `3 morning`, `evening 4`, `gestern abend 2`, in any order.
    ///
    /// Without a part it is the one that the clock shows, and so it is today; after midnight it is still
    /// the evening before, for whoever has not slept yet.
    ///
    /// - Throws: `DraftError`.
    public init(words: [String], at now: Moment) throws(DraftError) {
        var (trouble, part, day) = (Int?.none, PartOfDay?.none, [String]())
        for word in words.flatMap({ $0.split(separator: " ").map(String.init) }) {
            if let number = Int(word) {
                guard (1...4).contains(number) else {
                    throw .outOfRange(field: Field.troubled.name, value: word, 1...4)
                }
                guard trouble == nil else { throw .saidTwice(Field.troubled.name) }
                trouble = number
            } else if let named = PartOfDay(called: word) {
                guard part == nil else { throw .saidTwice(word) }
                part = named
            } else {
                day.append(word)
            }
        }
        guard let trouble else { throw .missing(field: Field.troubled.name) }
        self.trouble = trouble
        if day.isEmpty || Self.isToday(day) {
            date = now.point(at: now.milliseconds - 4 * 3_600_000).localDate
            self.part = part ?? PartOfDay(now: now)
            return
        }
        date = try Self.date(day, at: now)
        guard let part else { throw .missing(field: "part of the day") }
        self.part = part
    }

    private static func isToday(_ words: [String]) -> Bool {
        words.count == 1 && ["today", "this", "heute"].contains(words.first?.lowercased())
    }

    private static func date(_ words: [String], at now: Moment) throws(DraftError) -> LocalDate {
        // Of a day and a slip behind it the slip is named.
        var known = isToday([words[0]]) ? 1 : 0
        do throws(WhenError) {
            if let (when, count) = try When.read(words, at: now) {
                if count == words.count { return when.onset.localDate }
                known = count
            }
        } catch {
            guard case .notATime = error else { throw .time(error) }
        }
        let near = Suggestion.nearest(to: words[known], in: now.customs.language) { language in
            PartOfDay.allCases.map { $0.word(in: language).lowercased() }
        }
        throw .unknownWord(words[known], suggestion: near)
    }

    public var assignments: [Assignment] {
        [
            Assignment(.checkInDate, .date(date)),
            Assignment(.troubled, key: [part.rawValue], .integer(Int64(trouble))),
        ]
    }
}

extension PartOfDay {
    /// Reads what people call it: `evening`, `abend`, `abends`.
    init?(called word: String) {
        if let part = PartOfDay(word: word) {
            self = part
            return
        }
        switch Spelling.folded(word) {
        case "frueh", "vormittag", "vormittags": self = .morning
        case let name where name.hasSuffix("s"):
            guard let part = PartOfDay(word: String(name.dropLast())) else { return nil }
            self = part
        default: return nil
        }
    }

    /// The part of the day that a clock shows.
    public init(now: Moment) {
        let seconds = now.point.instant.flooredDivision(by: 1000) + Int64(now.point.offset)
        let hour = (seconds.flooredDivision(by: 3600) % 24 + 24) % 24
        self =
            switch hour {
            case 4..<8: .waking
            case 8..<12: .morning
            case 12..<14: .lunch
            case 14..<18: .afternoon
            case 18..<22: .evening
            default: .bedtime
            }
    }
}
