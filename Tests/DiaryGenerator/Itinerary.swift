import TonusCore
import TonusDiary
import TonusTesting

/// Where the person is on each day, and so what the clock on their wall shows.
///
/// A day of a diary runs from four to four: whoever is up at night belongs to the evening before.
struct Itinerary: Sendable {
    /// Days from the first, both included.
    struct Trip: Hashable, Sendable {
        let days: ClosedRange<Int>
    }

    let firstDay: LocalDate
    let trips: [Trip]
    private let home: ZoneTable
    private let away: ZoneTable
    private let homeZone: Zone
    private let awayZone: Zone

    /// Minutes after midnight at which a day begins and ends.
    static let dayMinutes = 240.0..<1680

    /// - Precondition: this machine knows both zones.
    init(_ plan: DiaryPlan, _ random: inout SplitMix64) {
        let days = plan.firstDay...plan.lastDay
        guard let home = ZoneTable(plan.zone, days), let away = ZoneTable(plan.zoneAway, days)
        else { preconditionFailure("an unknown zone: \(plan.zone) or \(plan.zoneAway)") }
        firstDay = plan.firstDay
        (self.home, self.away, homeZone, awayZone) = (home, away, home.zone, away.zone)
        trips = Self.trips(plan.days, &random)
    }

    /// One or two journeys a year, of one to two weeks.
    private static func trips(_ days: Int, _ random: inout SplitMix64) -> [Trip] {
        var trips: [Trip] = []
        var day = random.whole(40...160)
        while day + 8 < days {
            let length = random.whole(7...14)
            trips.append(Trip(days: day...min(days - 1, day + length - 1)))
            day += length + random.whole(120...300)
        }
        return trips
    }

    func date(_ day: Int) -> LocalDate { LocalDate(days: firstDay.days + day) }

    func isAway(on day: Int) -> Bool { trips.contains { $0.days.contains(day) } }

    private func zone(on day: Int) -> Zone { isAway(on: day) ? awayZone : homeZone }

    /// The Unix milliseconds at which the clock shows so many minutes after the day's midnight.
    ///
    /// - Parameter minute: from 0; beyond 1440 it is the night that follows.
    func instant(_ day: Int, minute: Double) -> Int64 {
        let whole = Int(minute)
        let clock = TimeOfDay(minutes: whole % 1440)
        guard let clock else { preconditionFailure("no minute of a day: \(minute)") }
        let moment = Moment(milliseconds: 0, zone: zone(on: day))
        let date = LocalDate(days: firstDay.days + day + whole / 1440)
        let rest = Int64((minute - Double(whole)) * 60) * 1000
        return moment.point(of: date, at: clock).instant + rest
    }

    func point(
        _ day: Int, at instant: Int64, precision: TimePoint.Precision = .exact
    ) -> TimePoint {
        Moment(milliseconds: instant, zone: zone(on: day)).point(at: instant, precision: precision)
    }

    /// The day that a moment counts to, by the clock at home.
    func day(at instant: Int64) -> Int {
        let offset = homeZone.offset(instant.flooredDivision(by: 1000))
        return DiaryFigures.day(instant, offset: offset).days - firstDay.days
    }

    /// Seconds east of UTC where the person is at a moment.
    func offset(at instant: Int64) -> Int {
        zone(on: day(at: instant)).offset(instant.flooredDivision(by: 1000))
    }

    /// The hour that the clock shows, and its minutes as a part of it.
    func hour(at instant: Int64) -> Double {
        let local = instant.flooredDivision(by: 1000) + Int64(offset(at: instant))
        return Double(local - local.flooredDivision(by: 86_400) * 86_400) / 3600
    }

    /// The dates on which the clocks at home are changed.
    func clockChanges(_ days: Int) -> [LocalDate] {
        let last = date(days - 1)
        return home.changes.map { second in
            Moment(milliseconds: second * 1000, zone: homeZone).point.localDate
        }.filter { firstDay <= $0 && $0 <= last }
    }
}
