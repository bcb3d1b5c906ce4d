import Testing

@testable import TonusInsights

/// An event's own time beside other times of the same person.
struct CaseCrossoverTests {
    /// Car phones and collisions. Source: Redelmeier and Tibshirani, NEJM 336, 1997, public copy.
    private static let phones = DiscordantPairs(caseOnly: 157, controlOnly: 24)

    @Test func `car phones have their odds ratio, its intervals and McNemar's chi-square`() throws {
        #expect(isClose(Self.phones.ratio, 6.541667, within: 5e-7))
        let exact = try #require(Self.phones.exactInterval())
        #expect(isClose(exact.lower, 4.2399, within: 5e-5))
        #expect(isClose(exact.upper, 10.5155, within: 5e-5))
        let wald = try #require(Self.phones.waldInterval())
        #expect(isClose(wald.lower, 4.257, within: 5e-4))
        #expect(isClose(wald.upper, 10.052, within: 5e-4))
        // 133² / 181; the published 97.728 differs in its last digit.
        #expect(isClose(Self.phones.mcNemar, 97.729282, within: 5e-7))
        #expect(try #require(Self.phones.pValue) < 1e-20)
    }

    /// The two subgroups of the public copy, which together are all pairs.
    @Test(arguments: [(137, 17, 8.058824), (20, 7, 2.857143)])
    func `each subgroup has its own odds ratio`(caseOnly: Int, controlOnly: Int, ratio: Double) {
        let pairs = DiscordantPairs(caseOnly: caseOnly, controlOnly: controlOnly)
        #expect(isClose(pairs.ratio, ratio, within: 5e-7))
    }

    @Test func `with one control each, regression finds the ratio of the discordant pairs`() throws
    {
        var sets: [MatchedSet] = []
        for (count, isCaseExposed, exposed) in [
            (13, true, 1), (157, true, 0), (24, false, 1), (505, false, 0),
        ] {
            sets += Array(
                repeating: MatchedSet(
                    isCaseExposed: isCaseExposed, exposedControls: exposed, controls: 1),
                count: count)
        }
        #expect(sets.count == 699)
        let found = try #require(ConditionalLogistic(sets))
        #expect(isClose(found.ratio, 157.0 / 24, within: 1e-12))
        let (interval, wald) = (found.interval(), Self.phones.waldInterval())
        #expect(isClose(interval?.lower, wald?.lower ?? 0, within: 1e-9))
        #expect(isClose(interval?.upper, wald?.upper ?? 0, within: 1e-9))
    }

    @Test func `with several controls, the likelihood has no better ratio nearby`() throws {
        var random = SeededGenerator(seed: 4)
        let sets = (0..<300).map { _ in
            let controls = random.draw(below: 4)
            return MatchedSet(
                isCaseExposed: random.draw(below: 10) < 4,
                exposedControls: (0..<controls).count { _ in random.draw(below: 10) < 2 },
                controls: controls)
        }
        let found = try #require(ConditionalLogistic(sets))
        #expect((1.5...4).contains(found.ratio))
        let chances = { (ratio: Double) in
            sets.map { set in
                let weight = set.exposed * ratio
                let case_ = set.isCaseExposed ? ratio : 1
                return case_ / (weight + set.unexposed)
            }
        }
        let (here, less, more) = (
            chances(found.ratio), chances(found.ratio * 0.999), chances(found.ratio * 1.001)
        )
        #expect(zip(less, here).reduce(1) { $0 * $1.0 / $1.1 } < 1)
        #expect(zip(more, here).reduce(1) { $0 * $1.0 / $1.1 } < 1)
    }

    @Test func `events without contrast say nothing, and one-sided ones give no finite ratio`() {
        let both = MatchedSet(isCaseExposed: true, exposedControls: 3, controls: 3)
        let neither = MatchedSet(isCaseExposed: false, exposedControls: 0, controls: 3)
        #expect(ConditionalLogistic([both, neither]) == nil)
        let only = MatchedSet(isCaseExposed: true, exposedControls: 0, controls: 3)
        let found = ConditionalLogistic([both, neither, only])
        #expect(found?.ratio == .infinity && found?.interval() == nil)
        let never = MatchedSet(isCaseExposed: false, exposedControls: 1, controls: 3)
        #expect(ConditionalLogistic([never])?.ratio == 0)
        #expect(DiscordantPairs(caseOnly: 0, controlOnly: 0).ratio == nil)
    }

    /// 20514 is Monday, 2 March 2026.
    @Test(arguments: [
        (20_514, [20_521, 20_528, 20_535, 20_542]), (20_528, [20_514, 20_521, 20_535, 20_542]),
        (20_543, [20_515, 20_522, 20_529, 20_536]), (20_516, [20_523, 20_530, 20_537]),
    ])
    func `controls are the same hour and weekday in the same month`(day: Int, controls: [Int]) {
        let found = LocalHour(day: day, hour: 7).controls
        #expect(found.map(\.day) == controls)
        #expect(found.allSatisfy { $0.hour == 7 })
    }

    @Test func `every day is a control of its own controls`() {
        for day in -800...20_600 where day % 3 == 0 || day > 19_700 {
            let controls = LocalHour(day: day, hour: 0).controls
            #expect((3...4).contains(controls.count))
            for control in controls {
                #expect(control.controls.contains { $0.day == day })
                #expect(CalendarDay.weekday(control.day) == CalendarDay.weekday(day))
            }
        }
    }
}
