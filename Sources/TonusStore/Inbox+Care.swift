import TonusCore
import TonusDiary
import TonusTypes

extension Snapshot {
    /// Of what people try, and of spells that two of them wrote down: what does not go together.
    func careQuestions() throws -> [Question] {
        let clashes = try RegimenClash.all(try sheets(.regimen)).map { clash in
            Question.regimens(clash, treatment: try name(in: clash.earlier))
        }
        return clashes + (try relapses().compactMap(Self.unlinked).map(Question.sameSpell))
    }

    /// The first two entries of one spell by different people, where nobody linked them.
    private static func unlinked(_ spell: BadSpell) -> (Sheet, Sheet)? {
        for (place, one) in spell.entries.enumerated() {
            let other = spell.entries[(place + 1)...].first { other in
                one.author?.member != other.author?.member
                    && !one.state.sameIDs.contains(other.id)
                    && !other.state.sameIDs.contains(one.id)
            }
            if let other { return (one, other) }
        }
        return nil
    }
}
