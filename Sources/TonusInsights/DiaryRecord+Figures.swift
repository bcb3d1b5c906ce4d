import TonusCore
import TonusDiary

extension DiaryRecord {
    /// The days of a diary, each with what is known of it.
    ///
    /// A day is observed where a check-in was made, or a spasm or a tally was written down, unless somebody said
    /// that they do not log.
    public init(_ figures: DiaryFigures, _ days: ClosedRange<LocalDate>) {
        let first = days.lowerBound.days
        var records =
            days.count == 0 ? [] : Array(repeating: DayRecord.unobserved, count: days.count)
        func place(_ date: LocalDate) -> Int? {
            let place = date.days - first
            return records.indices.contains(place) ? place : nil
        }
        for episode in figures.episodes {
            guard let place = place(DiaryFigures.day(episode.onset, offset: episode.offset)) else {
                continue
            }
            records[place].isObserved = true
            records[place].episodes += 1
            records[place].promptly += episode.isPrompt ? 1 : 0
        }
        for tally in figures.tallies {
            guard let place = place(DiaryFigures.day(tally.from, offset: tally.offset)) else {
                continue
            }
            records[place].isObserved = true
            records[place].tallied += tally.count
            let isPrompt = tally.written - tally.from <= 26 * 3_600_000
            records[place].promptly += isPrompt ? tally.count : 0
        }
        for day in figures.days {
            guard let place = place(day.date) else { continue }
            records[place].isObserved = !day.isNotLogging
            records[place].spasticity = day.spasticity
        }
        for index in records.indices {
            let date = LocalDate(days: first + index)
            records[index].isRelapse = figures.spells.contains { $0.holds(date) }
        }
        self.init(
            firstDay: first, days: records,
            factors: FactorReading(figures, days, isObserved: records.map(\.isObserved)).factors)
    }
}

extension ClosedRange<LocalDate> {
    fileprivate var count: Int { upperBound.days - lowerBound.days + 1 }
}

/// What a diary says of each factor, day by day.
///
/// Which factors there are, and after how long each is looked for, follows from what was written and is fixed
/// before anything is compared.
struct FactorReading {
    private let figures: DiaryFigures
    private let first: Int
    private let isObserved: [Bool]

    init(_ figures: DiaryFigures, _ days: ClosedRange<LocalDate>, isObserved: [Bool]) {
        (self.figures, self.isObserved) = (figures, isObserved)
        first = days.lowerBound.days
    }

    /// Hours. Source: six or fewer are called too few by the American Academy of Sleep Medicine and the Sleep
    /// Research Society; Watson et al., *Sleep* 38(6), 2015, 843-844. Exactly six are left to the others.
    private static let shortSleep = 6.0
    /// Hours in one position: half a working day, our own choice.
    private static let longImmobile = 4.0
    /// Times the mean load of the 28 days before. Source: from there on athletes were hurt more often;
    /// Gabbett, *British Journal of Sports Medicine* 50(5), 2016, 273-280. Borrowed: nobody looked at MS.
    private static let muchMore = 1.5
    /// Where nobody said: 3 is "moderate" on the scale that the load is from, Borg's CR10.
    private static let usualEffort = 3

    var factors: [FactorRecord] {
        all.filter { factor in
            factor.exposures.contains(.yes) && factor.exposures.contains(.no)
        }
    }

    /// Also those that were always there, or never.
    var all: [FactorRecord] { marked + told }

    /// Those that people marked by name, by name.
    private var marked: [FactorRecord] {
        MarkedFactor.all(figures).map { _, factor in
            var exposures = blank
            for mark in factor.marks { set(&exposures, mark.date, mark.isPresent) }
            return FactorRecord(
                name: factor.name, cut: factor.cut, exposures: exposures,
                windows: [factor.window])
        }
    }

