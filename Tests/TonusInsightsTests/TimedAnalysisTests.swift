import Testing
import TonusCore
import TonusDiary

@testable import TonusInsights

/// Short exposures just before spasms, beside the same hours of other days.
struct TimedAnalysisTests {
    private typealias Samples = FigureSamples
    private static let length = 168

    /// A bath on some days at seven in the evening, said of every day; spasms at eight.
    ///
    /// - Parameter share: in how many of ten spasms the bath came before; else it is by chance.
    private func figures(bathBefore share: Int) -> DiaryFigures {
        var figures = DiaryFigures()
        var random = SeededGenerator(seed: 5)
        for day in 0..<Self.length {
            let date = LocalDate(days: Samples.first + day)
            figures.days.append(DiaryFigures.Day(date: date))
            let hasSpasm = random.draw(below: 10) < 3
            let hasBath = random.draw(below: 10) < (hasSpasm ? share : 3)
            let start = Samples.instant(day, 18.5)
            figures.exposures.append(
                DiaryFigures.Exposure(
                    date: date, factor: "heat", isPresent: hasBath,
                    times: hasBath ? start...start + Samples.hour : nil))
            if hasSpasm { figures.episodes.append(Samples.episode(day, 20, number: day)) }
        }
        return figures
    }

    private func insights(_ figures: DiaryFigures) -> Insights {
        Insights(figures, Samples.days(Self.length))
    }

    @Test func `what comes before spasms far more often than at other times stands out`() throws {
        let found = try #require(insights(figures(bathBefore: 8)).timed.first)
        #expect(found.factor == "heat" && found.hours == 2)
        #expect(found.spasms >= 24 && found.times > found.spasms)
        #expect(try #require(found.odds).ratio > 3)
        #expect(found.verdict == .worthDiscussing)
    }

    @Test func `what is there as often at other times does not`() throws {
        let found = try #require(insights(figures(bathBefore: 3)).timed.first)
        #expect(found.verdict == .noClearPattern)
        #expect(try #require(found.interval).excludes(1) == false)
    }

    @Test func `every short question counts in the correction of all others`() throws {
        let with = insights(figures(bathBefore: 3))
        var untimed = figures(bathBefore: 3)
        untimed.exposures = untimed.exposures.map {
            DiaryFigures.Exposure(date: $0.date, factor: $0.factor, isPresent: $0.isPresent)
        }
        let without = insights(untimed)
        #expect(with.questionCount == 2 && without.questionCount == 1)
        #expect(without.timed.isEmpty)
        let p = try #require(with.findings.first?.shiftPValue)
        #expect(without.findings.first?.q == p)
        #expect(try #require(with.findings.first?.q) >= p)
    }

    @Test func `a day with it and no hour is no day to compare with`() throws {
        let all = try #require(insights(figures(bathBefore: 8)).timed.first)
        var vague = figures(bathBefore: 8)
        vague.exposures = vague.exposures.enumerated().map { place, one in
            place % 2 == 0
                ? one
                : DiaryFigures.Exposure(
                    date: one.date, factor: one.factor,
                    isPresent: one.isPresent == true ? true : nil)
        }
        let half = try #require(insights(vague).timed.first)
        #expect(half.spasms < all.spasms && half.times < all.times)
    }

    @Test func `exposures written down only when a spasm comes have nothing to compare with`() {
        var figures = figures(bathBefore: 8)
        let days = Set(figures.episodes.map { Int($0.onset / 86_400_000) })
        figures.exposures = figures.exposures.filter {
            days.contains($0.date.days) && $0.isPresent == true
        }
        let timed = insights(figures).timed
        #expect(timed.allSatisfy { $0.verdict != .worthDiscussing })
        #expect(timed.allSatisfy { $0.exposedTimes == $0.times })
    }

    @Test func `a cluster counts once, and an onset known to the day alone not at all`() throws {
        var figures = figures(bathBefore: 8)
        let before = try #require(insights(figures).timed.first).spasms
        figures.episodes += figures.episodes.map {
            Samples.episode(Int($0.onset / 86_400_000) - Samples.first, 20.5)
        }
        var vague = Samples.episode(1, 3)
        vague.precision = .day
        figures.episodes.append(vague)
        #expect(try #require(insights(figures).timed.first).spasms == before)
    }

    @Test func `what begins just after spasms as well is there beforehand`() throws {
        var figures = figures(bathBefore: 8)
        let days = Set(figures.episodes.map { Int($0.onset / 86_400_000) - Samples.first })
        figures.exposures = figures.exposures.map { one in
            let day = one.date.days - Samples.first
            guard one.isPresent == true, days.contains(day) else { return one }
            // Half of the baths came after the spasm.
            let start = Samples.instant(day, day % 2 == 0 ? 20.5 : 18.5)
            return DiaryFigures.Exposure(
                date: one.date, factor: one.factor, isPresent: true, times: start...start)
        }
        let found = try #require(insights(figures).timed.first)
        #expect(found.verdict != .worthDiscussing)
    }

    @Test func `a long bath that reaches into the window is there`() {
        let factor = TimedAnalysis.Factor(
            name: "x", hours: 2, times: [0...100, 10...20, 400...500], knownDays: [])
        #expect(factor.isPresent(90...120) && factor.isPresent(450...460))
        #expect(!factor.isPresent(101...399) && !factor.isPresent(501...600))
        #expect(factor.begins(in: 300...400) && !factor.begins(in: 401...600))
    }
}
