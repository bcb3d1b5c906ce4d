import Foundation
import Testing

@testable import TonusInsights

/// Conditional logistic regression against statsmodels, with one to four controls for each case.
struct ConditionalFixtureTests {
    private struct Fixture: Decodable {
        struct Case: Decodable {
            let name: String
            let sets: [[Int]]
            let ratio: Double
            let logError: Double
            let scorePValue: Double
        }

        let cases: [Case]
    }

    @Test func `ratio, error and score test are those of statsmodels`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("Fixtures/conditional.json"))
        let cases = try JSONDecoder().decode(Fixture.self, from: data).cases
        #expect(cases.count == 5)
        for one in cases {
            let sets = one.sets.map {
                MatchedSet(isCaseExposed: $0[0] == 1, exposedControls: $0[1], controls: $0[2])
            }
            let found = try #require(ConditionalLogistic(sets))
            #expect(isClose(found.ratio / one.ratio, 1, within: 1e-7), "\(one.name)")
            #expect(isClose(found.logError, one.logError, within: 1e-7), "\(one.name)")
            let pValue = try #require(ConditionalLogistic.scorePValue(sets))
            #expect(isClose(pValue / one.scorePValue, 1, within: 1e-9), "\(one.name)")
        }
    }

    @Test func `with one control each the score test is McNemar's`() throws {
        var sets: [MatchedSet] = []
        for (count, isCaseExposed, exposed) in [(157, true, 0), (24, false, 1), (13, true, 1)] {
            sets += Array(
                repeating: MatchedSet(
                    isCaseExposed: isCaseExposed, exposedControls: exposed, controls: 1),
                count: count)
        }
        let pairs = DiscordantPairs(caseOnly: 157, controlOnly: 24)
        let expected = ChiSquare.above(try #require(pairs.mcNemar), degrees: 1)
        let found = try #require(ConditionalLogistic.scorePValue(sets))
        #expect(isClose(found / expected, 1, within: 1e-9))
        #expect(ConditionalLogistic.scorePValue([sets[193]]) == nil)
    }
}
