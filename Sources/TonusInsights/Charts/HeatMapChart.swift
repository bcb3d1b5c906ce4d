/// When in the week: a rate for each hour of each weekday.
public struct HeatMapChart: Chart, Hashable {
    public struct Words: Hashable, Sendable {
        public let weekday: String
        public let hour: String
        /// What the shades count, such as `Spasms in 100 observed hours`.
        public let rate: String
        /// An hour that was not observed.
        public let unobserved: String
        /// An observed hour without any.
        public let zero: String

        public init(weekday: String, hour: String, rate: String, unobserved: String, zero: String) {
            (self.weekday, self.hour, self.rate) = (weekday, hour, rate)
            (self.unobserved, self.zero) = (unobserved, zero)
        }
    }

    /// How many shades there are above none.
    public static let shadeCount = 4

    public let text: ChartText
    public let words: Words
    public let numbers: ChartNumbers
    /// From the first day of the reader's week on.
    public let weekdays: [String]
    /// From midnight on.
    public let hours: [String]
    /// By weekday, then hour; nil where that hour was not observed.
    public let rates: [[Double?]]
    /// How exactly rates are written.
    public let decimals: Int

    /// Takes what is no rate, and what is not there, as not observed.
    public init(
        text: ChartText, words: Words, numbers: ChartNumbers, weekdays: [String], hours: [String],
        rates: [[Double?]], decimals: Int = 1
    ) {
        (self.text, self.words, self.numbers) = (text, words, numbers)
        (self.weekdays, self.hours, self.decimals) = (weekdays, hours, decimals)
        self.rates = weekdays.indices.map { day in
            hours.indices.map { hour in
                guard rates.indices.contains(day), rates[day].indices.contains(hour),
                    let rate = rates[day][hour], rate.isFinite, rate >= 0
                else { return nil }
                return rate
            }
        }
    }

    public var isEmpty: Bool { rates.joined().allSatisfy { $0 == nil } }

    public var greatest: Double { rates.joined().compactMap(\.self).max() ?? 0 }

    /// 0 for none, then 1 to `shadeCount`, each as wide as the others.
    public func shade(of rate: Double) -> Int {
        guard rate > 0, greatest > 0 else { return 0 }
        let share = rate / greatest * Double(Self.shadeCount)
        return min(Self.shadeCount, max(1, Int(share.rounded(.up))))
    }

    /// What each shade stands for, such as `0.0 to 1.5`; none has its own word.
    public var shades: [String] {
        let width = greatest / Double(Self.shadeCount)
        return (0..<Self.shadeCount).map { shade in
            numbers.text(width * Double(shade), decimals: decimals) + " \(numbers.to) "
                + numbers.text(width * Double(shade + 1), decimals: decimals)
        }
    }

    public var table: ChartTable {
        ChartTable(
            header: [words.weekday] + hours.map { "\(words.hour) \($0)" },
            rows: zip(weekdays, rates).map { day, rates in
                [day] + rates.map { numbers.text($0, decimals: decimals) }
            })
    }
}
