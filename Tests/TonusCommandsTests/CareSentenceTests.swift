import Testing
import TonusCore
import TonusDiary
import TonusInsights
import TonusTesting
import TonusTypes

@testable import TonusCommands

/// What is said of courses, spells, painkillers and the Penn scale, in `insights` and on the page alike.
struct CareSentenceTests {
    private static let words = InsightSentenceTests.words
    private static let last = LocalDate(days: 20_700)
    private static let days = LocalDate(days: 20_671)...last

    private func insights(_ fill: (inout DiaryFigures) -> Void) -> Insights {
        var figures = DiaryFigures()
        fill(&figures)
        return Insights(figures, Self.days)
    }

    @Test(
        arguments: [
            (0, nil, "0, none."), (1, 1, "1, only when something sets them off; mild."),
            (2, 2, "2, less than once an hour; moderate."),
            (3, 3, "3, more than once an hour; severe."),
            (4, nil, "4, more than ten times an hour."),
        ] as [(Int, Int?, String)])
    func `what was said of the week is told with its words`(
        step: Int, severity: Int?, told: String
    ) {
        let found = insights { figures in
            var day = DiaryFigures.Day(date: Self.last)
            (day.penn, day.pennSeverity) = (step, severity)
            figures.days = [day]
        }
        #expect(Self.words.penn(found) == ["Penn spasm frequency, as said on 2026-09-04: \(told)"])
    }

    @Test func `the log's own step is called estimated`() {
        let found = insights { figures in
            figures.days = (0..<7).map { DiaryFigures.Day(date: LocalDate(days: 20_700 - $0)) }
        }
        #expect(
            Self.words.penn(found) == [
                "Penn spasm frequency, estimated from 0 spasms on 7 days of the last week: 0, none."
            ])
    }

    @Test func `a course says how long it was, and how long it was meant to be`() throws {
        func write(_ field: Field, _ day: Int) -> Write {
            Write(cell: field.cell(), value: .date(LocalDate(days: day)))
        }
        let sheet = try #require(
            Sheet.holding(
                .regimen,
                [
                    write(.regimenStart, 20_680), write(.plannedEnd, 20_689),
                    write(.stoppedOn, 20_700),
                    Write(
                        cell: Field.regimenTreatment.cell(),
                        value: .entity(EntityID(high: 1, low: 7))),
                ]))
        let found = insights { figures in
            figures.regimens = [sheet]
            figures.names["\(EntityID(high: 1, low: 7))"] = "ibuprofen"
        }
        #expect(
            Self.words.courses(found) == [
                "ibuprofen from 2026-08-15, 21 days, planned 10, stopped 2026-09-04."
            ])
    }
}
