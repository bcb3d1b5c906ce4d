import TonusCore
import TonusDiary
import TonusStore

/// What a check-in asks of a person, one thing after another; Enter leaves a thing unsaid.
///
/// Nothing is filled in for anybody: what was so yesterday is offered, and said only by who confirms it.
struct CheckInForm {
    /// A factor that was marked yesterday, as it would be marked today.
    struct Mark {
        let name: String
        let wasPresent: Bool
        let key: EntityKey
        /// Which factor, and which day.
        let naming: [Assignment]
    }

    private let words: Catalogue
    private let now: Moment
    /// Shows lines and reads an answer; nil at the end of the input.
    private let ask: ([String]) -> String?
    private(set) var said: [Assignment] = []
    private(set) var marks: [(key: EntityKey, said: [Assignment])] = []
    private var hasEnded = false
    /// What stands above the first question.
    private var introduction: [String]

    init(_ words: Catalogue, _ now: Moment, ask: @escaping ([String]) -> String?) {
        (self.words, self.now, self.ask) = (words, now, ask)
        introduction = words.checkInIntroduction
    }

    /// - Parameters:
    ///   - mayBeSpasmFree: whether nothing is written down for the day that says otherwise.
    ///   - asksOfWeek: whether the week has passed without a word about it.
    mutating func fill(
        _ part: PartOfDay, mayBeSpasmFree: Bool, asksOfWeek: Bool, yesterday: [Mark]
    ) {
        if mayBeSpasmFree, choice(words.askSpasmFree, 1...2) == 1 {
            said.append(Assignment(.noneToday, .boolean(true)))
        }
        for (field, lines) in words.checkInQuestions { score(field, lines) }
        if let trouble = choice(words.askTroubled(part), 1...4) {
            said.append(
                Assignment(.troubled, key: [part.rawValue], .integer(Int64(trouble))))
        }
        if !yesterday.isEmpty { offer(yesterday) }
        if asksOfWeek { askOfWeek() }
    }

    private mutating func askOfWeek() {
        if let bothered = choice(words.askBothered, 1...4) {
            said.append(Assignment(.bothered, .integer(Int64(bothered))))
        }
        guard let often = choice(words.askPenn, 0...4) else { return }
        said.append(Assignment(.penn, .integer(Int64(often))))
        // Where there were none, nothing was severe.
        guard often > 0, let severity = choice(words.askPennSeverity, 1...3) else { return }
        said.append(Assignment(.pennSeverity, .integer(Int64(severity))))
    }

    private mutating func score(_ field: Field, _ lines: [String]) {
        let now = now
        let value = answer(lines, words.askAgain(field)) { try? field.value($0, at: now) }
        if let value { said.append(Assignment(field, value)) }
    }

    private mutating func choice(_ lines: [String], _ range: ClosedRange<Int>) -> Int? {
        answer(lines, words.askAgain(range)) { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// Asks until the answer can be read; nil where there is none.
    private mutating func answer<Answer>(
        _ lines: [String], _ again: String, _ read: (String) -> Answer?
    ) -> Answer? {
        var lines = introduction + lines
        introduction = []
        while !hasEnded {
            guard let text = ask(lines) else {
                hasEnded = true
                return nil
            }
            if text.isEmpty { return nil }
            if let answer = read(text) { return answer }
            lines = [again]
        }
        return nil
    }

    private mutating func offer(_ yesterday: [Mark]) {
        switch choice(words.askSame(yesterday), 1...2) {
        case 1: for mark in yesterday { add(mark, mark.wasPresent) }
        case 2:
            for mark in yesterday {
                if let isPresent = choice(words.askFactor(mark.name), 1...2) {
                    add(mark, isPresent == 1)
                }
            }
        default: break
        }
    }

    private mutating func add(_ mark: Mark, _ isPresent: Bool) {
        marks.append((mark.key, mark.naming + [Assignment(.exposure, .boolean(isPresent))]))
    }
}

extension Snapshot {
    /// Whether whoever asks said nothing of a week as a whole, on this day and the six before it.
    func isWeekUntold(_ today: LocalDate) throws -> Bool {
        let midnight = Int64(today.days) * 86_400_000
        let sheets = try sheets(
            .checkIn, from: midnight - 7 * 86_400_000, to: midnight + 86_400_000)
        return !sheets.contains { sheet in
            guard let day = sheet.day, (0...6).contains(today.days - day.days) else { return false }
            return (sheet.reports(.bothered) + sheet.reports(.penn)).contains {
                $0.member == replica.member
            }
        }
    }

    /// What was marked as there or not there on a day, as it would be marked on another one.
    func marks(
        on day: LocalDate, as today: LocalDate, _ words: Catalogue
    ) throws -> [CheckInForm.Mark] {
        let midnight = Int64(day.days) * 86_400_000
        let sheets = try sheets(
            .factorExposure, from: midnight - 86_400_000, to: midnight + 2 * 86_400_000)
        return try sheets.filter { $0.day == day }.compactMap { sheet in
            guard let wasPresent = sheet[.exposure]?.boolean else { return nil }
            let code = sheet[.exposedFactor]?.integer
            let factor = code.flatMap { UInt8(exactly: $0) }.flatMap(Factor.init(rawValue:))
            let own = sheet[.exposedDefinition]?.entity
            guard let name = try factor?.word ?? name(in: sheet), try self.factor(name).isOn,
                let place = factor.map({ CanonicalKey.exposure($0, today) })
                    ?? own.map({ CanonicalKey.exposure($0, today) })
            else { return nil }
            let what =
                factor.map { Assignment(.exposedFactor, .integer(Int64($0.rawValue))) }
                ?? Assignment(.exposedDefinition, own.map { .entity($0) })
            return CheckInForm.Mark(
                name: words.factor(name), wasPresent: wasPresent,
                key: .derived(.factorExposure, place, sheet.key.audience),
                naming: [what, Assignment(.exposedDate, .date(today))])
        }
    }
}
