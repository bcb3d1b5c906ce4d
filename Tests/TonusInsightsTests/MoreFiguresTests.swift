import Testing
import TonusCore
import TonusDiary

@testable import TonusInsights

/// What else a diary comes to: steps of exercise, beliefs, changes, hours, falls and years.
struct MoreFiguresTests {
    private typealias Samples = FigureSamples

    private func observed(_ count: Int, _ spasms: (Int) -> Int = { _ in 0 }) -> DiaryFigures {
        var figures = DiaryFigures()
        for day in 0..<count {
            figures.days.append(DiaryFigures.Day(date: LocalDate(days: Samples.first + day)))
            for number in 0..<spasms(day) {
                figures.episodes.append(Samples.episode(day, 8 + Double(number) / 4))
            }
        }
        return figures
    }

    private func insights(_ figures: DiaryFigures, _ days: Int) -> Insights {
        Insights(figures, Samples.days(days))
    }

    @Test func `exercise is told by steps, on the day and on the day after`() throws {
        var figures = observed(40) { $0 % 4 == 1 ? 3 : 0 }
        figures.exercises = (0..<10).map { week in
            DiaryFigures.Exercise(
                date: LocalDate(days: Samples.first + 4 * week), minutes: week == 0 ? 90 : 20,
                effort: nil)
        }
        let steps = try #require(insights(figures, 40).exercise).steps
        #expect(steps.map(\.sameDay.time) == [30, 0, 9, 0, 1])
        #expect(steps.map(\.sameDay.events) == [30, 0, 0, 0, 0])
        #expect(steps.map(\.dayAfter.events) == [0, 0, 27, 0, 3])
    }

    @Test func `below 24 spasms exercise is not told by steps`() {
        var figures = observed(40) { $0 < 23 ? 1 : 0 }
        let walk = DiaryFigures.Exercise(
            date: LocalDate(days: Samples.first), minutes: 20, effort: nil)
        figures.exercises = [walk]
        #expect(insights(figures, 40).exercise == nil)
        figures.episodes.append(Samples.episode(30, 8))
        #expect(insights(figures, 40).exercise != nil)
    }

    @Test func `what was suspected is counted beside what was written of those days`() throws {
        var figures = observed(10) { $0 < 4 ? 1 : 0 }
        for place in figures.episodes.indices {
            figures.episodes[place].suspected = [.heat, .cold]
        }
        figures.episodes[3].suspected = [.heat]
        figures.exposures = [(0, true), (1, false), (2, true)].map { day, isPresent in
            DiaryFigures.Exposure(
                date: LocalDate(days: Samples.first + day), factor: "heat", isPresent: isPresent)
        }
        let beliefs = insights(figures, 10).beliefs
        #expect(beliefs.map(\.factor) == [.heat, .cold])
        let heat = try #require(beliefs.first)
        #expect((heat.suspected, heat.present, heat.absent, heat.unknown) == (4, 2, 1, 1))
        #expect(heat.verdict != nil && beliefs[1].verdict == nil)
    }

    @Test func `a suspicion of fatigue is set beside what check-ins say of it`() throws {
        var figures = observed(0)
        for day in 0..<6 {
            figures.days.append(
                DiaryFigures.Day(
                    date: LocalDate(days: Samples.first + day), fatigue: day < 2 ? 8 : 1))
            var episode = Samples.episode(day, 12)
            episode.suspected = [.fatigue]
            figures.episodes.append(episode)
        }
        let belief = try #require(insights(figures, 6).beliefs.first)
        #expect((belief.present, belief.absent) == (2, 4))
    }

