import TonusCore
import TonusDiary
import TonusTypes

/// One entry of a diary as a calendar shows it.
package struct CalendarEvent: Hashable, Sendable {
    package enum Span: Hashable, Sendable {
        /// Unix milliseconds. Without an end, or with one that is not behind the start, it is a moment.
        case time(Int64, end: Int64?)
        /// Whole days, both of them in it.
        case days(LocalDate, last: LocalDate?)
    }

    /// The same on every device, since entities have their ids for life.
    let uid: String
    /// When it was last written to, Unix milliseconds: no calendar's clock is in the file.
    let stamp: Int64
    let span: Span
    let summary: String
    let details: String
    let category: String

    /// - Parameters:
    ///   - states: all that the entry is made of, the one it goes by first.
    ///   - details: what else is said, in lines.
    package init?(
        _ states: [EntityState], _ span: Span, summary: String, details: [String], category: String
    ) {
        guard let first = states.first else { return nil }
        uid = "tonus-\(first.entity.kind)-\(first.entity.id)"
        stamp = states.map(\.latest).max() ?? 0
        (self.span, self.summary, self.category) = (span, summary, category)
        self.details = details.joined(separator: "\n")
    }
}

extension CalendarEvent.Span {
    /// When an episode was; what is known to the day is all of that day. Nil where nobody said.
    package init?(_ episode: Episode) {
        guard let onset = episode.onset else { return nil }
        self.init(from: onset, to: episode.endInstant)
    }

    package init?(_ tally: Tally) {
        guard let from = tally.from else { return nil }
        if from.precision == .day, let to = tally.to {
            // A day ends with the midnight that the next one begins with.
            let last = TimePoint(
                instant: max(to.instant, .min + 1) - 1, offset: to.offset, zone: to.zone)
            self = .days(from.localDate, last: last.localDate)
        } else {
            self.init(from: from, to: tally.to?.instant)
        }
    }

    private init(from start: TimePoint, to end: Int64?) {
        self =
            start.precision == .day
            ? .days(start.localDate, last: nil) : .time(start.instant, end: end)
    }
}

extension EntityState {
    /// The moment of the last write that is seen, Unix milliseconds.
    fileprivate var latest: Int64 {
        let written = cells.flatMap { $0.value.map(\.timestamp) } + restores.map(\.body.timestamp)
        return (written.max() ?? .zero).milliseconds
    }
}
