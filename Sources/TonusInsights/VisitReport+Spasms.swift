import TonusCore
import TonusDiary

/// What the spasms of the stretch were like.
extension VisitReport {
    /// How many were said to be stiff, to jerk, and both.
    public var characters: [(character: SpasmCharacter, count: Int)] {
        let told = figures(days).compactMap { $0.character.flatMap(SpasmCharacter.init(word:)) }
        return [SpasmCharacter.stiff, .jerk, .both].map { character in
            (character, told.count { $0 == character })
        }
    }

    /// Of all of which it was said.
    public typealias Share = TonusInsights.Share

    public var sudden: Share { insights.sudden }

    /// Those that took a whole limb or more.
    public var wholeLimbs: Pair<Share> {
        pair { stretch in
            let told = episodes(stretch.days).compactMap { episode in
                episode.extents.values.map(\.rawValue).max()
            }
            return Share(
                count: told.count { $0 >= Extent.wholeLimb.rawValue }, all: told.count)
        }
    }

    /// Of the places that were named, those in a leg.
    public var legs: Share { insights.legs }

    /// How many spasms did that, of what may end in a fall or break something.
    public var dangers: [(impact: Impact, count: Int)] {
        [.lostBalance, .nearFall, .injured, .dropped].map { ($0, impacts($0, days)) }
    }

    public var durations: Durations { insights.durations }

    /// Spasms a week on days in a bad spell, and on all others; nil without a bad spell.
    public var bySpell: (within: Rate, outside: Rate)? {
        let observed = insights.record.days.filter(\.isObserved)
        func rate(_ days: [DayRecord]) -> Rate {
            Rate(events: days.reduce(0) { $0 + $1.spasms }, time: Double(days.count) / 7)
        }
        let within = observed.filter(\.isRelapse)
        return within.isEmpty ? nil : (rate(within), rate(observed.filter { !$0.isRelapse }))
    }

    /// Means of what check-ins say from 1 to 4: how bothered in the last week, how distressed.
    public var bothered: Double? { mean(.bothered) }
    public var distress: Double? { mean(.distress) }

    private func mean(_ field: Field) -> Double? {
        let told = input.checkIns.filter { $0.day.map(days.contains) ?? false }
            .compactMap { $0[field]?.integer }.filter { (1...4).contains($0) }
        return told.isEmpty ? nil : Double(told.reduce(0, +)) / Double(told.count)
    }
}
