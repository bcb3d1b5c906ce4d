import Foundation
import TonusInsights
import TonusTesting

/// Diaries with nothing to find in them, or something known.
package struct SimulatedDiary: Sendable {
    /// Calendar days, all observed unless `observedShare` says otherwise.
    package var days = 365
    /// Spasms on a day without the factor.
    package var mean = 1.0
    /// The k of the negative binomial; infinite for Poisson counts.
    package var size = 3.0
    /// How much of the logarithm of the rate stays from one day to the next, 0 below 1.
    package var memory = 0.9
    /// The standard deviation of that logarithm.
    package var spread = 0.6
    package var exposedShare = 0.25
    /// Mean length of an exposed spell, in days; the shortest possible is 1 / (1 − share).
    package var spell = 6.0
    package var factors = 1
    /// What the first factor multiplies the rate by.
    package var ratio = 1.0
    package var observedShare = 1.0

    package init() {}

    package func record(using random: inout SeededGenerator) -> DiaryRecord {
        let exposures = (0..<factors).map { _ in drawnExposures(using: &random) }
        var level = random.normal() * spread
        var days: [DayRecord] = []
        for day in 0..<self.days {
            level = memory * level + (1 - memory * memory).squareRoot() * spread * random.normal()
            let effect = exposures.first?[day] == .yes ? ratio : 1
            let rate = mean * exp(level - spread * spread / 2) * effect
            let drawn = size.isFinite ? rate * random.gamma(size) / size : rate
            let count = random.poisson(drawn)
            days.append(
                random.uniform() < observedShare
                    ? DayRecord(episodes: count, promptly: count) : .unobserved)
        }
        return DiaryRecord(
            firstDay: 20_454, days: days,
            factors: exposures.enumerated().map {
                FactorRecord(name: "factor \($0.offset)", exposures: $0.element)
            })
    }

    /// Spells and gaps whose lengths forget how long they have lasted.
    private func drawnExposures(using random: inout SeededGenerator) -> [Exposure] {
        let leaving = 1 / spell
        let coming = leaving * exposedShare / (1 - exposedShare)
        var isExposed = random.uniform() < exposedShare
        return (0..<days).map { _ in
            defer {
                isExposed = isExposed ? random.uniform() >= leaving : random.uniform() < coming
            }
            return isExposed ? .yes : .no
        }
    }
}
