import ArgumentParser
import Foundation
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

extension Intent {
    /// The treatment with this name; made, where there is none.
    mutating func treatment(_ name: String, _ found: Sheet?) throws -> EntityID {
        if let found { return found.id }
        let key = newEntity(.treatment)
        try say([Assignment(.treatmentName, .text(name))], on: key)
        return key.id
    }
}

extension Snapshot {
    /// The treatment that the words of a draft name; nil for a new one, and where none is named. One that is
    /// nearly called so is asked about, before another is made.
    ///
    /// - Throws: `SheetError`, also for words that are left beside a name.
    func treatment(of draft: SheetDraft) throws -> Sheet? {
        if draft.text.isEmpty { return nil }
        let names = try names(of: .treatment)
        let name: String
        do throws(DraftError) {
            name = try draft.name(among: names)
        } catch {
            throw SheetError(kind: draft.kind, error: error)
        }
        if let found = try named(name, .treatment) { return found }
        if let near = Suggestion.nearest(to: name, among: names) {
            throw SheetError(
                kind: .treatment, error: .unknownWord(name, suggestion: near))
        }
        return nil
    }
}

struct RegimenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regimen", abstract: Help.regimenAbstract,
        discussion: Help.regimenDiscussion)

    private static let kind = Kind.regimen

    @Argument(help: Help.regimenWords)
    var words: [String] = []
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        guard let first = words.first else { return try desk.answer(listOf: .regimen) }
        if ["stop", "stopp", "absetzen"].contains(first.lowercased()) { return try stop(desk) }
        let replica = try desk.founded()
        let (draft, treatment) = try replica.read { snapshot in
            let draft = try desk.draft(.regimen, words, in: snapshot)
            return (draft, try snapshot.treatment(of: draft))
        }
        guard !draft.text.isEmpty || draft[.regimenTreatment] != nil else {
            throw SheetError(kind: Self.kind, error: .missing(field: "treatment"))
        }
        let key = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            var said = draft.said
            if draft[.regimenTreatment] == nil {
                said.append(
                    Assignment(
                        .regimenTreatment, .entity(try intent.treatment(draft.text, treatment))))
            }
            if draft[.regimenStart] == nil {
                said.append(Assignment(.regimenStart, .date(desk.now.point.localDate)))
            }
            let key = intent.newEntity(.regimen)
            try intent.say(said, on: key)
            return key
        }
        try desk.answer(key, replica)
    }
}

struct RelapseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relapse", abstract: Help.relapseAbstract,
        discussion: Help.relapseDiscussion)

    @Argument(help: Help.relapseWords)
    var words: [String] = []
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let words = words.filter { !["since", "seit"].contains($0.lowercased()) }
        guard let first = words.first else { return try desk.answer(listOf: .relapse) }
        let isEnd = ["end", "ende"].contains(first.lowercased())
        let replica = isEnd ? try desk.required() : try desk.founded()
        let rest = isEnd ? Array(words.dropFirst()) : words
        let (draft, open) = try replica.read { snapshot in
            (
                try desk.draft(.relapse, rest, in: snapshot),
                try snapshot.sheets(.relapse).last { $0[.relapseEnd] == nil }
            )
        }
        let day = draft[.relapseOnset]?.date ?? desk.now.point.localDate
        if isEnd, let start = open?[.relapseOnset]?.date, day < start {
            throw SheetError(kind: .relapse, error: .endsBeforeStart(start))
        }
        let others = draft.said.filter { $0.field != .relapseOnset }
        if isEnd, open == nil {
            throw SheetError(kind: .relapse, error: .missing(field: "bad spell that goes on"))
        }
        let key = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            let key = isEnd ? open?.key ?? intent.newEntity(.relapse) : intent.newEntity(.relapse)
            let field: Field = isEnd ? .relapseEnd : .relapseOnset
            try intent.say([Assignment(field, .date(day))] + others, on: key)
            return key
        }
        try desk.answer(key, replica, isNew: !isEnd)
    }
}
