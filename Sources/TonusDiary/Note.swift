import TonusCore
import TonusTypes

/// Somebody's words about an episode: an entity of its own, so that two people's words never
/// merge into each other.
public struct Note: Hashable, Sendable {
    public let state: EntityState
    /// Nil where it is about no entry in particular.
    public let subject: EntityID?
    public let text: String
    /// Other live texts: the author edited the note on two devices.
    public let otherTexts: [String]

    public var id: EntityID { state.entity.id }
    public var isPrivate: Bool { state.entity.audience == .owner }
    public var author: Author? { state.origin?.author }

    public init(_ state: EntityState, patient: MemberID?) {
        self.state = state
        subject = state.live(Field.subject.number).register(patient: patient).value?.entity
        let reading = state.live(Field.text.number).register(patient: patient)
        text = reading.value?.text ?? ""
        otherTexts = reading.isConflict ? reading.differing(\.text) : []
    }

    /// The writes of a new note.
    public static func writes(_ text: String, about subject: EntityID?) -> [Write] {
        var writes = [Write(cell: Field.text.cell(), value: .text(text))]
        if let subject { writes.append(Write(cell: Field.subject.cell(), value: .entity(subject))) }
        return writes
    }
}
