import TonusCore
import TonusDiary
import TonusTypes

/// What was taken and done on the days, counted.
extension Insights {
    public var followed: [RegimenRecord] { RegimenRecord.all(figures, days) }

    /// Days with a dose of a painkiller, and those among them that were observed by 30 observed days; nil
    /// where the diary knows of no painkiller.
    public var painkillerDays: (all: Int, monthly: Rate)? {
        guard figures.remedies.values.contains(.analgesic) else { return nil }
        let taken = Set(figures.taken(.analgesic).map(\.date).filter(days.contains))
        return (
            taken.count,
            Rate(
                events: taken.count(where: record.observes),
                time: Double(record.observedDays) / 30)
        )
    }

    /// A bad spell with what was taken against it.
    public struct TreatedSpell: Sendable {
        public let spell: BadSpell
        /// What people named for it, in the order of their names here.
        public let treatments: [EntityID]
        /// Those meant for bad spells alone that were followed in it.
        public let regimens: [Sheet]
    }

    /// Those that share a day with the stretch, by their beginning.
    public var treatedSpells: [TreatedSpell] {
        figures.spells.filter { spell in
            spell.onset <= days.upperBound && spell.end.map { $0 >= days.lowerBound } ?? true
        }.map { spell in
            let regimens = figures.regimens.filter { $0.isFollowed(in: spell) }
            let told = Set(regimens.compactMap { $0[.regimenTreatment]?.entity })
            return TreatedSpell(
                spell: spell, treatments: spell.treatments.filter { !told.contains($0) },
                regimens: regimens)
        }
    }
}

extension Sheet {
    fileprivate func isFollowed(in spell: BadSpell) -> Bool {
        guard self[.regimenContext] == .integer(Int64(RegimenContext.relapse.rawValue)),
            let start = self[.regimenStart]?.date, start <= spell.end ?? start
        else { return false }
        return self[.stoppedOn]?.date.map { $0 >= spell.onset } ?? true
    }
}
