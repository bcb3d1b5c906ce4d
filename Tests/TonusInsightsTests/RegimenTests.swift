import Testing
import TonusCore
import TonusDiary
import TonusTesting
import TonusTypes

@testable import TonusInsights

/// Before and after; more than usual; when in the day.
struct RegimenTests {
    @Test func `of a treatment of the disease itself nothing is estimated`() throws {
        let id = EntityID(high: 7, low: 7)
        var figures = DiaryFigures()
        figures.days = (0..<90).map { DiaryFigures.Day(date: LocalDate(days: 20_514 + $0)) }
        let regimen = Sheet.holding(
            .regimen,
            [
                Write(cell: Field.regimenTreatment.cell(), value: .entity(id)),
                Write(cell: Field.regimenStart.cell(), value: .date(LocalDate(days: 20_550))),
            ])
        figures.regimens = [try #require(regimen)]
        let days = LocalDate(days: 20_514)...LocalDate(days: 20_603)
        #expect(Insights(figures, days).regimens.count == 1)
        figures.remedies = [id: .dmt]
        #expect(Insights(figures, days).regimens.isEmpty)
    }

    private static func days(_ parts: (Int, each: Int)...) -> [DayRecord] {
        parts.flatMap { Array(repeating: DayRecord(episodes: $0.each), count: $0.0) }
    }

    private static func comparison(_ days: [DayRecord], start: Int) throws -> RegimenComparison {
        try #require(
            RegimenComparison(DiaryRecord(firstDay: 0, days: days, factors: []), start: start))
    }

    @Test func `four weeks before are beside four weeks after the first, and no other day counts`()
        throws
    {
        let found = try Self.comparison(
            Self.days((90, each: 1), (28, each: 2), (7, each: 9), (28, each: 1), (20, each: 9)),
            start: 118)
        #expect(found.estimate.comparison.unexposed == Rate(events: 56, time: 28))
        #expect(found.estimate.comparison.exposed == Rate(events: 28, time: 28))
        #expect(found.lead.unexposed == Rate(events: 90, time: 90))
        #expect(found.unmet.isEmpty)
        #expect(found.beganWhenBad == true)
        #expect(isClose(found.stratified?.ratio, 0.5, within: 1e-12))
    }

    @Test func `days nobody looked at are stepped over, but not for ever`() throws {
        var days = Self.days((60, each: 1), (60, each: 1))
        for index in stride(from: 1, to: 120, by: 3) { days[index] = .unobserved }
        let found = try Self.comparison(days, start: 60)
        #expect(found.unmet.isEmpty)
        for index in stride(from: 0, to: 120, by: 3) { days[index] = .unobserved }
        let thin = try Self.comparison(days, start: 60)
        #expect(thin.unmet.contains(.unexposedDays(16)))
    }

    @Test func `the placebo arm's fall comes out as a ratio, with what was usual beside it`() throws
    {
        // 8.51 and 5.48 cramps a week, rounded to four weeks. Source: Roguin Maor et al. 2017.
        var days = Self.days((28, each: 1), (7, each: 0), (28, each: 0))
        for index in 0..<6 { days[index].episodes += 1 }
        for index in 35..<57 { days[index].episodes = 1 }
        let placebo = try Self.comparison(days, start: 28)
        #expect(placebo.estimate.comparison.unexposed.events == 34)
        #expect(isClose(placebo.estimate.comparison.ratio, 5.48 / 8.51, within: 0.01))
        #expect(placebo.estimate.interval?.excludes(1) == false)
        #expect(placebo.beganWhenBad == nil)
    }

