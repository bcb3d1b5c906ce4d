import TonusCore
import TonusDiary

/// Spasms by hour and weekday, over the hours in which somebody would have written them down.
public struct HourlyPattern: Hashable, Sendable {
    /// Seven days from Monday, of 24 hours.
    public let events: [[Int]]
    /// Observed hours, in the same places.
    public let hours: [[Int]]

    /// From here on something may be said.
    public static let leastEvents = 50

    /// - Parameters:
    ///   - events: the local hour of each spasm.
    ///   - observed: every hour that was watched, once each.
    public init(events: some Sequence<LocalHour>, observed: some Sequence<LocalHour>) {
        self.events = Self.table(events)
        hours = Self.table(observed)
    }

    public var count: Int { events.joined().reduce(0, +) }

    /// Spasms in an hour of watching; nil where nobody watched.
    public func rate(weekday: Int, hour: Int) -> Rate? {
        let time = hours[weekday][hour]
        return time > 0
            ? Rate(events: events[weekday][hour], time: Double(time)) : nil
    }

    /// The same for an hour of any weekday.
    public func rate(hour: Int) -> Rate? {
        let time = hours.reduce(0) { $0 + $1[hour] }
        return time > 0
            ? Rate(events: events.reduce(0) { $0 + $1[hour] }, time: Double(time)) : nil
    }

    /// Whether the hours differ; nil below `leastEvents`, and where an hour was never watched.
    ///
    /// Each hour's events are weighed by how seldom it was watched, and their sum stays what it is.
    public var test: Rayleigh? {
        guard count >= Self.leastEvents else { return nil }
        let rates = (0..<24).compactMap { rate(hour: $0)?.value }
        let sum = rates.reduce(0, +)
        guard rates.count == 24, sum > 0 else { return nil }
        return Rayleigh(hours: rates.map { $0 / sum * Double(count) })
    }

    private static func table(_ places: some Sequence<LocalHour>) -> [[Int]] {
        places.reduce(into: Array(repeating: Array(repeating: 0, count: 24), count: 7)) {
            $0[CalendarDay.weekday($1.day)][$1.hour] += 1
        }
    }
}

extension HourlyPattern {
    /// Of the episodes whose hour is known, over all hours of the observed days.
    public init(
        _ figures: DiaryFigures, _ record: DiaryRecord, _ days: ClosedRange<LocalDate>
    ) {
        let events = figures.episodes.compactMap { episode -> LocalHour? in
            guard episode.precision.rawValue <= TimePoint.Precision.sixtyMinutes.rawValue else {
                return nil
            }
            let local = episode.onset + Int64(episode.offset) * 1000
            let day = Int(local.flooredDivision(by: 86_400_000))
            guard days.contains(LocalDate(days: day)) else { return nil }
            return LocalHour(day: day, hour: Int(local.flooredDivision(by: 3_600_000)) - day * 24)
        }
        let observed = record.days.indices.filter { record.days[$0].isObserved }
            .flatMap { day in
                (0..<24).map { LocalHour(day: record.firstDay + day, hour: $0) }
            }
        self.init(events: events, observed: observed)
    }
}
