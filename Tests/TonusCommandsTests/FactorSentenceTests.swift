import Testing
import TonusDiary

@testable import TonusCommands
@testable import TonusInsights

/// What a factor's definition adds to a sentence about it.
struct FactorSentenceTests {
    private let words = InsightSentenceTests.words

    @Test func `where a measured factor was cut is named`() {
        #expect(words.factor("room", over: "24.5") == "room over 24.5")
        #expect(words.factor("full-bladder", over: "3") == "full bladder over 3")
        // A name is a name, whatever is in it.
        #expect(words.factor("fever > 38", over: nil) == "fever > 38")
        let question = TriggerQuestion(factor: "room", cut: "24.5", window: .sameDay)
        #expect(words.days(question) == "On days with room over 24.5")
        #expect(words.label(question) == "room over 24.5")
        let german = Catalogue(replica: nil, customs: Customs(.german))
        #expect(german.factor("room", over: "24.5") == "room über 24,5")
    }

    @Test func `a window that begins before the factor says so`() {
        let question = TriggerQuestion(factor: "period", window: LagWindow(-3...2))
        #expect(words.days(question) == "From 3 days before period to 2 days after it")
        #expect(words.label(question) == "From 3 days before period to 2 days after it")
    }
}
