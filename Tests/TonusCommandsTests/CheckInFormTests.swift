import Testing
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

@testable import TonusCommands

/// A check-in that asks: short, skippable, and nothing is said that nobody said.
struct CheckInFormTests {
    private static let words = InsightSentenceTests.words
    private static let today = InsightSentenceTests.now.point.localDate

    /// Fills the form with these answers, and then with the end of the input.
    private func filled(
        _ answers: [String], spasmFree: Bool = true, ofWeek: Bool = false,
        yesterday: [CheckInForm.Mark] = []
    ) -> (form: CheckInForm, asked: [[String]]) {
        var (rest, asked) = (answers[...], [[String]]())
        var form = CheckInForm(Self.words, InsightSentenceTests.now) { lines in
            asked.append(lines)
            return rest.popFirst()
        }
        form.fill(
            .evening, mayBeSpasmFree: spasmFree, asksOfWeek: ofWeek, yesterday: yesterday)
        return (form, asked)
    }

    private func mark(_ factor: Factor, _ wasPresent: Bool) -> CheckInForm.Mark {
        CheckInForm.Mark(
            name: factor.word, wasPresent: wasPresent,
            key: .derived(.factorExposure, CanonicalKey.exposure(factor, Self.today)),
            naming: [Assignment(.exposedFactor, .integer(Int64(factor.rawValue)))])
    }

    @Test func `every question can be left out, and then nothing is said`() {
        let (form, asked) = filled(Array(repeating: "", count: 20), yesterday: [mark(.heat, true)])
        #expect(form.said.isEmpty && form.marks.isEmpty)
        #expect(asked.count == 9)
    }

    @Test func `answers become what was said, each in its field`() {
        let (form, _) = filled(["2", "6", "3", "7.5", "2", "", "8", "3"])
        #expect(
            form.said.map(\.field)
                == [.spasticity, .dayPain, .sleepHours, .wakings, .stress, .troubled])
        #expect(form.said.last?.key == [PartOfDay.evening.rawValue])
        #expect(form.said.last?.value == .integer(3))
    }

    @Test func `a day is without spasms only where somebody says none`() {
        #expect(filled(["1"]).form.said == [Assignment(.noneToday, .boolean(true))])
        let (form, asked) = filled(["1"], spasmFree: false)
        #expect(form.said.map(\.field) == [.spasticity])
        #expect(asked.first?.last?.contains("spasticity") == true)
    }

    @Test func `what cannot be read is asked again, and says what can`() {
        let (form, asked) = filled(["", "11", "lots", "6"])
        #expect(form.said == [Assignment(.spasticity, .integer(6))])
        #expect(asked[2] == ["A number from 0 to 10, or Enter."])
        #expect(asked[3] == asked[2])
        let more = filled(["3", "", "", "", "30", "", "99"]).asked
        #expect(more[1] == ["A number from 1 to 2, or Enter."])
        #expect(more[5] == ["A number of hours from 0 to 24, such as 7.5, or Enter."])
        #expect(more[7] == ["A number from 0 to 20, or Enter."])
    }

    @Test func `an end in the middle keeps what was said before, and asks no more`() {
        let (form, asked) = filled(["", "6"])
        #expect(form.said == [Assignment(.spasticity, .integer(6))])
        #expect(asked.count == 3)
    }

    @Test func `once a week it asks of the week, and how strong only where there were any`() {
        let skipped = Array(repeating: "", count: 8)
        let (form, asked) = filled(skipped + ["2", "1", "3"], ofWeek: true)
        #expect(
            form.said == [
                Assignment(.bothered, .integer(2)), Assignment(.penn, .integer(1)),
                Assignment(.pennSeverity, .integer(3)),
            ])
        #expect(asked.count == 11)
        let none = filled(skipped + ["", "0"], ofWeek: true)
        #expect(none.form.said == [Assignment(.penn, .integer(0))])
        #expect(none.asked.count == 10)
        #expect(filled(skipped + ["", ""], ofWeek: true).asked.count == 10)
    }

    @Test func `what was so yesterday is said only by who confirms it`() throws {
        let yesterday = [mark(.heat, true), mark(.cold, false)]
        let skipped = Array(repeating: "", count: 8)
        #expect(filled(skipped, yesterday: yesterday).form.marks.isEmpty)
        let (same, asked) = filled(skipped + ["1"], yesterday: yesterday)
        #expect(asked.last?.first == "Yesterday: heat yes, cold no. And today?")
        #expect(same.marks.map { $0.said.last?.value } == [.boolean(true), .boolean(false)])
        #expect(same.marks.map(\.key) == yesterday.map(\.key))
        let (single, _) = filled(skipped + ["2", "", "1"], yesterday: yesterday)
        #expect(single.marks.map(\.key) == [yesterday[1].key])
        #expect(single.marks.first?.said.last?.value == .boolean(true))
    }
}
