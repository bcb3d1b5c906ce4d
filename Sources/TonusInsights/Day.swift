import TonusCore
import TonusDiary

/// What one local day holds: the figures of the first line a person sees.
public struct Day: Hashable, Sendable {
    public let date: LocalDate
    /// By onset; those without one are on no day.
    public let episodes: [Episode]
    /// Spasms that were counted and not told apart.
    public let tallied: Int
    /// Whether somebody said that there were none; what was written down counts all the same.
    public let isSpasmFree: Bool

    /// - Parameter date: the day, in the person's own calendar, on which an onset must fall.
    public init(
        _ date: LocalDate, of episodes: some Sequence<Episode>, tallied: Int = 0,
        isSpasmFree: Bool = false
    ) {
        (self.date, self.tallied, self.isSpasmFree) = (date, tallied, isSpasmFree)
        self.episodes = episodes.filter { $0.onset?.localDate == date }
            .sorted { ($0.onset?.instant ?? 0, $0.id) < ($1.onset?.instant ?? 0, $1.id) }
    }

    /// The worst severity of the day, each episode by its first reporter.
    public var worst: Score? { episodes.compactMap(\.severity).max() }

    public var ongoing: [Episode] { episodes.filter { $0.ending == .ongoing } }

    /// Milliseconds in spasm, where every end is known; nil where one is not.
    public var duration: Int64? {
        episodes.reduce(0 as Int64?) { sum, episode in
            sum.flatMap { sum in episode.duration.map { sum + $0 } }
        }
    }
}
