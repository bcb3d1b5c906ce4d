import TonusCore
import TonusDiary

/// Something that somebody wrote down, at a moment.
package struct Act: Hashable, Sendable {
    package enum Writer: Hashable, Sendable {
        case patient, caregiver
    }

    package enum Said: Hashable, Sendable {
        /// Of an episode, new or not.
        case episode(EpisodeDraft)
        /// Of anything else.
        case entry([Assignment])
    }

    /// The wall clock when it was written, Unix milliseconds.
    package let written: Int64
    /// Seconds east of UTC where the writer was.
    package let offset: Int
    package let writer: Writer
    /// What it is about. Ids that are drawn come from the diary's generator too.
    package let entity: EntityKey
    package let said: Said

    package var kind: Kind? { Kind(rawValue: entity.kind) }

    package var draft: EpisodeDraft? { if case .episode(let draft) = said { draft } else { nil } }

    /// What an entry says in the only cell of a field.
    package subscript(field: Field) -> Value? {
        guard case .entry(let said) = said else { return nil }
        return said.first { $0.field == field }?.value
    }
}