    @Test func `a step in the counts is a question, and even days are none`() throws {
        let changed = insights(observed(200) { $0 < 120 ? $0 % 2 : 3 }, 200)
        let change = try #require(changed.change)
        #expect(change.since == LocalDate(days: Samples.first + 120))
        #expect(change.before == Rate(events: 60, time: 120))
        #expect(change.after == Rate(events: 240, time: 80))
        #expect(insights(observed(200) { $0 % 2 }, 200).change == nil)
        // One bad week is a bad spell, no other rate from there on.
        #expect(
            insights(observed(200) { (100..<107).contains($0) ? 4 : $0 % 2 }, 200).change == nil)
        // Of too few days nothing is asked.
        #expect(insights(observed(26) { $0 < 13 ? 0 : 9 }, 26).change == nil)
    }

    @Test func `hours are of onsets whose hour is known`() {
        var figures = observed(60) { _ in 1 }
        let sure = insights(figures, 60).hours
        #expect(sure.count == 60 && sure.test != nil)
        figures.episodes[0].precision = .partOfDay
        #expect(insights(figures, 60).hours.count == 59)
        #expect(insights(observed(49) { _ in 1 }, 49).hours.test == nil)
    }

    @Test func `falls, suddenness and bad spells are counted`() throws {
        var figures = observed(30) { $0 < 6 ? 1 : 0 }
        figures.episodes[0].impacts = [.fell]
        figures.episodes[1].impacts = [.nearFall]
        figures.episodes[1].suddenness = .sudden
        figures.episodes[2].suddenness = .gradual
        let insights = insights(figures, 30)
        #expect(insights.falls == Rate(events: 1, time: 1))
        #expect(insights.sudden == Share(count: 1, all: 2))
        #expect(insights.spells == nil)
    }

    @Test func `years are told apart where there is more than one`() {
        #expect(insights(observed(366), 366).years.isEmpty)
        let years = insights(observed(400) { $0 % 7 == 0 ? 1 : 0 }, 400).years
        #expect(years.map(\.year) == ["2026", "2027"])
        #expect(years.map(\.perWeek.events) == [44, 14])
    }

    @Test func `a finding that turns when the spasms are counted otherwise is demoted`() {
        var evidence = Evidence(
            q: 0.01, interval: Interval(lower: 1.5, upper: 3), shiftPValue: 0.001,
            isAlsoBeforehand: false, holdsInBothHalves: true)
        #expect(evidence.verdict == .worthDiscussing)
        evidence.turnsWhenRepeated = true
        #expect(evidence.verdict == .turnsWhenRepeated)
        evidence.isAlsoBeforehand = true
        #expect(evidence.verdict == .alsoBeforehand)
    }

    /// Every third day has the factor: one huge cluster on half of those, one spasm on most others.
    @Test func `clusters on few days turn the other way by days, and are no finding`() throws {
        let days = (0..<240).map { day in
            DayRecord(
                episodes: day % 3 == 0 ? (day % 6 == 0 ? 12 : 0) : 1,
                promptly: day % 3 == 0 ? (day % 6 == 0 ? 12 : 0) : 1)
        }
        let record = DiaryRecord(
            firstDay: 20_514, days: days,
            factors: [
                FactorRecord(
                    name: "heat", exposures: (0..<240).map { $0 % 3 == 0 ? .yes : .no })
            ])
        let found = try #require(TriggerAnalysis(record).findings.first)
        #expect(found.estimate.comparison.sign == 1)
        #expect(found.repeats.spasmDays.comparison.sign == -1)
        #expect(found.verdict != .worthDiscussing)
    }

    @Test func `days alike that point the other way demote a finding too`() {
        let evidence = Evidence(
            q: 0.01, interval: Interval(lower: 1.5, upper: 3), shiftPValue: 0.001,
            isAlsoBeforehand: false, holdsInBothHalves: true, turnsAmongAlike: true)
        #expect(evidence.verdict == .turnsWhenRepeated)
    }

    /// Of a summer with many spasms most days are hot: within either month heat goes with fewer.
    @Test func `what only the months differ in turns among days of one month`() throws {
        let days = (0..<61).map { day in
            DayRecord(episodes: day < 31 ? (day < 26 ? 3 : 4) : (day < 56 ? 2 : 1))
        }
        let exposures = (0..<61).map { day -> Exposure in
            day < 31 ? (day < 26 ? .yes : .no) : (day < 56 ? .no : .yes)
        }
        let record = DiaryRecord(
            firstDay: 20_513, days: days,
            factors: [FactorRecord(name: "heat", exposures: exposures)])
        let found = try #require(TriggerAnalysis(record).findings.first)
        // 26 · 3 + 5 · 1 = 83 in 31 days; 5 · 4 + 25 · 2 = 70 in 30.
        #expect(found.estimate.comparison.exposed == Rate(events: 83, time: 31))
        #expect(found.estimate.comparison.unexposed == Rate(events: 70, time: 30))
        // (78 · 5/31 + 5 · 25/30) / (20 · 26/31 + 50 · 5/30) = 16.747312 / 25.107527.
        #expect(isClose(found.stratified?.ratio, 0.667024, within: 5e-7))
        #expect(found.stratified?.sign == -1)
        #expect(found.verdict != .worthDiscussing)
    }

    /// A day of figures begins at four: its last four hours are those of the next date.
    @Test func `hours are those of observed days, from four to four`() {
        var figures = observed(2)
        figures.days.removeLast()
        figures.days.append(
            DiaryFigures.Day(date: LocalDate(days: Samples.first + 1), isNotLogging: true))
        figures.episodes = [
            Samples.episode(0, 20), Samples.episode(1, 3.5), Samples.episode(1, 4.5),
            Samples.episode(0, 3),
        ]
        let hours = insights(figures, 2).hours
        // The first two alone: then nobody logged, and the last belongs to the day before.
        #expect(hours.count == 2)
        #expect(hours.events[0][20] == 1 && hours.events[1][3] == 1)
        #expect(hours.hours[0][3] == 0 && hours.hours[0][4] == 1 && hours.hours[1][3] == 1)
        #expect(hours.hours.joined().reduce(0, +) == 24)
    }

    /// 40 days, ten of them with four spasms: Σ(x − 1)² / 39 = 120/39, so 13 spasms' worth.
    @Test func `a range is as much wider as days differ by more than chance`() {
        let insights = insights(observed(40) { $0 % 4 == 0 ? 4 : 0 }, 40)
        #expect(isClose(insights.spread?.ratio, 120.0 / 39, within: 1e-12))
        #expect(insights.isWidened)
        // Garwood's limits of 13 are 6.9220 and 22.2304; the time is 40/7 weeks by 120/39.
        #expect(isClose(insights.perWeekInterval?.lower, 6.9220 / (13.0 / 7), within: 5e-5))
        #expect(isClose(insights.perWeekInterval?.upper, 22.2304 / (13.0 / 7), within: 5e-5))
        let even = self.insights(observed(40) { _ in 1 }, 40)
        #expect(!even.isWidened && even.perWeekInterval == even.perWeek.interval())
    }

    @Test func `what is said of a day in private and to all is one day`() {
        let date = LocalDate(days: Samples.first)
        let merged = DiaryFigures.Day.merged([
            DiaryFigures.Day(date: date, spasticity: 4),
            DiaryFigures.Day(date: date, spasticity: 6, stress: 8),
            DiaryFigures.Day(date: LocalDate(days: Samples.first + 1)),
        ])
        #expect(merged.count == 2)
        #expect(merged.first?.spasticity == 4 && merged.first?.stress == 8)
    }
}
