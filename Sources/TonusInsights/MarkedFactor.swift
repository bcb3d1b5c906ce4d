import TonusCore
import TonusDiary

/// A factor that people marked by name, as it is looked at: what counts as there, and in which window. All of
/// it follows from its definition and its marks, and is fixed before anything is compared.
struct MarkedFactor {
    let name: String
    /// What is measured is there above this number, in decimal digits; nil where it is told as there or not,
    /// or by a score.
    let cut: String?
    /// Every mark with whether it was there.
    let marks: [DiaryFigures.Exposure]
    let window: LagWindow

    /// Of a score from 0 to 10 the upper half counts as there: what lies above its middle.
    static let scoreCut = 5.0

    /// By what marks call them, those that somebody turned off left out.
    static func all(_ figures: DiaryFigures) -> [(key: String, factor: MarkedFactor)] {
        let marks = Dictionary(grouping: figures.exposures, by: \.factor)
        return marks.keys.sorted().compactMap { key in
            let definition = figures.definitions[key] ?? DiaryFigures.Definition()
            guard definition.isEnabled else { return nil }
            let name = figures.names[key] ?? key
            return (key, MarkedFactor(key, name, definition, marks[key] ?? []))
        }
    }

    private init(
        _ key: String, _ name: String, _ definition: DiaryFigures.Definition,
        _ marks: [DiaryFigures.Exposure]
    ) {
        let middle = definition.isMeasured ? Self.median(marks.compactMap(\.amount)) : nil
        let cut = middle ?? Self.scoreCut
        (self.name, self.cut) = (name, middle.map(Self.text))
        self.marks = marks.map { mark in
            DiaryFigures.Exposure(
                date: mark.date, factor: mark.factor,
                isPresent: mark.isPresent ?? mark.amount.map { $0 > cut }, times: mark.times,
                amount: mark.amount)
        }
        window = Self.window(key, definition.lag)
    }

    /// What the diary says; else, of two that come with the program, what is known of them.
    ///
    /// Hours are looked at by the clock, where a mark has one; by days that is the same day. A spasm may follow
    /// an infection by up to a week, and come from three days before a period begins to two after.
    private static func window(_ key: String, _ lag: Lag?) -> LagWindow {
        switch lag {
        case .hours?, .sameDay?: .sameDay
        case .nextDay?: .dayBefore
        case .week?: .week
        case nil:
            key == Factor.infection.word
                ? .week : key == Factor.period.word ? LagWindow(-3...2) : .sameDay
        }
    }

    /// The person's own: what is hot to one is not to another.
    private static func median(_ amounts: [Double]) -> Double? {
        let sorted = amounts.sorted()
        guard !sorted.isEmpty else { return nil }
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }

    /// With two decimals at most, and none that say nothing.
    private static func text(_ number: Double) -> String {
        let hundredths = Int64((number * 100).rounded())
        return Decimal10(mantissa: hundredths, exponent: -2)?.text ?? "\(number)"
    }
}

extension DiaryFigures.Definition {
    /// Whether it is told in a unit, of which nobody else can say what is much.
    fileprivate var isMeasured: Bool { kind == .minutes || kind == .degrees }
}
