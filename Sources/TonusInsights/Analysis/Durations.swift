import TonusCore
import TonusDiary
import TonusTypes

/// How long spasms lasted.
///
/// One that goes on counts as long as it was followed: up to the last word on it. One that is over since
/// nobody knows when tells nothing.
public struct Durations: Hashable, Sendable {
    /// Of those whose end is known, and of those that went on.
    public let count: Int
    public let ongoing: Int
    /// In minutes, of those whose end is known.
    public let longest: Double?
    public let survival: Survival

    public init(_ figures: DiaryFigures, _ days: ClosedRange<LocalDate>) {
        let rated = figures.ratings.reduce(into: [EntityID: Int64]()) { last, rating in
            last[rating.episode] = max(last[rating.episode] ?? .min, rating.at)
        }
        let waits = figures.episodes(on: days).compactMap { episode -> Waiting? in
            if let end = episode.end {
                return end < episode.onset ? nil : Waiting(Double(end - episode.onset) / 60_000)
            }
            guard episode.isOngoing else { return nil }
            let last = max(episode.written, episode.id.flatMap { rated[$0] } ?? .min)
            let followed = max(0, last - episode.onset)
            return Waiting(Double(followed) / 60_000, hasCome: false)
        }
        (count, ongoing) = (waits.count, waits.count { !$0.hasCome })
        longest = waits.filter(\.hasCome).map(\.time).max()
        survival = Survival(waits)
    }

    /// Minutes by which such a part of them was over; nil where that was not seen.
    public func over(_ part: Double) -> Double? { survival.quantile(part) }

    public var median: Double? { survival.median }
    public var ninth: Double? { over(0.9) }
}