    /// 7.84 and 4.44 cramps a week, rounded to four weeks: 31 and 18. Source: the same trial.
    @Test func `the drug's arm falls by hardly more than placebo's`() throws {
        func arm(_ before: Int, _ after: Int) throws -> RegimenComparison {
            var days = Self.days((28, each: 0), (7, each: 0), (28, each: 0))
            for number in 0..<before { days[number % 28].episodes += 1 }
            for number in 0..<after { days[35 + number % 28].episodes += 1 }
            return try Self.comparison(days, start: 28)
        }
        let (drug, placebo) = (try arm(31, 18), try arm(34, 22))
        #expect(isClose(drug.estimate.comparison.ratio, 4.44 / 7.84, within: 0.015))
        let ratio = try #require(drug.estimate.comparison.ratio)
        let other = try #require(placebo.estimate.comparison.ratio)
        #expect(isClose(ratio / other, 0.88, within: 0.02))
        #expect(drug.estimate.interval?.excludes(1) == false)
    }

    /// Two humps pull the mean hour to where there are few.
    @Test func `the busiest hours are where spasms are, not their mean`() throws {
        let watched = (0..<10).flatMap { day in
            (0..<24).map { LocalHour(day: 20_514 + day, hour: $0) }
        }
        let counts = [8: 20, 9: 25, 20: 30, 21: 10]
        let events = counts.keys.sorted().flatMap { hour in
            Array(repeating: LocalHour(day: 20_514, hour: hour), count: counts[hour] ?? 0)
        }
        let found = HourlyPattern(events: events, observed: watched)
        #expect(found.busiest == HourlyPattern.Stretch(start: 6, events: 45))
        // Watched seldom, the evening has the higher rate: 40 in 20 hours beside 45 in 40.
        let seldom = HourlyPattern(
            events: events, observed: watched.filter { $0.hour < 12 || $0.day < 20_519 })
        #expect(seldom.busiest == HourlyPattern.Stretch(start: 18, events: 40))
    }

    @Test(arguments: [(53, nil), (54, true), (90, true)] as [(Int, Bool?)])
    func `whether it was a bad time is known from three fifths of ninety days`(
        days: Int, expected: Bool?
    ) throws {
        let found = try Self.comparison(
            Self.days((days, each: 4), (28, each: 5), (35, each: 5)), start: days + 28)
        #expect(found.beganWhenBad == expected)
        let usual = try Self.comparison(Self.days((180, each: 4)), start: 120)
        #expect(usual.beganWhenBad == false)
        let none = try Self.comparison(Self.days((180, each: 0)), start: 120)
        #expect(none.beganWhenBad == false)
    }

