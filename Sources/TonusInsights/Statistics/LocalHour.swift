/// One hour of one local day.
public struct LocalHour: Hashable, Sendable {
    /// Since 1970-01-01.
    public let day: Int
    /// In `0...23`.
    public let hour: Int

    public init(day: Int, hour: Int) {
        precondition((0...23).contains(hour))
        (self.day, self.hour) = (day, hour)
    }

    /// The same hour of the other days of this month on the same weekday: three or four.
    ///
    /// They follow from the calendar alone and not from the events, so they lean neither way.
    /// Source: H. Janes, L. Sheppard and T. Lumley, *Case-crossover analyses of air pollution
    /// exposure data*, Epidemiology 16, 2005.
    public var controls: [LocalHour] {
        let month = CalendarDay.month(day)
        return stride(from: day - 28, through: day + 28, by: 7)
            .filter { $0 != day && CalendarDay.month($0) == month }
            .map { LocalHour(day: $0, hour: hour) }
    }
}
