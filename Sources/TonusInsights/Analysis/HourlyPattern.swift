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
    /// Up to here the hours are said to differ.
    public static let greatestPValue = 0.01

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

    /// The hours in a row with the most spasms in an hour of watching.
    public struct Stretch: Hashable, Sendable {
        /// In `0...23`.
        public let start: Int
        /// Spasms that began within it.
        public let events: Int

        /// In hours.
        public static let length = 4

        /// The hour at which it is over.
        public var end: Int { (start + Self.length) % 24 }
    }

    /// The first of those with as many; nil where nobody watched.
    public var busiest: Stretch? {
        let rates = (0..<24).compactMap { start -> (stretch: Stretch, rate: Double)? in
            let hours = (start..<start + Stretch.length).compactMap { rate(hour: $0 % 24) }
            let sum = Rate(
                events: hours.reduce(0) { $0 + $1.events }, time: hours.reduce(0) { $0 + $1.time })
            return sum.value.map { (Stretch(start: start, events: sum.events), $0) }
        }
        return rates.max { ($0.rate, -$0.stretch.start) < ($1.rate, -$1.stretch.start) }?.stretch
    }

    private static func table(_ places: some Sequence<LocalHour>) -> [[Int]] {
        places.reduce(into: Array(repeating: Array(repeating: 0, count: 24), count: 7)) {
            $0[CalendarDay.weekday($1.day)][$1.hour] += 1
        }
    }
}

extension HourlyPattern {
    /// Of the episodes whose hour is known, over all hours of the observed days: those from four in the
    /// morning to four in the next.
    public init(_ figures: DiaryFigures, _ record: DiaryRecord) {
        let events = figures.episodes.compactMap { episode -> LocalHour? in
            guard episode.precision.rawValue <= TimePoint.Precision.sixtyMinutes.rawValue else {
                return nil
            }
            let place =
                DiaryFigures.day(episode.onset, offset: episode.offset).days - record.firstDay
            guard record.days.indices.contains(place), record.days[place].isObserved else {
                return nil
            }
            let local = episode.onset + Int64(episode.offset) * 1000
            return LocalHour(hours: Int(local.flooredDivision(by: 3_600_000)))
        }
        let observed = record.days.indices.filter { record.days[$0].isObserved }
            .flatMap { day in
                (0..<24).map { hour in
                    LocalHour(hours: (record.firstDay + day) * 24 + Self.firstHour + hour)
                }
            }
        self.init(events: events, observed: observed)
    }

    private static let firstHour = Int(DiaryFigures.dayStart / 3_600_000)
}

extension LocalHour {
    /// - Parameter hours: since 1970-01-01.
    fileprivate init(hours: Int) {
        let day = Int(Int64(hours).flooredDivision(by: 24))
        self.init(day: day, hour: hours - day * 24)
    }
}
