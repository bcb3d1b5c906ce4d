import TonusCore
import TonusDiary

/// How often there were spasms in a week by the Penn Spasm Frequency Scale: as the person said, and as the
/// diary's counts would have it.
///
/// Source: NINDS Common Data Elements, F1765. The scale leaves open what once an hour and ten times an hour
/// are: here they are 2 and 3. Its step 1, "only when something sets them off", shows in no count.
public struct PennEstimate: Hashable, Sendable {
    /// 0, 2, 3 or 4.
    public let step: Int
    public let spasms: Int
    public let observedDays: Int

    /// Days that are looked at, up to the last.
    public static let span = 7

    /// Of the last week; nil where nobody looked on more than half of its days.
    public init?(_ record: DiaryRecord) {
        let week = record.days.suffix(Self.span).filter(\.isObserved)
        guard 2 * week.count > Self.span else { return nil }
        let spasms = week.reduce(0) { $0 + $1.spasms }
        (self.spasms, observedDays) = (spasms, week.count)
        step = Self.step(spasms, hours: 24 * week.count)
    }

    static func step(_ spasms: Int, hours: Int) -> Int {
        if spasms == 0 { return 0 }
        if spasms <= hours { return 2 }
        return spasms <= 10 * hours ? 3 : 4
    }
}

extension Insights {
    public var penn: PennEstimate? { PennEstimate(record) }

    /// What the person said last within the days.
    public var toldPenn: (day: LocalDate, step: Int, severity: Int?)? {
        let day = figures.days.last { days.contains($0.date) && $0.penn != nil }
        guard let day, let step = day.penn else { return nil }
        return (day.date, step, day.pennSeverity)
    }
}
