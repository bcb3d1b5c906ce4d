import TonusCore
import TonusDiary

/// Single words: those of the vocabularies, numbers, lengths, and times of the clock.
extension Catalogue {
    var language: Language { customs.language }

    func word(_ word: some CodedWord) -> String { word.word(in: language) }

    func word(_ code: UInt8, in words: Vocabulary) -> String? { words.word(code, in: language) }

    func word(_ kind: Kind) -> String { kind.word(in: language) }

    func name(of field: Field) -> String { field.name(in: language) }

    func site(_ site: Site) -> String { site.words(in: language) }

    func sites(_ sites: [Site]) -> String { sites.map(site).joined(separator: ", ") }

    func date(_ date: LocalDate) -> String { WhenFormat.iso(date) }

    /// A time in full, in this catalogue's language, whatever that of the moment is.
    func spoken(_ time: TimePoint, _ now: Moment) -> String {
        WhenFormat.full(time, now: now.speaking(customs))
    }

    func length(_ milliseconds: Int64) -> String {
        WhenFormat.duration(milliseconds: milliseconds, in: language)
    }

    func clock(_ time: TimeOfDay) -> String { WhenFormat.clock(time, customs) }

    /// A decimal number with this language's mark.
    func amount(_ number: Decimal10) -> String {
        number.text.replacing(".", with: customs.decimalMark)
    }

    func yesOrNo(_ answer: Bool) -> String { answer ? say("yes") : say("no") }

    /// What a device may do, as the roster has it.
    func role(_ role: String) -> String {
        switch role {
        case "owner": say("owner")
        case "caregiver": say("caregiver")
        case "viewer": say("viewer")
        default: role
        }
    }

    // MARK: - In errors

    /// The name of the field that an error is about, or what stands there instead.
    func name(_ field: String) -> String {
        switch field {
        case "bad spell that goes on": say("bad spell that goes on")
        case "part of the day": say("part of the day")
        default: Field.name(field, in: language)
        }
    }

    /// What can be typed instead: the words of a field, or a few answers.
    func words(_ choices: [String]) -> String {
        shown(choices).joined(separator: ", ")
    }

    /// The same, one by one.
    func shown(_ choices: [String]) -> [String] {
        zip(0..., choices).map { word($1, at: $0, of: choices) }
    }

    private func word(_ word: String, at place: Int, of choices: [String]) -> String {
        if language == .english { return word }
        if let field = Field.all.first(where: { $0.words == choices }) {
            return field.words(in: language)[place]
        }
        switch word {
        case "yes": return say("yes")
        case "no": return say("no")
        case "ongoing": return say("ongoing")
        case "unknown": return say("unknown")
        default:
            return Kind.allCases.first { $0.word == word }.map { self.word($0) } ?? word
        }
    }
}
