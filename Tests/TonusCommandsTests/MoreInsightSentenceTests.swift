import Testing
import TonusCore
import TonusDiary
import TonusTypes

@testable import TonusCommands
@testable import TonusInsights

/// What is said of relief, short exposures, changes and beliefs: never more than was seen.
struct MoreInsightSentenceTests {
    private let words = InsightSentenceTests.words
    private static let first = 20_514

    private func instant(_ day: Int, _ hour: Double) -> Int64 {
        Int64(Self.first + day) * 86_400_000 + Int64(hour * 3_600_000)
    }

    private func episode(_ day: Int, _ hour: Double, minutes: Double) -> DiaryFigures.Episode {
        let onset = instant(day, hour)
        return DiaryFigures.Episode(
            onset: onset, offset: 0, end: onset + Int64(minutes * 60_000), severity: 6, pain: nil,
            character: nil, siteWords: "", written: onset)
    }

    private func insights(_ figures: DiaryFigures, _ days: Int) -> Insights {
        Insights(figures, LocalDate(days: Self.first)...LocalDate(days: Self.first + days - 1))
    }

    private func observed(_ count: Int, _ spasms: (Int) -> Int = { _ in 0 }) -> DiaryFigures {
        var figures = DiaryFigures()
        for day in 0..<count {
            figures.days.append(DiaryFigures.Day(date: LocalDate(days: Self.first + day)))
            for number in 0..<spasms(day) {
                figures.episodes.append(episode(day, 20 + Double(number) / 4, minutes: 5))
            }
        }
        return figures
    }

    /// A dozen treated spasms and a dozen others, treated ones slower.
    private func relief(_ treated: Int = 12) -> ReliefRecord {
        var figures = DiaryFigures()
        for day in 0..<treated {
            var one = episode(day, 12, minutes: Double(20 + day))
            one.tried = [.heat]
            figures.episodes.append(one)
        }
        figures.episodes += (0..<12).map { episode($0, 18, minutes: Double(5 + $0)) }
        return insights(figures, 30).relief
    }

    @Test func `relief comes with how many, a range, and the caution`() {
        let text = words.relief(relief()).joined(separator: "\n")
        #expect(
            text == """
                With heat, half of 12 spasms had eased by 25 min (21 to 29 min).
                  Of those as severe as untreated ones: half by 25 min; of 12 untreated: by 10 min.
                Minutes count from the dose; without one, and of untreated spasms, from the onset: \
                so they are not the same stretch of a spasm.
                Worse spasms get treated, so this cannot tell what a treatment did.
                """)
        for claim in ["works", "helps", "better", "recommend"] { #expect(!text.contains(claim)) }
    }

