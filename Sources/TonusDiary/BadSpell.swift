import TonusCore
import TonusTypes

/// A stretch of days in which it was worse, as all who wrote of it say together.
public struct BadSpell: Hashable, Sendable {
    public let onset: LocalDate
    /// Its last day; nil while somebody's word on it has no end.
    public let end: LocalDate?
    /// Whether one says when it ended, and another does not.
    public let isEndUnclear: Bool
    /// The surest that anybody said.
    public let certainty: Certainty
    public let entries: [Sheet]

    /// Those that share a day, or that people linked, are one: its days are those of either.
    ///
    /// - Parameter relapses: in any order; what has no onset, or was ruled out, is left out.
    public static func union(of relapses: [Sheet]) -> [BadSpell] {
        let dated = relapses.filter { $0[.relapseOnset]?.date != nil && $0.certainty != .ruledOut }
            .sorted { ($0.onsetDay, $0.id) < ($1.onsetDay, $1.id) }
        var groups: [[Sheet]] = []
        for sheet in dated {
            // One may bridge two that had nothing to do with each other before.
            let same = groups.filter { $0.contains { $0.isOne(with: sheet) } }
            groups.removeAll { $0.contains { $0.isOne(with: sheet) } }
            groups.append(same.flatMap { $0 } + [sheet])
        }
        return groups.compactMap(BadSpell.init).sorted { $0.onset < $1.onset }
    }

    private init?(_ entries: [Sheet]) {
        guard let onset = entries.map(\.onsetDay).min() else { return nil }
        let ends = entries.map { $0[.relapseEnd]?.date }
        (self.onset, self.entries) = (onset, entries)
        end = ends.contains(nil) ? nil : ends.compactMap { $0 }.max()
        isEndUnclear = ends.contains(nil) && ends.contains { $0 != nil }
        certainty = entries.contains { $0.certainty == .confirmed } ? .confirmed : .suspected
    }

    /// What anybody called new or worse in it.
    public var symptoms: [RelapseSymptom] {
        let told = Set(entries.flatMap { $0.keys(.relapseSymptoms) }.compactMap(\.first))
        return RelapseSymptom.allCases.filter { told.contains($0.rawValue) }
    }

    /// What anybody named as taken against it.
    public var treatments: [EntityID] {
        Set(entries.flatMap { $0.keys(.relapseTreatments) }.compactMap(EntityID.init(bytes:)))
            .sorted()
    }

    public func holds(_ day: LocalDate) -> Bool { onset <= day && end.map { day <= $0 } ?? true }
}

extension Sheet {
    fileprivate var onsetDay: LocalDate { self[.relapseOnset]?.date ?? LocalDate(days: 0) }

    fileprivate var certainty: Certainty { self[.certainty]?.word() ?? .suspected }

    fileprivate func isOne(with other: Sheet) -> Bool {
        if state.sameIDs.contains(other.id) || other.state.sameIDs.contains(id) { return true }
        let (mine, theirs) = (self[.relapseEnd]?.date, other[.relapseEnd]?.date)
        return onsetDay <= theirs ?? .distantFuture && other.onsetDay <= mine ?? .distantFuture
    }
}

extension LocalDate {
    fileprivate static let distantFuture = LocalDate(days: .max)
}
