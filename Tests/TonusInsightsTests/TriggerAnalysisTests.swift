import SimulatedDiaries
import Testing

@testable import TonusInsights

/// What is said about a factor, and what is not.
struct TriggerAnalysisTests {
    private static func comparison(
        _ exposed: Int, in days: Double, _ unexposed: Int, in otherDays: Double
    ) -> RateComparison {
        RateComparison(
            exposed: Rate(events: exposed, time: days),
            unexposed: Rate(events: unexposed, time: otherDays))
    }

    /// Days of one digit each: `-` unobserved; a factor of `x`, `.` and `?`.
    private static func record(
        _ counts: String, _ factor: String, windows: [LagWindow] = [.sameDay]
    ) -> DiaryRecord {
        let exposures = factor.map { $0 == "x" ? Exposure.yes : $0 == "?" ? .unknown : .no }
        let days = counts.map { mark in
            Int(String(mark)).map { DayRecord(episodes: $0, promptly: $0) } ?? .unobserved
        }
        return DiaryRecord(
            firstDay: 20_454, days: days,
            factors: [FactorRecord(name: "heat", exposures: exposures, windows: windows)])
    }

    private static func finding(
        _ counts: String, _ factor: String, window: LagWindow = .sameDay
    ) throws -> Finding {
        try #require(
            TriggerAnalysis(record(counts, factor, windows: [window])).findings.first)
    }

    // MARK: Gates and verdicts

    @Test func `twenty events are counts only, twenty-seven may be judged`() {
        #expect(
            Gate.unmet(by: Self.comparison(12, in: 30, 8, in: 60), coverage: 1) == [.events(20)])
        #expect(Gate.unmet(by: Self.comparison(15, in: 30, 12, in: 60), coverage: 1).isEmpty)
    }

    @Test func `each gate opens at its own number and not one below`() {
        let open = Self.comparison(12, in: 10, 12, in: 10)
        #expect(Gate.unmet(by: open, coverage: 0.6).isEmpty)
        #expect(Gate.unmet(by: open, coverage: 0.59) == [.coverage(0.59)])
        #expect(
            Gate.unmet(by: Self.comparison(12, in: 9, 11, in: 9), coverage: 1) == [
                .events(23), .exposedDays(9), .unexposedDays(9),
            ])
    }

    /// Everything in order.
    private static let strong = Evidence(
        q: 0.10, interval: Interval(lower: 1.1, upper: 5.8), shiftPValue: 0.05,
        isAlsoBeforehand: false, holdsInBothHalves: true)

    @Test func `fifteen in thirty beside twelve in sixty is not worth discussing among eight`()
        throws
    {
        let found = Self.comparison(15, in: 30, 12, in: 60)
        let p = try #require(found.pValue())
        let q = FalseDiscovery.qValues([p, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95])
        var evidence = Self.strong
        (evidence.q, evidence.interval) = (q[0], found.exactInterval())
        #expect(isClose(q[0], 0.230063, within: 5e-7))
        #expect(evidence.verdict == .noClearPattern)
        evidence.q = 0.1
        #expect(evidence.verdict == .worthDiscussing)
    }

    @Test func `one thing missing is enough to keep quiet`() {
        #expect(Self.strong.verdict == .worthDiscussing)
        let changes: [(inout Evidence) -> Void] = [
            { $0.q = 0.101 }, { $0.interval = Interval(lower: 0.99, upper: 5) },
            { $0.interval = nil }, { $0.shiftPValue = 0.051 }, { $0.shiftPValue = nil },
            { $0.isAlsoBeforehand = nil }, { $0.holdsInBothHalves = false },
        ]
        for change in changes {
            var evidence = Self.strong
            change(&evidence)
            #expect(evidence.verdict == .noClearPattern)
        }
        var before = Self.strong
        before.isAlsoBeforehand = true
        #expect(before.verdict == .alsoBeforehand)
    }

    // MARK: Days

    @Test func `a day without a count or of unknown exposure is on neither side`() throws {
        let found = try Self.finding("12-34", "xx..?").estimate.comparison
        #expect(found.exposed == Rate(events: 3, time: 2))
        #expect(found.unexposed == Rate(events: 3, time: 1))
    }

    @Test(arguments: [
        (LagWindow.sameDay, "x..?.", "x..?."), (.dayBefore, "x..?.", "?x..?"),
        (LagWindow(0...2), "x.....", "xxx..."), (LagWindow(0...2), "...?x..", "??.?xxx"),
        (LagWindow(-1...1), "..x...", "?xxx.?"),
    ])
    func `a window is known once one day says yes or all say no`(
        window: LagWindow, factor: String, expected: String
    ) {
        let read = { (text: String) in
            text.map { $0 == "x" ? Exposure.yes : $0 == "?" ? .unknown : .no }
        }
        #expect(window.exposures(of: read(factor)) == read(expected))
    }

    @Test func `the day after lies behind the whole window`() {
        let days: [Exposure] = [.no, .yes, .no, .yes]
        #expect(LagWindow.sameDay.exposuresAfter(days) == [.yes, .no, .yes, .unknown])
        #expect(LagWindow.dayBefore.exposuresAfter(days) == [.yes, .no, .yes, .unknown])
        #expect(LagWindow(-1...0).exposuresAfter(days) == [.no, .yes, .unknown, .unknown])
    }

    @Test func `coverage is observed days out of calendar days`() {
        #expect(Self.record("1-0-", "....").coverage == 0.5)
        #expect(DiaryRecord(firstDay: 0, days: [], factors: []).coverage == 0)
        #expect(TriggerAnalysis(DiaryRecord(firstDay: 0, days: [], factors: [])).findings == [])
    }

    @Test func `repeats count otherwise, and the main count stays`() throws {
        var record = Self.record("3012", "xx..")
        var days = record.days
        days[0].tallied = 4
        days[1].tallied = 1
        days[2].isRelapse = true
        days[3].promptly = 1
        record = DiaryRecord(firstDay: 0, days: days, factors: record.factors)
        let found = try #require(TriggerAnalysis(record).findings.first)
        let events = { (estimate: Estimate) in
            [estimate.comparison.exposed.events, estimate.comparison.unexposed.events]
        }
        #expect(events(found.estimate) == [8, 3])
        #expect(events(found.repeats.spasmDays) == [2, 2])
        #expect(events(found.repeats.firstEpisodes) == [1, 2])
        #expect(events(found.repeats.withoutRelapse) == [8, 2])
        #expect(found.repeats.withoutRelapse.days == 3)
        #expect(events(found.repeats.promptly) == [3, 2])
    }

    // MARK: Patterns

    /// Every fifth day with the factor, and three spasms then, else one or none.
    private static func plain(_ days: Int, shift: Int = 0) -> (counts: String, factor: String) {
        var random = SeededGenerator(seed: 3)
        var (counts, factor) = ("", "")
        var exposed: [Bool] = []
        for _ in 0..<days { exposed.append(random.draw(below: 5) == 0) }
        for day in 0..<days {
            let isHigh = day >= shift && day - shift < days && exposed[(day + shift) % days]
            counts += isHigh ? "3" : random.draw(below: 2) == 0 ? "0" : "1"
            factor += exposed[day] ? "x" : "."
        }
        return (counts, factor)
    }

    @Test func `a strong and steady pattern is worth discussing`() throws {
        let (counts, factor) = Self.plain(180)
        let found = try Self.finding(counts, factor)
        #expect(found.verdict == .worthDiscussing)
        #expect(found.shiftPValue == 1.0 / 168 && found.q == found.shiftPValue)
        #expect(found.halves == [1, 1] && found.isAlsoBeforehand == false)
        #expect(try #require(found.stratified).ratio > 3)
        #expect(found.weeksForDoubling == 0)
    }

    @Test func `the same days counted with seven other questions need a smaller p-value`() throws {
        let (counts, factor) = Self.plain(180)
        let plain = Self.record(counts, factor)
        let idle = (1...7).map { number in
            FactorRecord(
                name: "idle \(number)",
                exposures: Array(repeating: .no, count: plain.days.count))
        }
        let record = DiaryRecord(
            firstDay: plain.firstDay, days: plain.days, factors: plain.factors + idle)
        let analysis = TriggerAnalysis(record)
        #expect(analysis.findings.map(\.question) == record.questions)
        #expect(isClose(analysis.findings[0].q, 8.0 / 168, within: 1e-12))
        // No pace leads to exposed days that never come.
        #expect(
            analysis.findings[1].verdict == .notEnough([.exposedDays(0)], weeksNeeded: nil))
    }

    @Test func `what is there the day before is demoted`() throws {
        // The factor comes in pairs of days, and the spasms the day before the pair: prodrome.
        var random = SeededGenerator(seed: 8)
        var (counts, factor) = ("", "")
        for _ in 0..<60 {
            let isPair = random.draw(below: 3) == 0
            counts += isPair ? "331" : "101"
            factor += isPair ? ".xx" : "..."
        }
        let found = try Self.finding(counts, factor)
        #expect(found.isAlsoBeforehand == true)
        #expect(found.verdict == .alsoBeforehand)
    }

    @Test func `what lasts for days is not demoted for being there tomorrow too`() throws {
        var random = SeededGenerator(seed: 9)
        var (counts, factor) = ("", "")
        for _ in 0..<40 {
            let isSpell = random.draw(below: 3) == 0
            counts += isSpell ? "434343" : "101101"
            factor += isSpell ? "xxxxxx" : "......"
        }
        let found = try Self.finding(counts, factor)
        let tomorrow = try #require(found.beforehand.tomorrow.comparison.ratio)
        #expect(tomorrow > 2)
        #expect(found.isAlsoBeforehand == false && found.verdict == .worthDiscussing)
    }

    @Test func `a pattern of one half only does not hold`() throws {
        let (first, firstFactor) = Self.plain(120)
        let quiet = String(repeating: "1", count: 120)
        let found = try Self.finding(
            first + quiet, firstFactor + String(repeating: "x....", count: 24))
        #expect(found.halves == [1, 0])
        #expect(found.verdict == .noClearPattern)
    }

    @Test func `uneven days widen the interval`() throws {
        let counts = String(repeating: "900000", count: 15)
        let found = try Self.finding(counts, String(repeating: "xx...", count: 18)).estimate
        #expect(found.isWidened && found.inflation > 5)
        let (wide, exact) = (found.interval, found.comparison.exactInterval())
        #expect(try #require(wide).upper > #require(exact).upper * 1.9)
        #expect(found.mayHideADoubling)
        let even = try Self.finding("1010101010", "xxxxx.....").estimate
        #expect(!even.isWidened && even.interval == even.comparison.exactInterval())
    }

    @Test func `the same record has the same findings`() {
        var random = SeededGenerator(seed: 5)
        var diary = SimulatedDiary()
        (diary.days, diary.factors, diary.observedShare) = (2100, 2, 0.8)
        let record = diary.record(using: &random)
        #expect(TriggerAnalysis(record) == TriggerAnalysis(record))
    }

    @Test func `weeks needed follow the diary's own pace`() throws {
        // One spasm every second day, the factor every fifth: 12 events after 24 days.
        let counts = String(repeating: "01", count: 12)
        let found = try Self.finding(counts, String(repeating: "x....", count: 4) + "x...")
        guard case .notEnough(let unmet, let weeks) = found.verdict else {
            Issue.record("\(found.verdict)")
            return
        }
        #expect(unmet == [.events(12), .exposedDays(5)])
        let doubling = try #require(found.weeksForDoubling)
        #expect(weeks == doubling && (14...26).contains(doubling))
    }

    @Test func `many questions need enough days to turn`() throws {
        let (counts, factor) = Self.plain(180)
        let plain = Self.record(counts, factor)
        let many = (0..<36).map {
            FactorRecord(name: "\($0)", exposures: plain.factors[0].exposures)
        }
        let record = DiaryRecord(firstDay: 0, days: plain.days, factors: many)
        // 36 questions at q 0.10 need 359 turns, so 372 days.
        #expect(TriggerAnalysis(record).findings[0].weeksForDoubling == 28)
    }

    @Test func `a relapse in which both are frequent makes no pattern within its days`() throws {
        // A relapse doubles everything, and the factor is on most of its days.
        let days = (0..<120).map { DayRecord(episodes: $0 < 60 ? 4 : 1, isRelapse: $0 < 60) }
        let exposures = (0..<120).map { day -> Exposure in
            day < 60 ? (day % 3 == 0 ? .no : .yes) : (day % 3 == 0 ? .yes : .no)
        }
        let record = DiaryRecord(
            firstDay: 20_454, days: days,
            factors: [FactorRecord(name: "rest", exposures: exposures)])
        let found = try #require(TriggerAnalysis(record).findings.first)
        #expect(try #require(found.estimate.comparison.ratio) > 1.4)
        #expect(isClose(found.stratified?.ratio, 1, within: 1e-12))
        // By month alone, 1 March is left among the quiet days of its month.
        let other = DiaryRecord(
            firstDay: 20_454, days: days.map { DayRecord(episodes: $0.episodes) },
            factors: record.factors)
        let byMonth = try #require(TriggerAnalysis(other).findings.first?.stratified)
        #expect(byMonth.ratio > 1 && byMonth.ratio < 1.2)
    }

    @Test func `uneven days need more weeks than even ones`() throws {
        let even = try Self.finding(
            String(repeating: "110", count: 15), String(repeating: "x....", count: 9))
        let uneven = try Self.finding(
            String(repeating: "600000000", count: 5), String(repeating: "x....", count: 9))
        let (few, many) = (even.weeksForDoubling, uneven.weeksForDoubling)
        #expect(try #require(many) > 2 * #require(few))
    }
}
