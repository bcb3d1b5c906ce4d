import TonusDiary

/// Something that a diary tells of each day, with what it truly does to the rate of spasms.
package struct PlantedFactor: Hashable, Sendable {
    /// How the diary tells it.
    package enum Telling: Hashable, Sendable {
        /// As a number or a flag of the daily check-in.
        case checkIn(CheckInFactor)
        /// By an entry of exercise on days with some.
        case exercise
        /// By a dose that is marked as skipped.
        case skippedDose
        /// By a mark, yes or no, for one of the factors that come with the program.
        case mark(Factor)
        /// The same for one that the people of the diary defined.
        case ownMark
    }

    package enum CheckInFactor: Hashable, Sendable {
        case tired, stressed, shortSleep, longImmobile, infection
    }

    /// What an analysis calls it.
    package let name: String
    package let telling: Telling
    /// What it multiplies the rate by; 1 for what does nothing.
    package var ratio: Double
    /// The part of days with it.
    package var share: Double
    /// Mean days of a spell.
    package var spell: Double
    /// On how many days after it the effect lasts.
    package var daysBack: ClosedRange<Int> = 0...0
    /// Whether it comes in summer.
    package var isOfSummer = false

    package init(
        _ name: String, _ telling: Telling, ratio: Double = 1, share: Double, spell: Double,
        daysBack: ClosedRange<Int> = 0...0, isOfSummer: Bool = false
    ) {
        (self.name, self.telling, self.ratio) = (name, telling, ratio)
        (self.share, self.spell, self.daysBack) = (share, spell, daysBack)
        self.isOfSummer = isOfSummer
    }

    package var isNull: Bool { ratio == 1 }

    /// What an analysis makes of the same entries besides. A day of exercise is drawn by itself, so
    /// that of the day before tells nothing of this one.
    var alsoAsked: [PlantedFactor] {
        guard telling == .exercise, spells.memory < 0.01 else { return [] }
        return [(name, 1...1), ("exercised-hard", 1...1), ("exercised-hard", 2...2)].map {
            PlantedFactor($0, .exercise, share: share, spell: spell, daysBack: $1)
        }
    }

    var spells: Spells { Spells(share: share, length: max(spell, 1 / (1 - share))) }

    /// Source of what does something: spasms are prompted by fatigue in 52 %, activity in 49 %,
    /// heat in 45 % and stress in 43 % of 1177 people (*International Journal of MS Care* 26(2),
    /// 2024, 75); infection is named in patient guidance (MS Society UK). How strongly is unknown:
    /// ratios of 1.3 to 2 are assumed, as are shares and spells.
    package static let usual: [PlantedFactor] = [
        PlantedFactor("stressed", .checkIn(.stressed), ratio: 2, share: 0.2, spell: 2),
        PlantedFactor("tired", .checkIn(.tired), ratio: 1.5, share: 0.3, spell: 2),
        PlantedFactor(
            "heat", .mark(.heat), ratio: 1.6, share: 0.12, spell: 3, isOfSummer: true),
        PlantedFactor("exercised", .exercise, ratio: 1.3, share: 0.35, spell: 1),
        PlantedFactor(
            "infection", .checkIn(.infection), ratio: 1.5, share: 0.03, spell: 5, daysBack: 0...7),
        PlantedFactor("short-sleep", .checkIn(.shortSleep), share: 0.25, spell: 1.5),
        PlantedFactor("long-immobile", .checkIn(.longImmobile), share: 0.3, spell: 2),
        PlantedFactor(
            "missed-dose", .skippedDose, share: 0.08, spell: 1.2, daysBack: 0...1),
        PlantedFactor("cold", .mark(.cold), share: 0.15, spell: 3),
        PlantedFactor("tight-clothing", .mark(.tightClothing), share: 0.1, spell: 1),
        PlantedFactor("coffee", .ownMark, share: 0.6, spell: 4),
        PlantedFactor("late screen", .ownMark, share: 0.3, spell: 2),
    ]
}
