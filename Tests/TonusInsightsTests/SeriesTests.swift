import Testing

@testable import TonusInsights

/// Dispersion, change points and waiting times, against published figures.
struct SeriesTests {
    private static func counts(_ frequencies: [Int]) -> [Int] {
        frequencies.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    }

    @Test func `mites on leaves vary more than chance`() throws {
        // Source: Bliss and Fisher, Biometrics 9, 1953.
        let found = try #require(Dispersion(Self.counts([70, 38, 17, 10, 9, 3, 2, 1])))
        #expect(found.size == 150)
        #expect(isClose(found.mean, 1.146667, within: 5e-7))
        #expect(isClose(found.variance, 2.273647, within: 5e-7))
        #expect(isClose(found.ratio, 1.982831, within: 5e-7))
        #expect(isClose(found.index, 295.4419, within: 5e-4))
        #expect(isClose(found.likeliestSize, 1.024592, within: 5e-7))
        #expect(isClose(found.momentsSize, 1.166697, within: 5e-7))
        #expect(found.pValue < 1e-9)
    }

    @Test func `horse kicks vary no more than chance`() throws {
        // Source: Bortkiewicz 1898.
        let found = try #require(Dispersion(Self.counts([109, 65, 22, 3, 1])))
        #expect(isClose(found.mean, 0.61, within: 1e-12))
        #expect(isClose(found.ratio, 1.0016, within: 1e-4))
        #expect((0.4...0.6).contains(found.pValue))
        #expect(found.likeliestSize == nil)
    }

    @Test func `a difference between two groups is no extra variance within them`() throws {
        var (low, high) = (CountSums(), CountSums())
        for count in [1, 1, 1, 1] { low.add(count) }
        for count in [9, 9, 9, 9] { high.add(count) }
        #expect(Dispersion.inGroups(low, high) == 0)
        #expect(try #require(Dispersion([1, 1, 1, 1, 9, 9, 9, 9])).ratio > 3)
        for count in [0, 18] { high.add(count) }
        #expect(isClose(Dispersion.inGroups(low, high), 18.0 / 8, within: 1e-12))
        #expect(Dispersion([0, 0, 0]) == nil && Dispersion([5]) == nil)
    }

    /// Source: coal-mining disasters a year from 1851, Jarrett, Biometrika 66, 1979.
    private static let coal = [
        4, 5, 4, 1, 0, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5, 3, 4, 2,
        5, 2, 2, 3, 4, 2, 1, 3, 2, 2, 1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2, 2, 0, 1,
        1, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 0, 0, 0, 1, 1, 0, 2, 3, 3, 1, 1, 2, 1, 1, 1, 1, 2, 4, 2, 0,
        0, 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1,
    ]

    @Test func `coal mines became safer after 1891`() throws {
        #expect(Self.coal.count == 112)
        let found = try #require(ChangePoint(Self.coal))
        #expect(found.position == 41)
        #expect(found.sumBefore == 127 && found.sumAfter == 64)
        #expect(isClose(found.likelihoodRatio, 69.988345, within: 5e-7))
        var random = SeededGenerator(seed: 1)
        #expect(ChangePoint.pValue(Self.coal, shuffles: 199, using: &random) == 1.0 / 200)
    }

    @Test func `even counts change nowhere, and none at all have no change`() throws {
        var random = SeededGenerator(seed: 1)
        let even = Array(repeating: 2, count: 30)
        #expect(try #require(ChangePoint(even)).likelihoodRatio < 1e-9)
        #expect(ChangePoint.pValue(even, shuffles: 99, using: &random) == 1)
        #expect(ChangePoint([0, 0, 0]) == nil && ChangePoint([3]) == nil)
    }

    /// Remission under 6-mercaptopurine. Source: Freireich et al. 1963; Kleinbaum and Klein, p. 18.
    private static let treated =
        [6, 6, 6, 7, 10, 13, 16, 22, 23].map { Waiting($0) }
        + [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map { Waiting($0, hasCome: false) }
    private static let placebo = [
        1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23,
    ].map { Waiting($0) }

    @Test func `remission lasts as published`() throws {
        let found = Survival(Self.treated)
        #expect(found.steps.map(\.time) == [6, 7, 10, 13, 16, 22, 23])
        let expected = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
        #expect(zip(found.steps, expected).allSatisfy { isClose($0.waiting, $1, within: 5e-5) })
        #expect(found.median == 23)
        // The lower limit of S first falls to a half at 13; the upper never does.
        let interval = try #require(found.medianInterval())
        #expect(interval.lower == 13 && interval.upper == .infinity)
        let placebo = Survival(Self.placebo)
        #expect(placebo.median == 8)
        #expect(placebo.medianInterval() == Interval(lower: 4, upper: 11))
        let dozen = Survival((1...12).map { Waiting(Double($0)) })
        #expect(dozen.medianInterval() == Interval(lower: 2, upper: 10))
    }

    @Test func `the two arms differ by the published log-rank`() throws {
        let found = try #require(LogRank(Self.treated, Self.placebo))
        #expect(found.observed == 9)
        #expect(isClose(found.expected, 19.250501, within: 5e-6))
        #expect(isClose(found.chiSquare, 16.792941, within: 5e-7))
        let other = try #require(LogRank(Self.placebo, Self.treated))
        #expect(isClose(other.chiSquare, found.chiSquare, within: 1e-9))
    }

    @Test func `without an end there is no median, and without two groups no difference`() {
        let open = [Waiting(3, hasCome: false), Waiting(9, hasCome: false)]
        #expect(Survival(open).median == nil && Survival(open).medianInterval() == nil)
        #expect(LogRank(open, open) == nil)
        #expect(LogRank(Self.placebo, []) == nil)
        #expect(Survival([Waiting(5)]).steps.first?.waiting == 0)
    }

    @Test func `an even clock points nowhere, one full hour points there`() throws {
        let even = try #require(Rayleigh(hours: Array(repeating: 5, count: 24)))
        #expect(even.length < 1e-12 && even.meanHour == nil && even.pValue > 0.99)
        var hours = Array(repeating: 0.0, count: 24)
        hours[23] = 40
        let night = try #require(Rayleigh(hours: hours))
        #expect(isClose(night.length, 1, within: 1e-12))
        #expect(isClose(night.meanHour, 23.5, within: 1e-9))
        #expect(night.pValue < 1e-12)
        #expect(Rayleigh(hours: Array(repeating: 0, count: 24)) == nil)
    }
}
