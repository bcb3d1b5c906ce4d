import TonusCore
import TonusDiary
import TonusStore

extension Snapshot {
    /// Holds what an entry would show after an edit against what its kind can hold.
    ///
    /// - Throws: `DraftError`.
    func check(_ edits: [Assignment], of key: EntityKey, _ kind: Kind) throws {
        guard kind != .episode, let sheet = try sheet(key) else { return }
        try kind.check { field in
            let edit = edits.first { $0.field == field }
            return edit.map(\.value) ?? sheet[field]
        }
        guard kind == .factorExposure else { return }
        let definition = try definition(of: sheet)
        let edit = edits.first { $0.field == .exposure }
        try (definition?.factorKind ?? .score).check(edit?.value)
    }

    /// What this diary says of the factor that a mark is of; nil where it says nothing.
    private func definition(of mark: Sheet) throws -> Sheet? {
        if let id = mark[.exposedDefinition]?.entity {
            return try sheets(.factorDefinition).first { $0.id == id }
        }
        guard let code = mark[.exposedFactor]?.integer, let byte = UInt8(exactly: code),
            let factor = Factor(rawValue: byte)
        else { return nil }
        return try named(factor.word, .factorDefinition)
    }
}
