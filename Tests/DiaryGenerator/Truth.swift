import TonusCore
import TonusDiary
import TonusTypes

/// What is true behind a diary, to hold against what an analysis says of it.
package struct Truth: Codable, Hashable, Sendable {
    package struct Factor: Codable, Hashable, Sendable {
        /// What an analysis calls it.
        package let name: String
        /// What it multiplies the rate of spasms by; 1 for nothing.
        package let ratio: Double
        /// Within how many days after it: the first, and the last.
        package let daysBack: [Int]
        /// The part of days with it, and the mean length of a spell in days, as planned.
        package let share: Double
        package let spell: Double
        /// On how many days it was there.
        package let days: Int
        package let expected: [Expectation]

        package var isNull: Bool { ratio == 1 }
    }

    package struct Relapse: Codable, Hashable, Sendable {
        package let onset: String
        package let lastDay: String
        /// What the rate is multiplied by at first.
        package let peak: Double
    }

    package struct Regimen: Codable, Hashable, Sendable {
        package let start: String
        package let treatment: String
        package let amount: Double
        package let stopped: String?
        /// What it multiplies the rate by, once it acts; 1 for nothing.
        package let ratio: Double
        /// Whether it began in a relapse: then it gets better with or without it.
        package let beganInRelapse: Bool
    }

    package struct Stretch: Codable, Hashable, Sendable {
        package let from: String
        package let to: String
    }

    package let profile: Profile
    package let seed: UInt64
    package let firstDay: String
    package let lastDay: String
    package let factors: [Factor]
    package let relapses: [Relapse]
    package let regimens: [Regimen]
    package let bouts: [Stretch]
    package let journeys: [Stretch]
    package let clockChanges: [String]
    /// Days on which nothing was written down.
    package let missingDays: [String]
    /// Falls that were written down.
    package let falls: [String]
    /// Spasms on all days, and on those of which something was written down.
    package let spasms: Int
    package let spasmsOnObservedDays: Int
    /// What the rate is on an ordinary day, outside relapses and bouts.
    package let ordinaryRate: Double
}

extension Truth {
    init(
        _ plan: DiaryPlan, _ itinerary: Itinerary, _ illness: Illness, _ diarist: Diarist,
        _ acts: [Act]
    ) {
        let iso = { (day: Int) in WhenFormat.iso(itinerary.date(day)) }
        (profile, seed) = (plan.profile, plan.seed)
        (firstDay, lastDay) = (WhenFormat.iso(plan.firstDay), WhenFormat.iso(plan.lastDay))
        factors = zip(plan.factors, illness.states).flatMap { factor, states in
            ([factor] + factor.alsoAsked).map { factor in
                Factor(
                    name: factor.name, ratio: factor.ratio,
                    daysBack: [factor.daysBack.lowerBound, factor.daysBack.upperBound],
                    share: factor.share, spell: factor.spell, days: states.count { $0 },
                    expected: Expectation.all(factor, plan.profile))
            }
        }
        relapses = illness.relapses.map {
            Relapse(onset: iso($0.onset), lastDay: iso($0.lastDay), peak: $0.peak)
        }
        regimens = illness.changes.map { change in
            Regimen(
                start: iso(change.day), treatment: change.treatment.rawValue,
                amount: change.amount, stopped: change.stopDay.map(iso), ratio: change.ratio,
                beganInRelapse: illness.isRelapse(change.day))
        }
        bouts = Self.stretches(illness.isBout).map {
            Stretch(from: iso($0.lowerBound), to: iso($0.upperBound))
        }
        journeys = itinerary.trips.map {
            Stretch(from: iso($0.days.lowerBound), to: iso($0.days.upperBound))
        }
        clockChanges = itinerary.clockChanges(plan.days).map { WhenFormat.iso($0) }
        missingDays = (0..<plan.days).filter { diarist.isMissing[$0] }.map(iso)
        let written = Set(acts.map(\.entity.id))
        falls = diarist.falls.filter { written.contains($0.key) }.values.sorted().map(iso)
        spasms = illness.counts.reduce(0, +)
        spasmsOnObservedDays = zip(illness.counts, diarist.isMissing)
            .reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
        ordinaryRate = plan.profile.numbers.rate
    }

    /// Days in a row that are meant.
    private static func stretches(_ days: [Bool]) -> [ClosedRange<Int>] {
        days.indices.filter { days[$0] }.reduce(into: []) { found, day in
            if let last = found.last, last.upperBound == day - 1 {
                found[found.count - 1] = last.lowerBound...day
            } else {
                found.append(day...day)
            }
        }
    }
}
