import Testing
import TonusCore
import TonusDiary

@testable import TonusInsights

/// How soon spasms eased, from what a diary says of them.
struct ReliefRecordTests {
    private typealias Samples = FigureSamples

    private func record(_ figures: DiaryFigures) -> ReliefRecord {
        ReliefRecord(figures, Samples.days(30))
    }

    @Test func `a dose is timed from when it was taken, and nothing from the onset`() throws {
        var figures = Samples.named()
        figures.episodes = [
            Samples.episode(1, 12, minutes: 30, severity: 6, number: 1),
            Samples.episode(2, 12, minutes: 30, severity: 6, number: 2),
        ]
        figures.doses = [Samples.dose(1, 12.25, for: 1)]
        let record = record(figures)
        #expect(record.treatments.map(\.name) == ["ibuprofen"])
        #expect(record.treatments.first?.spasms.map(\.relief) == [Waiting(15)])
        #expect(record.untreated.map(\.relief) == [Waiting(30)])
    }

    @Test func `what was over before the dose says nothing of it, nor does a skipped dose`() {
        var figures = Samples.named()
        figures.episodes = [
            Samples.episode(1, 12, minutes: 10, number: 1),
            Samples.episode(2, 12, minutes: 10, number: 2),
        ]
        var skipped = DiaryFigures.Dose(
            date: LocalDate(days: Samples.first), treatment: Samples.id(900), regimen: nil,
            status: .skipped)
        (skipped.at, skipped.episodes) = (Samples.instant(2, 12), [Samples.id(2)])
        figures.doses = [Samples.dose(1, 13, for: 1), skipped]
        let record = record(figures)
        #expect(record.treatments.isEmpty && record.untreated.count == 1)
    }

    /// Taken as it ended, it did not bring the end.
    @Test func `a dose of the minute of the end says nothing of it, one a minute earlier does`() {
        var figures = Samples.named()
        figures.episodes = [Samples.episode(1, 12, minutes: 30, number: 1)]
        figures.doses = [Samples.dose(1, 12.5, for: 1)]
        #expect(record(figures).treatments.isEmpty)
        figures.doses = [Samples.dose(1, 12 + 29.0 / 60, for: 1)]
        #expect(record(figures).treatments.first?.spasms.map(\.relief) == [Waiting(1)])
        // Without a dose there is no such doubt: it was over within the minute.
        figures.doses = []
        figures.episodes = [Samples.episode(1, 12, minutes: 0, number: 1)]
        #expect(record(figures).untreated.map(\.relief) == [Waiting(0)])
    }

    @Test func `it has eased by a fall of three tenths, a word, or the end, whichever is first`() {
        var figures = Samples.named()
        var told = Samples.episode(1, 12, minutes: 60, severity: 8, number: 1)
        (told.tried, told.reliefAt) = ([.heat], Samples.instant(1, 12.5))
        var rated = Samples.episode(2, 12, minutes: 60, severity: 8, number: 2)
        rated.tried = [.heat]
        figures.episodes = [told, rated]
        figures.ratings = [
            DiaryFigures.Rating(episode: Samples.id(2), at: Samples.instant(2, 12.1), severity: 7),
            DiaryFigures.Rating(episode: Samples.id(2), at: Samples.instant(2, 12.2), severity: 5),
        ]
        let spasms = record(figures).treatments.first?.spasms ?? []
        #expect(spasms.map(\.relief) == [Waiting(30), Waiting(12)])
    }

    @Test func `one that goes on is followed to the last word on it, and no further`() {
        var figures = Samples.named()
        var rated = Samples.episode(1, 12, severity: 8, number: 1)
        rated.isOngoing = true
        let unknown = Samples.episode(2, 12, severity: 8, number: 2)
        figures.episodes = [rated, unknown]
        figures.ratings = [
            DiaryFigures.Rating(episode: Samples.id(1), at: Samples.instant(1, 12.5), severity: 8)
        ]
        let record = record(figures)
        #expect(record.untreated.map(\.relief) == [Waiting(30, hasCome: false)])
    }

    @Test func `a day-long spasm is followed for four hours`() {
        var figures = Samples.named()
        figures.episodes = [Samples.episode(1, 12, minutes: 900, number: 1)]
        #expect(
            record(figures).untreated.map(\.relief)
                == [Waiting(ReliefRecord.limit, hasCome: false)])
    }

    @Test func `a dose and its class named alike are one thing`() {
        var figures = Samples.named()
        figures.names["\(Samples.id(900))"] = "heat"
        var episode = Samples.episode(1, 12, minutes: 30, number: 1)
        episode.tried = [.heat, .stretch]
        figures.episodes = [episode]
        figures.doses = [Samples.dose(1, 12.25, for: 1)]
        let record = record(figures)
        #expect(record.treatments.map(\.name) == ["heat", "stretch"])
        #expect(
            record.treatments.map { $0.spasms.map(\.relief) } == [[Waiting(15)], [Waiting(30)]])
    }

    @Test func `untreated ones are taken from the same thirds of the scale`() {
        var figures = Samples.named()
        figures.episodes = [1, 5, 9].enumerated().map { place, severity in
            Samples.episode(place, 12, minutes: 30, severity: severity, number: place)
        }
        let record = record(figures)
        let severe = ReliefRecord.Spasm(severity: 8, relief: Waiting(5))
        #expect(record.untreated(asSevereAs: [severe]).map(\.severity) == [9])
        let unsaid = ReliefRecord.Spasm(severity: nil, relief: Waiting(5))
        #expect(record.untreated(asSevereAs: [unsaid]).count == 3)
    }

    @Test func `a curve has every time at which anything was known`() {
        let curve = ReliefChart.Curve(
            label: "x",
            [Waiting(6), Waiting(6), Waiting(6, hasCome: false), Waiting(9, hasCome: false)])
        #expect(curve.steps.map(\.time) == [6, 9])
        #expect(curve.steps.map(\.atRisk) == [4, 1])
        #expect(curve.steps.map(\.eased) == [2, 0] && curve.steps.map(\.censored) == [1, 1])
        #expect(curve.steps.map(\.share) == [0.5, 0.5])
    }
}
