import Testing

@testable import TonusInsights

/// Whether two numbers agree to what was printed: half a unit of the last digit.
func isClose(_ found: Double?, _ expected: Double, within tolerance: Double) -> Bool {
    guard let found else { return false }
    return abs(found - expected) <= tolerance
}

/// Rates and their ratio, against published figures.
struct RateTests {
    /// Breast cancer after fluoroscopy. Source: Rothman, *Modern Epidemiology*; statsmodels.
    private static let rothman = RateComparison(
        exposed: Rate(events: 41, time: 28_010), unexposed: Rate(events: 15, time: 19_017))
    /// Source: Gu et al. 2008, as in the tests of statsmodels.
    private static let gu = RateComparison(
        exposed: Rate(events: 60, time: 51_477.5), unexposed: Rate(events: 30, time: 54_308.7))
    private static let fifteen = RateComparison(
        exposed: Rate(events: 15, time: 30), unexposed: Rate(events: 12, time: 60))
    private static let twelve = RateComparison(
        exposed: Rate(events: 12, time: 30), unexposed: Rate(events: 8, time: 60))

    private func expect(
        _ interval: Interval?, _ lower: Double, _ upper: Double, within tolerance: Double = 5e-7,
        _ place: SourceLocation = #_sourceLocation
    ) {
        let isRight =
            isClose(interval?.lower, lower, within: tolerance)
            && isClose(interval?.upper, upper, within: tolerance)
        #expect(isRight, "\(String(describing: interval))", sourceLocation: place)
    }

    @Test func `twice the variance counts for half the events in half the time`() {
        expect(
            Rate(events: 10, time: 5).interval(inflation: 2), 1.6235 / 2.5, 11.6683 / 2.5,
            within: 5e-5)
        #expect(Rate(events: 0, time: 0).interval(inflation: 2) == nil)
    }

    @Test(arguments: [
        (0, 0, 3.6889), (1, 0.0253, 5.5716), (3, 0.6187, 8.7673), (5, 1.6235, 11.6683),
        (10, 4.7954, 18.3904), (20, 12.2165, 30.8884),
    ])
    func `a count has Garwood's limits`(events: Int, lower: Double, upper: Double) {
        expect(Rate(events: events, time: 1).interval(), lower, upper, within: 5e-5)
        expect(Rate(events: events, time: 4).interval(), lower / 4, upper / 4, within: 5e-5)
    }

    @Test func `nobody looked, so there is no rate`() {
        #expect(Rate(events: 0, time: 0).interval() == nil)
        #expect(Rate(events: 0, time: 0).value == nil)
    }

    @Test func `Rothman's ratio has all its published intervals`() {
        let found = Self.rothman
        #expect(isClose(found.ratio, 1.855759, within: 5e-7))
        expect(found.exactInterval(), 1.005684, 3.609300)
        expect(found.waldInterval(), 1.027226, 3.352563)
        expect(found.midPInterval(), 1.041075, 3.449423)
        expect(found.jeffreysInterval(), 1.046885, 3.420669)
        #expect(isClose(found.jeffreysMedian, 1.842676, within: 5e-7))
    }

    @Test(arguments: [
        (PValueKind.central, 0.047660), (.minlike, 0.040852), (.midP, 0.035457), (.score, 0.037363),
    ])
    func `Rothman's ratio has a p-value of each kind`(kind: PValueKind, expected: Double) {
        #expect(isClose(Self.rothman.pValue(kind), expected, within: 5e-7))
    }

    @Test func `Gu's ratio has its interval, its score and its p-value`() {
        #expect(isClose(Self.rothman.score, 2.081776, within: 5e-7))
        let found = Self.gu
        #expect(isClose(found.ratio, 2.109998, within: 5e-7))
        expect(found.exactInterval(), 1.339736, 3.388366)
        #expect(isClose(found.score, 3.417402, within: 5e-7))
        #expect(isClose(found.pValue(.score).map { $0 / 2 }, 0.000316, within: 5e-7))
        #expect(isClose(found.pValue(.central), 0.000856, within: 5e-7))
    }

    @Test func `fifteen in thirty beside twelve in sixty is 2.5 times as often`() {
        #expect(isClose(Self.fifteen.ratio, 2.5, within: 1e-15))
        expect(Self.fifteen.exactInterval(), 1.092453, 5.849330)
        expect(Self.fifteen.jeffreysInterval(), 1.177145, 5.390549)
        #expect(isClose(Self.fifteen.pValue(), 0.028758, within: 5e-7))
        #expect(isClose(Self.twelve.ratio, 3, within: 1e-15))
        expect(Self.twelve.exactInterval(), 1.127652, 8.460795)
    }

