import Testing
import TonusCore
import TonusDiary
import TonusTesting
import TonusTypes

@testable import TonusCommands
@testable import TonusInsights

/// The words that a chart is drawn with.
struct ChartWordsTests {
    private let words = InsightSentenceTests.words

    @Test func `what stands out is drawn with how many were asked, and no cause`() {
        let text = words.patternsText(3, among: 8)
        #expect(text.title == "How many times as often, on days with each")
        #expect(
            text.summary == """
                3 of 8 questions have days enough for an answer; none of it says what causes what.
                """)
        #expect(
            words.patternsText(3, among: 8, isWidened: true).summary.hasSuffix(
                "A range is marked as wider where days differ by more than chance makes them."))
        let labels = words.patternsWords
        #expect(labels.fewer == "less often" && labels.more == "more often")
        #expect(labels.ratio == "Times as often" && labels.verdict == "What that is")
    }

    @Test func `the place that is named most counts with all of its sides`() {
        let mention = { (region: Region, side: Side, count: Int) in
            BodyMapChart.Mention(
                region: region.rawValue, side: side.rawValue, count: count,
                label: words.word(region))
        }
        let text = words.bodyText([
            mention(.thigh, .left, 5), mention(.calf, .left, 3), mention(.calf, .right, 4),
        ])
        #expect(text.summary == "Most often: calf, 7 of 12 places named.")
    }

    @Test func `of few spasms no pattern by the hour is claimed`() {
        let many = (0..<HourlyPattern.leastEvents).map { LocalHour(day: $0, hour: 3) }
        let (few, enough) = (Array(many.dropLast()), many)
        #expect(
            words.hoursText(HourlyPattern(events: few, observed: enough)).summary.hasSuffix(
                "by the hour of their beginning; too few for a pattern."))
        #expect(
            words.hoursText(HourlyPattern(events: enough, observed: enough)).summary
                .hasSuffix("by the hour of their beginning."))
    }

    @Test func `a regimen of which two people wrote different amounts says so`() throws {
        let cell = Field.regimenAmount.cell()
        let ten = try #require(Decimal10(reading: "10"))
        let twenty = try #require(Decimal10(reading: "20"))
        let one = try #require(
            Sheet.holding(.regimen, [Write(cell: cell, value: .decimal(ten))]))
        #expect(words.regimen(one, "baclofen") == "baclofen 10")
        let two = try #require(
            Sheet.holding(
                .regimen, [Write(cell: cell, value: .decimal(ten))],
                [Write(cell: cell, value: .decimal(twenty))]))
        #expect(words.regimen(two, "baclofen").hasSuffix("(unclear dose)"))
    }

    @Test func `the first of each month has a tick, and of each year its year`() {
        // From 30 December 2025.
        let ticks = words.months(from: 20_452, 40)
        #expect(ticks.map(\.label) == ["Jan 2026", "Feb"])
        #expect(ticks.map(\.day) == [2, 33])
    }
}
