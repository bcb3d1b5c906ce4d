/// How long after a factor its effect is looked for, in days.
public struct LagWindow: Hashable, Sendable {
    /// How many days before the spasm the factor was; negative for days after it.
    public let daysBack: ClosedRange<Int>

    public init(_ daysBack: ClosedRange<Int>) { self.daysBack = daysBack }

    public static let sameDay = LagWindow(0...0)
    public static let dayBefore = LagWindow(1...1)
    /// The day itself, and the seven before it.
    public static let week = LagWindow(0...7)

    /// Whether the window of each day holds the factor: known once one day says yes, or all say no.
    ///
    /// Days outside the record are unknown.
    func exposures(of days: [Exposure]) -> [Exposure] {
        if self == .sameDay { return days }
        return days.indices.map { day in
            var isKnown = true
            for back in daysBack {
                let place = day - back
                guard days.indices.contains(place), days[place] != .unknown else {
                    isKnown = false
                    continue
                }
                if days[place] == .yes { return .yes }
            }
            return isKnown ? .no : .unknown
        }
    }

    /// The factor on the first day that lies after the spasm and after its window: tomorrow, mostly.
    func exposuresAfter(_ days: [Exposure]) -> [Exposure] {
        let ahead = 1 + max(0, -daysBack.lowerBound)
        return days.indices.map { $0 + ahead < days.count ? days[$0 + ahead] : .unknown }
    }
}
