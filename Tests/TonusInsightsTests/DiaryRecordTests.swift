import Testing
import TonusCore
import TonusDiary
import TonusTypes

@testable import TonusInsights

/// From what a diary says to the days that are compared.
struct DiaryRecordTests {
    private static let first = LocalDate(days: 20_700)

    private func day(_ number: Int) -> LocalDate { LocalDate(days: Self.first.days + number) }

    private func instant(_ number: Int, hour: Int) -> Int64 {
        Int64(day(number).days) * 86_400_000 + Int64(hour) * 3_600_000
    }

    private func episode(_ number: Int, hour: Int, late: Int64 = 0) -> DiaryFigures.Episode {
        let onset = instant(number, hour: hour)
        return DiaryFigures.Episode(
            onset: onset, offset: 0, end: nil, severity: 5, pain: nil, character: nil,
            siteWords: "left calf;foot", written: onset + late)
    }

    private func record(_ figures: DiaryFigures, days: Int = 10) -> DiaryRecord {
        DiaryRecord(figures, day(0)...day(days - 1))
    }

    @Test func `a day without a word is not observed, and one with none is`() {
        var figures = DiaryFigures()
        figures.days = [DiaryFigures.Day(date: day(1), isSpasmFree: true)]
        figures.episodes = [episode(3, hour: 12)]
        let record = record(figures)
        #expect(record.days.map(\.isObserved) == (0..<10).map { [1, 3].contains($0) })
        #expect(record.days[1].spasms == 0 && record.days[3].spasms == 1)
        #expect(record.coverage == 0.2)
    }

    @Test func `a day on which nobody logs is not observed, whatever is written for it`() {
        var figures = DiaryFigures()
        figures.days = [DiaryFigures.Day(date: day(3), isNotLogging: true)]
        figures.episodes = [episode(3, hour: 12)]
        #expect(record(figures).observedDays == 0)
    }

    @Test func `a night belongs to the evening before it`() {
        var figures = DiaryFigures()
        figures.episodes = [episode(4, hour: 3), episode(4, hour: 4)]
        let record = record(figures)
        #expect(record.days[3].episodes == 1 && record.days[4].episodes == 1)
    }

    @Test func `what was written within two hours is told from what came later`() {
        var figures = DiaryFigures()
        figures.episodes = [
            episode(2, hour: 12, late: 7_200_000), episode(2, hour: 13, late: 7_200_001),
        ]
        #expect(record(figures).days[2].promptly == 1)
    }

    @Test func `a tally counts as many as it says`() {
        var figures = DiaryFigures()
        figures.tallies = [
            DiaryFigures.Tally(
                from: instant(2, hour: 12), offset: 0, count: 12, siteWords: "",
                written: instant(2, hour: 20))
        ]
        #expect(record(figures).days[2].spasms == 12)
    }

    @Test func `a factor counts only with days of both kinds, and unknown days are neither`() throws
    {
        var figures = DiaryFigures()
        figures.exposures = [
            DiaryFigures.Exposure(date: day(1), factor: "heat", isPresent: true),
            DiaryFigures.Exposure(date: day(2), factor: "heat", isPresent: false),
            DiaryFigures.Exposure(date: day(3), factor: "heat", isPresent: nil),
            DiaryFigures.Exposure(date: day(1), factor: "cold", isPresent: true),
        ]
        let factor = try #require(record(figures).factors.first)
        #expect(record(figures).factors.map(\.name) == ["heat"])
        #expect(factor.exposures.prefix(4) == [.unknown, .yes, .no, .unknown])
    }

    @Test func `days without exercise count as such from the first exercise on, where observed`()
        throws
    {
        var figures = DiaryFigures()
        figures.days = (0..<9).map { DiaryFigures.Day(date: day($0)) }
        figures.exercises = [DiaryFigures.Exercise(date: day(4), minutes: 30, effort: 4)]
        let factor = try #require(record(figures).factors.first { $0.name == "exercised" })
        #expect(
            factor.exposures
                == [.unknown, .unknown, .unknown, .unknown, .yes, .no, .no, .no, .no, .unknown])
        #expect(factor.windows == [.sameDay, .dayBefore])
    }

    @Test func `a dose that people differ about is neither missed nor taken`() {
        var figures = DiaryFigures()
        let regimen = EntityID(high: 1, low: 1)
        func dose(_ number: Int, _ status: DoseStatus, unclear: Bool = false) -> DiaryFigures.Dose {
            DiaryFigures.Dose(
                date: day(number), treatment: nil, regimen: regimen, status: status,
                isUnclear: unclear)
        }
        figures.doses = [
            dose(1, .skipped), dose(2, .taken), dose(3, .skipped, unclear: true),
            dose(4, .unknown), dose(5, .taken), dose(5, .skipped),
        ]
        let factor = record(figures).factors.first { $0.name == "missed-dose" }
        #expect(factor?.exposures.prefix(6) == [.unknown, .yes, .no, .unknown, .unknown, .yes])
    }
}
