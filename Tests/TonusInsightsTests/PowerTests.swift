import Testing

@testable import TonusInsights

/// How long one has to write before there is something to see.
struct PowerTests {
    private static let guide = Power(baseRate: 0.5, exposedShare: 0.2)

    @Test(arguments: [
        (2.0, 30.0, 20.0), (2, 90, 55), (2, 180, 87), (1.5, 30, 7), (1.5, 90, 21), (1.5, 180, 38),
        (1.5, 365, 66),
    ])
    func `the guide's figures hold within three points`(
        ratio: Double, days: Double, percent: Double
    ) throws {
        let found = try #require(Self.guide).chance(ofFinding: ratio, days: days)
        #expect(abs(found * 100 - percent) < 3)
    }

    @Test func `summing over limits is the same as summing over every count`() throws {
        let power = try #require(Power(baseRate: 0.8, exposedShare: 0.3))
        let (exposed, unexposed) = (0.8 * 2 * 0.3 * 40, 0.8 * 0.7 * 40)
        var sum = 0.0
        for a in 0...80 {
            for b in 0...80 where a + b > 0 {
                let found = RateComparison(
                    exposed: Rate(events: a, time: 12), unexposed: Rate(events: b, time: 28))
                if try #require(found.pValue()) <= 0.05 {
                    sum +=
                        Poisson.probability(a, mean: exposed)
                        * Poisson.probability(b, mean: unexposed)
                }
            }
        }
        #expect(isClose(power.chance(ofFinding: 2, days: 40), sum, within: 1e-9))
    }

    @Test func `without an effect the test finds one at most as often as its level`() throws {
        for days in [20.0, 60, 200, 700] {
            #expect(try #require(Self.guide).chance(ofFinding: 1, days: days) <= 0.05)
        }
    }

    @Test func `the days it takes are the first that reach the power`() throws {
        let guide = try #require(Self.guide)
        let days = try #require(guide.days(toFind: 2))
        #expect((140...165).contains(days))
        #expect(guide.chance(ofFinding: 2, days: Double(days)) >= 0.8)
        #expect(guide.chance(ofFinding: 2, days: Double(days - 1)) < 0.8)
        #expect(guide.days(toFind: 1.01) == nil)
    }

    @Test func `nothing can be planned without spasms or without both kinds of day`() {
        #expect(Power(baseRate: 0, exposedShare: 0.2) == nil)
        #expect(Power(baseRate: 1, exposedShare: 0) == nil)
        #expect(Power(baseRate: 1, exposedShare: 1) == nil)
    }
}