    @Test func `the central p-value is below a level just when the exact interval excludes 1`()
        throws
    {
        for exposed in 0...25 {
            for unexposed in 0...25 where exposed + unexposed > 0 {
                let found = RateComparison(
                    exposed: Rate(events: exposed, time: 20),
                    unexposed: Rate(events: unexposed, time: 41))
                let (p, interval) = (try #require(found.pValue()), found.exactInterval())
                #expect((p < 0.05) == (try #require(interval).excludes(1)))
            }
        }
    }

    @Test func `a side without events has a limit on one side only`() {
        let none = RateComparison(
            exposed: Rate(events: 0, time: 30), unexposed: Rate(events: 12, time: 60))
        #expect(none.ratio == 0 && none.sign == -1)
        #expect(none.exactInterval()?.lower == 0)
        #expect(none.midPInterval()?.lower == 0)
        #expect(none.waldInterval() == nil)
        let only = RateComparison(
            exposed: Rate(events: 12, time: 30), unexposed: Rate(events: 0, time: 60))
        #expect(only.ratio == .infinity && only.sign == 1)
        #expect(only.exactInterval()?.upper == .infinity)
        #expect(only.midPInterval()?.upper == .infinity)
    }

    @Test func `without days or without events there is nothing to compare`() {
        for (exposed, unexposed, time) in [(0, 0, 30.0), (3, 0, 0.0)] {
            let found = RateComparison(
                exposed: Rate(events: exposed, time: 10),
                unexposed: Rate(events: unexposed, time: time))
            #expect(found.ratio == nil && found.exactInterval() == nil && found.sign == 0)
            #expect(PValueKind.allCases.allSatisfy { found.pValue($0) == nil })
        }
    }

    @Test func `more variance widens an interval by its root, and never narrows it`() throws {
        let found = Self.gu
        let (narrow, wide) = (found.waldInterval(), found.waldInterval(inflation: 4))
        let (near, far) = (try #require(narrow), try #require(wide))
        #expect(
            isClose(
                far.upper / 2.109998, (near.upper / 2.109998) * (near.upper / 2.109998),
                within: 1e-5))
        let exact = try #require(found.exactInterval())
        let inflated = try #require(found.exactInterval(inflation: 2.5))
        #expect(inflated.lower < exact.lower && inflated.upper > exact.upper)
    }

    @Test func `strata are weighed as Mantel and Haenszel do`() throws {
        let plain = [
            RateComparison(
                exposed: Rate(events: 6, time: 10), unexposed: Rate(events: 4, time: 20)),
            RateComparison(
                exposed: Rate(events: 6, time: 20), unexposed: Rate(events: 4, time: 40)),
        ]
        let sum = try #require(StratifiedRatio(plain))
        #expect(isClose(sum.ratio, 3, within: 1e-14))
        expect(sum.interval(), 1.226317, 7.339050)
        let clozapine = [
            RateComparison(
                exposed: Rate(events: 196, time: 62_119), unexposed: Rate(events: 111, time: 15_763)
            ),
            RateComparison(
                exposed: Rate(events: 167, time: 6085), unexposed: Rate(events: 157, time: 2780)),
        ]
        let pooled = try #require(StratifiedRatio(clozapine))
        #expect(isClose(pooled.ratio, 0.468872, within: 5e-7))
        expect(pooled.interval(), 0.3998, 0.5498, within: 5e-5)
    }

    @Test func `a stratum that compares nothing weighs nothing`() throws {
        let one = StratifiedRatio([Self.fifteen])
        let idle = RateComparison(
            exposed: Rate(events: 9, time: 31), unexposed: Rate(events: 0, time: 0))
        #expect(StratifiedRatio([Self.fifteen, idle]) == one)
        #expect(isClose(one?.ratio, 2.5, within: 1e-14))
        #expect(StratifiedRatio([idle]) == nil)
    }

    @Test func `the published list of fifteen has its q-values`() {
        let found = FalseDiscovery.qValues([
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1,
        ])
        let expected = [
            0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645, 0.0765, 0.486,
            0.581182, 0.714875, 0.753231, 0.813214, 1,
        ]
        #expect(zip(found, expected).allSatisfy { isClose($0, $1, within: 5e-7) })
        #expect(found.count { $0 <= 0.05 } == 4)
        #expect(found.count { $0 <= 0.10 } == 9)
    }

    @Test func `q-values keep the order of what they were given`() throws {
        let first = try #require(Self.fifteen.pValue())
        let found = FalseDiscovery.qValues([0.8, 0.5, first, 0.9, 0.7, 0.6, 0.95, 0.99])
        // Eight times 0.028758, before rounding.
        #expect(isClose(found[2], 0.230063, within: 5e-7))
        #expect(found[7] == 0.99)
        #expect(FalseDiscovery.qValues([]) == [])
    }
}
