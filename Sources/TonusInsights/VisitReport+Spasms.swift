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
    public struct Share: Hashable, Sendable {
        public let count: Int
        public let all: Int

        /// Nil of none.
        public var part: Double? { all == 0 ? nil : Double(count) / Double(all) }
    }

    public var sudden: Share {
        let told = episodes(days).compactMap(\.suddenness)
        return Share(count: told.count { $0 == .sudden }, all: told.count)
    }

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
    public var legs: Share {
        let named = episodes(days).flatMap(\.sites)
        return Share(count: named.count { Self.legs.contains($0.region) }, all: named.count)
    }

    private static let legs: Set<Region> = [
        .leg, .calf, .thigh, .foot, .toes, .ankle, .shin, .knee, .hip,
    ]

    /// How many spasms did that, of what may end in a fall or break something.
    public var dangers: [(impact: Impact, count: Int)] {
        [.lostBalance, .nearFall, .injured, .dropped].map { ($0, impacts($0, days)) }
    }

    public struct Durations: Hashable, Sendable {
        /// Minutes by which half of them were over, and nine in ten; nil where that was not seen.
        public let median: Double?
        public let ninth: Double?
        /// The longest whose end is known.
        public let longest: Double?
    }

    /// Those that go on still count with what is known of them.
    public var durations: Durations {
        let ended = figures(days).compactMap { episode -> Waiting? in
            guard let end = episode.end, end >= episode.onset else { return nil }
            return Waiting(Double(end - episode.onset) / 60_000)
        }
        let goingOn = episodes(days).filter { $0.ending == .ongoing && $0.onset != nil }
            .map { _ in Waiting(0, hasCome: false) }
        let survival = Survival(ended + goingOn)
        return Durations(
            median: survival.median,
            ninth: survival.steps.first { $0.waiting <= 0.1 + 1e-12 }?.time,
            longest: ended.map(\.time).max())
    }

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
