import TonusCore

/// Two regimens of one treatment whose days do not fit together.
///
/// Nothing is repaired: a person is asked. A dose may be meant twice, and a gap may be meant too.
public struct RegimenClash: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// Both are followed on the same days, at the same times of day as far as those are known.
        case overlap
        /// Between the end of one and the start of the next, with no word on why.
        case gap(ClosedRange<LocalDate>)
    }

    public let earlier: Sheet
    public let later: Sheet
    public let kind: Kind

    /// A longer one was meant.
    public static let longestGap = 14

    /// - Parameter regimens: in any order; what has no treatment or no start is left out.
    public static func all(_ regimens: [Sheet]) -> [RegimenClash] {
        let dated = regimens.filter { $0[.regimenStart]?.date != nil }
            .sorted { ($0.startDay, $0.id) < ($1.startDay, $1.id) }
        return dated.enumerated().flatMap { place, earlier in
            let same = dated[(place + 1)...].filter(earlier.isAlike)
            let overlaps = same.filter(earlier.overlaps).map {
                RegimenClash(earlier: earlier, later: $0, kind: .overlap)
            }
            return overlaps + [gap(earlier, same.first, among: dated)].compactMap(\.self)
        }
    }

    private static func gap(
        _ earlier: Sheet, _ next: Sheet?, among all: [Sheet]
    ) -> RegimenClash? {
        guard let next, let last = earlier[.stoppedOn]?.date, earlier[.stopReason] == nil,
            (2...longestGap + 1).contains(next.startDay.days - last.days)
        else { return nil }
        let days = LocalDate(days: last.days + 1)...LocalDate(days: next.startDay.days - 1)
        let isFilled = all.contains { other in
            earlier.isAlike(other) && other.startDay <= days.lowerBound
                && days.lowerBound <= other.lastDay
        }
        return isFilled ? nil : RegimenClash(earlier: earlier, later: next, kind: .gap(days))
    }
}

extension Sheet {
    fileprivate var startDay: LocalDate { self[.regimenStart]?.date ?? LocalDate(days: 0) }
    fileprivate var lastDay: LocalDate { self[.stoppedOn]?.date ?? LocalDate(days: .max) }

    /// Whether another regimen is of the same treatment, and for the same circumstances.
    fileprivate func isAlike(_ other: Sheet) -> Bool {
        self[.regimenTreatment]?.entity != nil
            && self[.regimenTreatment]?.entity == other[.regimenTreatment]?.entity
            && self[.regimenContext] == other[.regimenContext]
    }

    /// On the day on which one ends the next may begin.
    fileprivate func overlaps(_ later: Sheet) -> Bool {
        guard later.startDay < lastDay else { return false }
        let (mine, theirs) = (Set(keys(.regimenTimes)), Set(later.keys(.regimenTimes)))
        return mine.isEmpty || theirs.isEmpty || !mine.isDisjoint(with: theirs)
    }
}
