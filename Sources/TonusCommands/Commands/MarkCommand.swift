import ArgumentParser
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

struct MarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mark", abstract: Help.markAbstract, discussion: Help.markDiscussion)

    @Argument(help: Help.markWords)
    var words: [String] = []
    @Flag(name: .customLong("private"), help: Help.isPrivate)
    var isPrivate = false
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        if words.isEmpty { return try desk.answer(listOf: .factorExposure) }
        let said = words.flatMap { word in
            word.contains("=") ? [word] : word.split(separator: " ").map(String.init)
        }
        let replica = try desk.founded()
        let (named, count) = try replica.read { snapshot in
            guard let found = try snapshot.factor(frontOf: said) else {
                return (try snapshot.factor(words[0]), 1)
            }
            return found
        }
        let name = said.prefix(count).joined(separator: " ")
        guard named.isOn else { throw FactorIsOff(name: name) }
        let (factor, own) = (named.builtIn, named.own)
        let draft = try desk.draft(.factorExposure, Array(said.dropFirst(count)), in: nil)
        try check(draft, named, name)
        let date = draft[.exposedDate]?.date ?? desk.now.day
        let isSaid = draft.said.contains { $0.field == .exposure }
        let key = EntityKey.derived(
            .factorExposure,
            factor.map { CanonicalKey.exposure($0, date) }
                ?? own.map { CanonicalKey.exposure($0.id, date) } ?? [],
            isPrivate ? .owner : named.audience)
        let what =
            factor.map { Assignment(.exposedFactor, .integer(Int64($0.rawValue))) }
            ?? Assignment(.exposedDefinition, own.map { .entity($0.id) })
        try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let said = draft.said.filter { $0.field != .exposedDate }
            try intent.say(
                [what, Assignment(.exposedDate, .date(date))] + said
                    + (isSaid ? [] : [Assignment(.exposure, .boolean(true))]), on: key)
        }
        try desk.answer(key, replica)
    }

    /// Holds a number against the factor's kind.
    private func check(_ draft: SheetDraft, _ named: NamedFactor, _ name: String) throws {
        if draft.said.contains(where: { [.exposedFactor, .exposedDefinition].contains($0.field) }) {
            throw SheetError(kind: .factorExposure, error: .saidTwice("factor"))
        }
        do throws(DraftError) {
            try (named.own?.factorKind ?? .score).check(draft[.exposure])
        } catch {
            let isScore = (named.own?.factorKind ?? .score) == .score
            throw SheetError(
                kind: .factorExposure, error: error,
                instead: isScore ? "factor \(name) kind=degrees" : nil)
        }
    }
}
