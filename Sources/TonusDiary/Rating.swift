import TonusCore
import TonusTypes

/// How bad an episode was at one moment, in one person's words: an episode that goes on has many.
public struct Rating: Hashable, Sendable {
    public let state: EntityState
    public let episode: EntityID?
    public let at: TimePoint?
    public let severity: Score?
    public let pain: Score?

    public var id: EntityID { state.entity.id }
    public var author: Author? { state.origin?.author }

    public init(_ state: EntityState, patient: MemberID?) {
        func shown(_ field: Field) -> Value? {
            state.live(field.number).register(patient: patient).value
        }
        self.state = state
        episode = shown(.ratedEpisode)?.entity
        at = shown(.ratedAt)?.time
        severity = shown(.ratedSeverity).flatMap { Score($0) }
        pain = shown(.ratedPain).flatMap { Score($0) }
    }

    /// Reads `6`, `6 pain 3`, `6 20m` into the writes of a new rating.
    ///
    /// - Throws: `DraftError`, also where neither severity nor pain is said.
    public static func writes(
        _ words: [String], of episode: EntityID, at now: Moment
    ) throws(DraftError) -> [Write] {
        let draft = try EpisodeDraft(words: words, at: now)
        var writes = [
            Write(cell: Field.ratedEpisode.cell(), value: .entity(episode)),
            Write(cell: Field.ratedAt.cell(), value: .time(draft.onset ?? now.point)),
        ]
        for one in draft.said {
            switch one.field {
            case .severity: writes.append(Write(cell: Field.ratedSeverity.cell(), value: one.value))
            case .pain: writes.append(Write(cell: Field.ratedPain.cell(), value: one.value))
            default: throw .unknownField(one.field.name, suggestion: nil)
            }
        }
        guard writes.count > 2, draft.ending == nil else {
            throw .badValue(
                field: "severity", value: words.joined(separator: " "), choices: [])
        }
        return writes
    }
}
