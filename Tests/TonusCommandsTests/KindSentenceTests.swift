import Testing
import TonusCore
import TonusDiary
import TonusTesting
import TonusTypes

@testable import TonusCommands
@testable import TonusInsights

/// What is said of what spasms were like: counts and ranges, one line for each thing that was told.
struct KindSentenceTests {
    private let words = InsightSentenceTests.words
    private static let first = 20_514

    private func insights(_ figures: DiaryFigures, days: Int = 28) -> Insights {
        var figures = figures
        figures.days = (0..<days).map {
            DiaryFigures.Day(date: LocalDate(days: Self.first + $0), wakings: $0 < 3 ? 1 : 0)
        }
        return Insights(
            figures, LocalDate(days: Self.first)...LocalDate(days: Self.first + days - 1))
    }

    private func episode(_ day: Int, minutes: Int?, character: String?) -> DiaryFigures.Episode {
        let onset = Int64(Self.first + day) * 86_400_000 + 43_200_000
        return DiaryFigures.Episode(
            onset: onset, offset: 0, end: minutes.map { onset + Int64($0) * 60_000 }, severity: 6,
            pain: 4, character: character, siteWords: day % 4 == 0 ? "back" : "left calf",
            written: onset + 120_000)
    }

    @Test func `each thing that was told has a line, and nothing else has one`() {
        var figures = DiaryFigures()
        figures.episodes = (0..<8).map { day in
            var one = episode(
                day, minutes: day < 7 ? day + 1 : nil, character: day < 4 ? "stiff" : nil)
            one.isOngoing = day == 7
            one.extent = day % 2 == 0 ? .wholeLimb : .muscle
            return one
        }
        // S is 7/8, 3/4 at 2 (the one that goes on was there until then), then 3/5, 9/20, 3/10, 3/20.
        #expect(
            words.kinds(insights(figures)) == [
                "Nights disturbed by spasms: 3, of 28 days with a word.",
                "Over by then, of 8 spasms: a quarter 2 min, half 4 min, three quarters 6 min.",
                "  Still going on: 1 of them, counted as long as they were followed.",
                "In a leg: 6 of 8 places named (75 %).",
                "By kind, a week: stiff 1.0 (0.3 to 2.6); of 4 of 8 spasms it was not said.",
                "A whole limb or more: 4 of 8 in the earlier half of the days, 0 of 0 in the later, of which that was said.",
                "Mean pain by severity: 4 to 6: 4.0 (8 spasms).",
            ])
        var none = DiaryFigures()
        none.days = [DiaryFigures.Day(date: LocalDate(days: Self.first))]
        let day = LocalDate(days: Self.first)
        #expect(words.kinds(Insights(none, day...day)).isEmpty)
        #expect(words.moreKinds(Insights(none, day...day)).isEmpty)
    }

    @Test func `spread that was told often has its chance beside it, taken alone`() {
        var figures = DiaryFigures()
        figures.episodes = (0..<24).map { number in
            var one = episode(number < 12 ? 1 : 20, minutes: nil, character: nil)
            one.extent = (number < 12 ? number < 3 : number < 21) ? .wholeLimb : .part
            return one
        }
        let line = words.kinds(insights(figures)).first { $0.hasPrefix("A whole limb") }
        #expect(
            line?.hasSuffix(
                "9 of 12 in the later, of which that was said. Taken alone, chance: p 0.04.")
                == true)
    }

    @Test func `no fall is a figure too, with what it could be`() {
        // Of none, Garwood's upper limit is 3.6889.
        #expect(
            words.falls(insights(DiaryFigures(), days: 30)) == [
                "0 falls: 0.0 in 30 days (0.0 to 3.7)."
            ])
    }

    @Test func `a place that had more is told by its counts, a range and q`() {
        var figures = DiaryFigures()
        figures.episodes = [0..<10, 30..<50].flatMap { days in
            days.map { day in
                var one = episode(day, minutes: 5, character: nil)
                one = DiaryFigures.Episode(
                    onset: one.onset, offset: 0, end: one.end, severity: nil, pain: nil,
                    character: nil, siteWords: "left calf", written: one.written)
                return one
            }
        }
        let lines = words.moreKinds(insights(figures, days: 60))
        #expect(lines.first == "By place, from 2026-04-01 on, beside the days before:")
        #expect(
            lines.last?.hasPrefix(
                "  left calf: 20 spasms in 30 days; before: 10 in 30. 2.0 times (0.9 to 4.8), q 0.1"
            ) == true)
    }

    @Test func `what was advised, and what was too much, are counts`() throws {
        var figures = DiaryFigures()
        let treatment = EntityID(high: 1, low: 9)
        figures.names["\(treatment)"] = "magnesium"
        figures.advice = [
            try #require(
                Sheet.holding(
                    .advice,
                    [
                        Write(cell: Field.adviceTreatment.cell(), value: .entity(treatment)),
                        Write(
                            cell: Field.adviceDate.cell(),
                            value: .date(LocalDate(days: Self.first + 8))),
                    ]))
        ]
        figures.doses = [
            DiaryFigures.Dose(
                date: LocalDate(days: Self.first + 9), treatment: treatment, regimen: nil,
                status: .taken)
        ]
        var walk = DiaryFigures.Exercise(
            date: LocalDate(days: Self.first), minutes: 20, effort: nil)
        (walk.isTooMuch, walk.painAfter) = (true, 6)
        figures.exercises = [walk]
        #expect(
            words.moreKinds(insights(figures)) == [
                "magnesium, advised on 2026-03-10: on 1 of 20 days with a word since.",
                "Exercise that was too much: 1 of 1 told.",
                "Pain after exercise: mean 6.0, 1 time.",
            ])
    }

    @Test func `usual and worse stand apart by bad spells`() throws {
        var figures = DiaryFigures()
        figures.episodes = (0..<14).map { day in
            var one = episode(day, minutes: nil, character: nil)
            one.course = day < 2 ? .flare : day < 8 ? .usual : nil
            return one
        }
        let spell = try #require(
            Sheet.holding(
                .relapse,
                [
                    Write(
                        cell: Field.relapseOnset.cell(), value: .date(LocalDate(days: Self.first))),
                    Write(
                        cell: Field.relapseEnd.cell(),
                        value: .date(LocalDate(days: Self.first + 6))),
                ]))
        figures.spells = BadSpell.union(of: [spell])
        let lines = words.kinds(insights(figures)).suffix(2)
        #expect(
            lines.first?.hasPrefix(
                "In bad spells, a week: called usual 5.0 (1.6 to 11.7), called worse 2.0 (0.2 to 7.2); not said of 0."
            )
                == true)
        #expect(lines.last?.hasPrefix("Otherwise, a week: called usual 0.3 (") == true)
        #expect(lines.last?.hasSuffix("not said of 6.") == true)
    }
}