    @Test func `of a few spasms there is a count, and of none nothing`() {
        let few = words.relief(relief(4))
        #expect(
            few.first == "With heat, 4 spasms whose end is known: too few to say how soon.")
        #expect(words.relief(insights(DiaryFigures(), 3).relief).isEmpty)
    }

    @Test func `where half had not eased while followed, that is said`() {
        var figures = DiaryFigures()
        figures.episodes = (0..<6).map { day in
            var one = episode(day, 8, minutes: day < 2 ? 10 : 600)
            one.tried = [.heat]
            return one
        }
        let lines = words.relief(insights(figures, 30).relief)
        #expect(lines.first == "With heat, 2 of 6 spasms had eased while they were followed.")
        #expect(words.reliefLabel("heat", []) == "heat: 0 spasms")
    }

    private func timed(_ verdict: Verdict, exposed: Int = 14) -> TimedFinding {
        let sets = (0..<40).map { place in
            MatchedSet(isCaseExposed: place < exposed, exposedControls: place % 2, controls: 4)
        }
        return TimedFinding(
            factor: "heat", cut: nil, hours: 2, spasms: 40, exposedSpasms: exposed, times: 160,
            exposedTimes: 20, odds: ConditionalLogistic(sets), q: 0.04, verdict: verdict)
    }

    @Test func `a short exposure is told by counts, odds and its condition`() {
        let text = words.timed([timed(.worthDiscussing)], among: 8, all: false)
        #expect(
            text.first == """
                In the 2 hours before a spasm, heat: 14 of 40 spasms; at that hour on the same \
                weekdays of the month: 20 of 160 times.
                """)
        #expect(text[1].contains("times the odds ("))
        #expect(text[1].hasSuffix("Worth discussing: it stands out among 8 questions (q 0.04)."))
        #expect(
            text[2]
                == "  That holds only where it is written down on days without spasms too, with its time."
        )
    }

    @Test func `too few spasms before a short exposure are counts, with all of it alone`() {
        let early = timed(.notEnough([.events(3)], weeksNeeded: nil))
        #expect(words.timed([early], among: 8, all: false).isEmpty)
        let text = words.timed([early], among: 8, all: true)
        #expect(text.first?.hasSuffix("20 of 160 times. Not enough yet.") == true)
        #expect(!text.joined().contains("odds"))
    }

    @Test func `what begins just after spasms too is said to, and of days there is another word`() {
        let text = words.timed([timed(.alsoBeforehand)], among: 8, all: false)
        #expect(text[1].hasSuffix("It begins just after spasms as much as just before them."))
        #expect(!text.joined().contains("before the spasms could be affected"))
    }

    @Test func `spasms that may be counted twice are said to be, with what to type`() {
        #expect(words.doubles(0).isEmpty)
        #expect(
            words.doubles(2) == [
                "Perhaps counted twice: 2 pairs of spasms that may be one. See: tonus review"
            ])
        let told = words.insights(insights(observed(3), 3), twins: 1, all: false, moment)
        #expect(told.contains { $0.hasPrefix("Perhaps counted twice: 1 pair of spasms") })
    }

    private let moment = InsightSentenceTests.now

    @Test func `that figures tell no cause stands beneath everything, findings or none`() {
        for all in [true, false] {
            let told = words.insights(insights(observed(60) { _ in 1 }, 60), all: all, moment)
            #expect(told.last?.hasPrefix("Such figures cannot tell what causes what") == true)
        }
    }

    @Test func `days that differ by more than chance widen the range, and are told by a number`() {
        let uneven = insights(observed(40) { $0 % 4 == 0 ? 4 : 0 }, 40)
        let told = words.insights(uneven, all: true, moment)
        #expect(told[1] == "40 spasms: 7.0 a week (3.7 to 12.0), on 10 of 40 days.")
        #expect(
            told[2] == "  Some days have far more than others; the range is wider for that.")
        #expect(
            told[3].hasPrefix(
                "Days differ by more than chance makes them: their variance is 3.1 times their mean (negative binomial, k 0."
            ))
        #expect(words.spread(insights(observed(40) { _ in 1 }, 40)).isEmpty)
    }

    @Test(arguments: [
        (180, 8, "It began in a bad spell: people often improve after one"),
        (180, 4, "It did not begin in a bad spell: the time before it was much as usual."),
        (80, 4, "Not known whether it began in a bad spell: too little was written before it."),
    ])
    func `whether a regimen began when things were bad is always said`(
        days: Int, each: Int, text: String
    ) throws {
        let record = DiaryRecord(
            firstDay: 0,
            days: (0..<days).map { DayRecord(episodes: days - $0 > 61 ? 4 : each) }, factors: [])
        let comparison = try #require(RegimenComparison(record, start: days - 33))
        #expect(words.began(comparison).hasPrefix(text))
    }

    @Test func `in German what was tried has the words of treatments, as on the page`() {
        let german = Catalogue(replica: nil, customs: Customs(.german))
        let text = german.relief(relief()).joined(separator: "\n")
        #expect(text.hasPrefix("Mit Wärme: Die Hälfte von 12 Krämpfen"))
        #expect(german.reliefLabel("stretch", []) == "Dehnen: 0 Krämpfe")
    }

    @Test func `odds without an end are not told as a number`() {
        let endless = TimedFinding(
            factor: "heat", cut: nil, hours: 2, spasms: 30, exposedSpasms: 30, times: 30,
            exposedTimes: 0,
            odds: ConditionalLogistic([
                MatchedSet(isCaseExposed: true, exposedControls: 0, controls: 1)
            ]), q: 0.5, verdict: .noClearPattern)
        let text = words.timed([endless], among: 8, all: false)
        #expect(text[1] == "  After checking 8 questions this could still be chance (q 0.50).")
    }

    @Test func `a change is a question whichever way it went, and no relapse`() throws {
        let more = try #require(insights(observed(200) { $0 < 120 ? $0 % 2 : 3 }, 200).change)
        #expect(
            words.change(more) == [
                """
                More since about 2026-06-30? 0.5 a day before, 3.0 since. New symptoms, fever, \
                bladder, heat, or anything else that changed then?
                """
            ])
        let fewer = try #require(insights(observed(200) { $0 < 120 ? 3 : $0 % 2 }, 200).change)
        #expect(
            words.change(fewer) == [
                """
                Fewer since about 2026-06-30? 3.0 a day before, 0.5 since. Did anything change \
                then, or was less written down?
                """
            ])
    }

    @Test func `hours are told from fifty spasms on, and only where they gather`() {
        let evening = insights(observed(60) { _ in 1 }, 60).hours
        #expect(
            words.hours(evening) == [
                """
                By the hour, most often from 17:00 to 21:00: 60 of 60 spasms (100 %); chance alone \
                would make the hours differ so much less than once in a hundred times.
                """
            ])
        #expect(words.hours(insights(observed(49) { _ in 1 }, 49).hours).isEmpty)
        var even = observed(48)
        even.episodes = (0..<96).map { episode($0 / 2, Double($0 % 24), minutes: 1) }
        #expect(words.hours(insights(even, 48).hours).isEmpty)
    }

    @Test func `exercise is told by steps, with a rate from ten days on`() throws {
        var figures = observed(60) { _ in 1 }
        figures.exercises = [(0, 90), (1, 10), (2, 40)].map { day, minutes in
            DiaryFigures.Exercise(
                date: LocalDate(days: Self.first + day), minutes: minutes, effort: nil)
        }
        let text = words.exercise(try #require(insights(figures, 60).exercise))
        #expect(text[0] == "By minutes of exercise, on the day itself and on the day after:")
        #expect(text[1].hasPrefix("  none: 57 spasms in 57 days, 1.0 a day (0.8 to 1.3); after: "))
        #expect(text[2] == "  1 to 15 min: 1 spasm in 1 day; after: 1 spasm in 1 day")
        #expect(text[4].hasPrefix("  more than 60 min: 1 spasm in 1 day"))
    }

    @Test func `a belief is set beside the days, and judged by them`() {
        let belief = Belief(
            factor: .fullBladder, suspected: 5, present: 2, absent: 1, verdict: .noClearPattern)
        #expect(
            words.beliefs([belief]) == [
                """
                Suspected for 5 spasms: full bladder. On their days it was there for 2, not there \
                for 1, not said for 2. All days together: could be chance.
                """
            ])
        #expect(words.verdictWords(.turnsWhenRepeated) == "not steady")
    }

    @Test func `repeats stand beneath a finding, each with its days`() throws {
        let record = DiaryRecord(
            firstDay: 20_000,
            days: (0..<90).map { DayRecord(episodes: $0 < 30 ? 2 : 1, promptly: 1) },
            factors: [
                FactorRecord(name: "heat", exposures: (0..<90).map { $0 < 30 ? .yes : .no })
            ])
        let found = try #require(TriggerAnalysis(record).findings.first)
        #expect(
            words.repeats(found) == [
                "  Days with any spasm: 30 of 30; without: 60 of 60. 1.0 times (0.6 to 1.6).",
                "  First spasm of the day only: 30 spasms in 30 days; without: 60 in 60. 1.0 times (0.6 to 1.6).",
                "  Without days of bad spells: 60 spasms in 30 days; without: 60 in 60. 2.0 times (1.4 to 2.9).",
                "  Written down within 2 hours: 30 spasms in 30 days; without: 60 in 60. 1.0 times (0.6 to 1.6).",
                "  Among days of one month, in a bad spell or not alike: 2.0 times (0.7 to 5.7).",
            ])
    }

    @Test func `what turns when counted otherwise says so`() {
        #expect(
            words.judged(.turnsWhenRepeated, 0.01, among: 8)
                == "It points the other way once the spasms are counted otherwise.")
    }

    @Test func `what stands out and does not hold is not called chance`() {
        #expect(
            words.judged(.noClearPattern, 0.01, among: 8)
                == "It stands out (q 0.01), but not in all of the time: no clear pattern.")
        #expect(words.judged(.noClearPattern, 0.11, among: 8).hasPrefix("After checking 8"))
    }

    @Test func `a question of the second day says which`() {
        let question = TriggerQuestion(factor: "exercised-hard", window: LagWindow(2...2))
        #expect(words.label(question) == "much more exercise than usual, 2 days before")
        #expect(words.days(question) == "2 days after much more exercise than usual")
    }

    @Test func `falls, years, bad spells and suddenness are told as counts with their range`() {
        var figures = observed(400) { $0 % 10 == 0 ? 1 : 0 }
        figures.episodes[0].impacts = [.fell]
        figures.episodes[1].suddenness = .sudden
        let insights = insights(figures, 400)
        #expect(words.falls(insights).first?.hasPrefix("1 fall: 0.1 in 30 days (0.0 to ") == true)
        #expect(words.sudden(insights) == ["Sudden: 1 of 1 of which that was said."])
        #expect(words.years(insights).first?.hasPrefix("In 2026: 0.7 a week (") == true)
        #expect(words.spells(insights).isEmpty)
    }
}
