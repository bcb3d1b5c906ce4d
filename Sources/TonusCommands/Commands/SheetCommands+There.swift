import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// What has a name of its own is there once: the same name again adds to it.
extension SheetCommand {
    func add(
        _ said: [Assignment], to there: Sheet, _ desk: Desk, _ replica: Replica
    ) throws {
        let name = Self.text.flatMap { there[$0]?.text } ?? ""
        let new = said.filter { $0.field != Self.text && there.value($0.field, $0.key) != $0.value }
        guard !new.isEmpty else {
            let entry = try replica.read { try $0.entry(there.key) }
            return try desk.answer(
                EntriesDocument(entry.map { [$0] } ?? []), desk.words.isThere(name))
        }
        try replica.record(zoneOffset: desk.zoneOffset) { try $0.say(new, on: there.key) }
        try desk.answer(there.key, replica, isNew: false, desk.words.wasThere(name))
    }

    /// `question 1 done`, which is about one that is there. Whether that was it.
    func finish(_ desk: Desk, _ replica: Replica?) throws -> Bool {
        guard let replica, let field = Self.kind.doneField else { return false }
        let said = words.flatMap { $0.split(separator: " ").map(String.init) }
        let rest = said.filter { !Self.doneWords.contains($0.lowercased()) }
        guard said.count == 2, rest.count == 1, let reference = rest.first else { return false }
        let key = try replica.read { try $0.entity(reference, Self.kind) }
        guard let key else { return false }
        try replica.record(zoneOffset: desk.zoneOffset) { intent in
            try intent.say([Assignment(field, .boolean(true))], on: key)
        }
        try desk.answer(key, replica, isNew: false)
        return true
    }

    private static var doneWords: Set<String> { ["done", "answered", "erledigt", "beantwortet"] }
}

extension Kind {
    fileprivate var doneField: Field? {
        switch self {
        case .question: .questionDone
        case .advice: .adviceDone
        default: nil
        }
    }
}

extension Snapshot {
    /// What has the name already that a draft gives; nil for kinds without names of their own.
    func there(_ draft: SheetDraft) throws -> Sheet? {
        switch draft.kind {
        case .treatment: try named(draft.text, .treatment)
        case .factorDefinition:
            try named(Factor(called: draft.text)?.word ?? draft.text, .factorDefinition)
        default: nil
        }
    }

    /// The entry of a kind that a reference names; nil for a word that names nothing.
    ///
    /// - Throws: `ReferenceError` for a number that stands for something else.
    fileprivate func entity(_ reference: String, _ kind: Kind) throws -> EntityKey? {
        let key = Int(reference) == nil ? try? entity(reference) : try entity(reference)
        if let key, key.kind == kind.rawValue { return key }
        if Int(reference) != nil { throw ReferenceError.unknown(reference) }
        return nil
    }
}