    @Test func `too few days or spasms are counts only`() throws {
        let found = try Self.comparison(Self.days((20, each: 0), (12, each: 1)), start: 20)
        #expect(found.unmet == [.events(5), .exposedDays(5), .unexposedDays(20)])
        #expect(
            RegimenComparison(DiaryRecord(firstDay: 0, days: [], factors: []), start: 0) == nil)
    }

    @Test(arguments: [
        ([5, 5, 5, 5], [4, 4, 4, 4], SpasticityChange.Size.minimal),
        ([10, 10, 10, 10], [7, 7, 7, 7], .important), ([10, 10, 10, 10], [8, 8, 8, 9], .none),
        ([5, 5, 5, 5], [6, 6, 6, 6], .worse), ([0, 0, 0, 0], [0, 0, 0, 0], .none),
        ([0, 0, 0, 0], [1, 1, 1, 1], .worse),
    ])
    func `a fall of 18 or 30 percent has a name`(
        before: [Int], after: [Int], size: SpasticityChange.Size
    ) throws {
        #expect(try #require(SpasticityChange(before: before, after: after)).size == size)
    }

    @Test func `a fall of exactly 18 percent is one`() throws {
        let found = SpasticityChange(
            before: [5, 5, 5, 5, 5], after: [4, 4, 4, 4, 4, 4, 4, 4, 5, 4])
        #expect(try #require(found).size == .minimal)
    }

    @Test func `spasticity is read in the last week of each side`() throws {
        var days = Self.days((30, each: 1), (40, each: 1))
        for index in 0..<70 { days[index].spasticity = 9 }
        for index in 23..<30 { days[index].spasticity = 6 }
        for index in 58..<65 { days[index].spasticity = 3 }
        let found = try #require(try Self.comparison(days, start: 30).spasticity)
        #expect(found.before == 6 && found.after == 3 && found.size == .important)
        for index in 58..<62 { days[index].spasticity = nil }
        #expect(try Self.comparison(days, start: 30).spasticity == nil)
    }

    @Test func `relief is a fall by three tenths`() {
        #expect(ReliefComparison.hasEased(from: 10, to: 7))
        #expect(!ReliefComparison.hasEased(from: 10, to: 8))
        #expect(ReliefComparison.hasEased(from: 3, to: 2))
        #expect(!ReliefComparison.hasEased(from: 0, to: 0))
    }

    @Test func `relief is compared among spasms of like severity only`() {
        let spasm = { (severity: Int, minutes: Double) in
            ReliefComparison.Spasm(severity: severity, relief: Waiting(minutes))
        }
        let found = ReliefComparison(
            treated: [spasm(8, 10), spasm(9, 20), spasm(5, 5)],
            untreated: [spasm(7, 30), spasm(8, 40), spasm(2, 1)])
        #expect(found.treatedCount == 2 && found.untreatedCount == 2)
        #expect(found.treated.median == 10 && found.untreated.median == 30)
        #expect(found.difference?.observed == 2)
        let apart = ReliefComparison(treated: [spasm(9, 10)], untreated: [spasm(2, 9)])
        #expect(apart.difference == nil && apart.treated.median == nil)
    }

    @Test func `three days above the 95th centile are unusual, two are not`() throws {
        let usual = (0..<90).map { Optional($0 % 10 == 0 ? 3 : 1) }
        let found = try #require(UnusualRun(usual + [4, 5, 4]))
        #expect(found.start == 90 && found.length == 3 && found.centile == 3)
        #expect(UnusualRun(usual + [4, 5, 3]) == nil)
        #expect(UnusualRun(usual + [4, nil, 4]) == nil)
        #expect(UnusualRun(usual + [1, 4, 4]) == nil)
        #expect(UnusualRun(usual + [4, 4, 4, 4])?.start == 90)
        let thin = usual.enumerated().map { $0.offset < 40 ? nil : $0.element }
        #expect(UnusualRun(thin + [4, 5, 4]) == nil)
    }

    @Test func `hours are divided by the hours that were watched`() throws {
        // 20514 is a Monday.
        let watched = (0..<28).flatMap { day in
            (0..<24).map { LocalHour(day: 20_514 + day, hour: $0) }
        }
        let nights = (0..<28).flatMap { day in
            [23, 0].map { LocalHour(day: 20_514 + day, hour: $0) }
        }
        let found = HourlyPattern(events: nights, observed: watched)
        #expect(found.rate(weekday: 0, hour: 23) == Rate(events: 4, time: 4))
        #expect(HourlyPattern(events: nights.prefix(2), observed: []).events[0][23] == 1)
        #expect(found.rate(hour: 5) == Rate(events: 0, time: 28))
        #expect(try #require(found.test).pValue < 1e-9)
        #expect(isClose(found.test?.meanHour, 0, within: 1e-6) || found.test?.meanHour == 24)
        // 23:00 and 0:00: the first four hours that hold both begin at 21:00.
        #expect(found.busiest == HourlyPattern.Stretch(start: 21, events: 56))
        #expect(found.busiest?.end == 1)
        #expect(HourlyPattern(events: nights, observed: []).busiest == nil)
        #expect(HourlyPattern(events: nights.prefix(50), observed: watched).test != nil)
        #expect(HourlyPattern(events: nights.prefix(49), observed: watched).test == nil)
        #expect(
            HourlyPattern(events: nights, observed: watched.filter { $0.hour != 3 }).test == nil)
    }
}