    /// Those that follow from what was said of days, from exercise and from doses.
    private var told: [FactorRecord] {
        [
            day("short-sleep") { $0.sleep.map { $0 < Self.shortSleep } },
            day("tired") { $0.fatigue.map { Double($0) > MarkedFactor.scoreCut } },
            day("stressed") { $0.stress.map { Double($0) > MarkedFactor.scoreCut } },
            day("infection", [.week]) { $0.hasInfection },
            day("long-immobile") { $0.immobile.map { $0 >= Self.longImmobile } },
            exercise("exercised", [.sameDay, .dayBefore], { $0.type != .stretch }) { load, _ in
                load > 0
            },
            exercise("stretched", [.sameDay, .dayBefore], { $0.type == .stretch }) { load, _ in
                load > 0
            },
            exercise("exercised-hard", [.dayBefore, LagWindow(2...2)], { _ in true }) {
                load, mean in mean > 0 && load > Self.muchMore * mean
            },
            warmed, missed,
        ].filter { told in !figures.exposures.contains { $0.factor == told.name } }
    }

    private var blank: [Exposure] { Array(repeating: .unknown, count: isObserved.count) }

    private func set(_ exposures: inout [Exposure], _ date: LocalDate, _ isPresent: Bool?) {
        let place = date.days - first
        guard exposures.indices.contains(place), let isPresent else { return }
        exposures[place] = isPresent ? .yes : .no
    }

    private func day(
        _ name: String, _ windows: [LagWindow] = [.sameDay],
        _ isPresent: (DiaryFigures.Day) -> Bool?
    ) -> FactorRecord {
        var exposures = blank
        for day in figures.days { set(&exposures, day.date, isPresent(day)) }
        return FactorRecord(name: name, exposures: exposures, windows: windows)
    }

    /// On observed days without a word of such exercise there was none, from the first word of it on.
    ///
    /// - Parameters:
    ///   - counts: which exercise is meant.
    ///   - isPresent: given the day's load, minutes times effort, and the mean of the 28 days before.
    private func exercise(
        _ name: String, _ windows: [LagWindow], _ counts: (DiaryFigures.Exercise) -> Bool,
        _ isPresent: (Double, Double) -> Bool
    ) -> FactorRecord {
        var loads = Array(repeating: 0.0, count: isObserved.count)
        var begin = Int.max
        for one in figures.exercises.filter(counts)
        where loads.indices.contains(one.date.days - first) {
            loads[one.date.days - first] += Double(one.minutes * (one.effort ?? Self.usualEffort))
            begin = min(begin, one.date.days - first)
        }
        var exposures = blank
        for place in exposures.indices where place >= begin {
            guard isObserved[place] || loads[place] > 0 else { continue }
            let before = loads[max(begin, place - 28)..<place]
            let mean = before.isEmpty ? 0 : before.reduce(0, +) / Double(before.count)
            exposures[place] = isPresent(loads[place], mean) ? .yes : .no
        }
        return FactorRecord(name: name, exposures: exposures, windows: windows)
    }

    /// Days with heat that no spasm asked for; on observed days without there was none, from the first on.
    ///
    /// Heat eases some people and makes others worse, so it is looked at as anything else is.
    private var warmed: FactorRecord {
        let days = Set(figures.heat.map { $0.date.days - first })
        let begin = days.filter(isObserved.indices.contains).min() ?? .max
        var exposures = blank
        for place in exposures.indices where place >= begin {
            if isObserved[place] || days.contains(place) {
                exposures[place] = days.contains(place) ? .yes : .no
            }
        }
        return FactorRecord(name: "warmed", exposures: exposures)
    }

    /// Days on which a dose that was due was skipped; unknown where nothing is known of one of them.
    private var missed: FactorRecord {
        var exposures = blank
        for (date, doses) in Dictionary(
            grouping: figures.doses.filter { $0.regimen != nil }, by: \.date)
        {
            let isSkipped = doses.contains { $0.status == .skipped && !$0.isUnclear }
            let isKnown = doses.allSatisfy { $0.status == .taken && !$0.isUnclear }
            set(&exposures, date, isSkipped ? true : isKnown ? false : nil)
        }
        return FactorRecord(
            name: "missed-dose", exposures: exposures, windows: [LagWindow(0...1)])
    }
}
