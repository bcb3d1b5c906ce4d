import Testing
import TonusCore
import TonusDiary
import TonusTypes

@testable import TonusInsights

/// What a factor's definition says counts in what is compared.
struct MarkedFactorTests {
    private static let first = LocalDate(days: 20_700)

    private func figures(
        _ factor: String, _ marks: [(day: Int, isPresent: Bool?, amount: Double?)],
        _ definition: DiaryFigures.Definition? = nil
    ) -> DiaryFigures {
        var figures = DiaryFigures()
        figures.exposures = marks.map { mark in
            DiaryFigures.Exposure(
                date: LocalDate(days: Self.first.days + mark.day), factor: factor,
                isPresent: mark.isPresent, amount: mark.amount)
        }
        figures.definitions[factor] = definition
        return figures
    }

    private func record(_ figures: DiaryFigures) -> DiaryRecord {
        DiaryRecord(figures, Self.first...LocalDate(days: Self.first.days + 9))
    }

    private static let rooms: [(day: Int, isPresent: Bool?, amount: Double?)] = [
        (0, nil, 20), (1, nil, 21), (2, nil, 24.5), (3, nil, 30), (4, nil, 31),
    ]

    @Test(arguments: [FactorKind.degrees, .minutes])
    func `what is measured is cut at the person's own median, and its name says so`(
        kind: FactorKind
    ) throws {
        let record = record(figures("room", Self.rooms, DiaryFigures.Definition(kind: kind)))
        let factor = try #require(record.factors.first)
        #expect(factor.name == "room" && factor.cut == "24.5")
        #expect(Array(factor.exposures.prefix(6)) == [.no, .no, .no, .yes, .yes, .unknown])
    }

    @Test func `a score is there above the middle of its scale`() throws {
        let marks: [(day: Int, isPresent: Bool?, amount: Double?)] = [
            (0, nil, 5), (1, nil, 6), (2, true, nil), (3, false, nil),
        ]
        let factor = try #require(record(figures("stress", marks)).factors.first)
        #expect(factor.name == "stress" && factor.cut == nil)
        #expect(Array(factor.exposures.prefix(5)) == [.no, .yes, .yes, .no, .unknown])
    }

    @Test func `a factor that was turned off is no question`() {
        let off = DiaryFigures.Definition(kind: .degrees, isEnabled: false)
        #expect(record(figures("room", Self.rooms, off)).questions.isEmpty)
        let on = DiaryFigures.Definition(kind: .degrees)
        #expect(record(figures("room", Self.rooms, on)).questions.count == 1)
    }

    @Test(arguments: [
        ("wind", Lag?.none, LagWindow.sameDay), ("wind", .hours, .sameDay),
        ("wind", .nextDay, .dayBefore), ("wind", .week, LagWindow(0...7)),
        ("infection", nil, LagWindow(0...7)), ("infection", .sameDay, .sameDay),
        ("period", nil, LagWindow(-3...2)),
    ])
    func `the window is the one that was said, else the one that is known`(
        factor: String, lag: Lag?, window: LagWindow
    ) {
        let marks: [(day: Int, isPresent: Bool?, amount: Double?)] = [
            (0, true, nil), (1, false, nil),
        ]
        let definition = lag.map { DiaryFigures.Definition(lag: $0) }
        #expect(record(figures(factor, marks, definition)).questions.map(\.window) == [window])
    }
}
