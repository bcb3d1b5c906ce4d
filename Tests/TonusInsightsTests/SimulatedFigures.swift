import Foundation
import Testing
import TonusCore
import TonusDiary

@testable import TonusInsights

extension SimulatedDiary {
    /// The same as a whole diary, in UTC: every exposure with its hour, so that it is asked twice.
    func figures(using random: inout SeededGenerator) -> DiaryFigures {
        let record = record(using: &random)
        var figures = DiaryFigures()
        for (place, day) in record.days.enumerated() {
            let date = LocalDate(days: record.firstDay + place)
            let midnight = Int64(date.days) * 86_400_000
            func moment() -> Int64 { midnight + Int64((8 + 14 * random.uniform()) * 3_600_000) }
            if day.isObserved { figures.days.append(DiaryFigures.Day(date: date)) }
            for _ in 0..<day.episodes {
                let onset = moment()
                figures.episodes.append(
                    DiaryFigures.Episode(
                        onset: onset, offset: 0, end: nil, severity: nil, pain: nil,
                        character: nil, siteWords: "", written: onset))
            }
            for factor in record.factors {
                let (isThere, start) = (factor.exposures[place] == .yes, moment())
                figures.exposures.append(
                    DiaryFigures.Exposure(
                        date: date, factor: factor.name, isPresent: isThere,
                        times: isThere ? start...start + 1_800_000 : nil))
            }
        }
        figures.episodes.sort { $0.onset < $1.onset }
        return figures
    }

    /// In how many diaries drawn from one seed anything is called worth discussing, of days or of hours.
    func worthDiscussing(diaries: Int, seed: UInt64) -> Int {
        var random = SeededGenerator(seed: seed)
        return (0..<diaries).count { _ in
            let figures = figures(using: &random)
            guard let days = figures.reach else { return false }
            let insights = Insights(figures, days)
            return insights.findings.contains { $0.verdict == .worthDiscussing }
                || insights.timed.contains { $0.verdict == .worthDiscussing }
        }
    }
}

/// How often the whole analysis is wrong, and how often it finds what is there.
struct SimulatedFiguresTests {
    private static func nothing(_ days: Int, spell: Double = 2) -> SimulatedDiary {
        var diary = SimulatedDiary()
        (diary.factors, diary.days, diary.spell) = (8, days, spell)
        return diary
    }

    @Test func `of factors that do nothing, asked by day and by hour, few are worth discussing`() {
        let found = Self.nothing(365).worthDiscussing(diaries: 30, seed: 5)
        #expect(found <= 3)
    }

    /// What Docs/Insights.md says, printed; `Scripts/simulated` sets how many diaries.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["TONUS_SIMULATED"] != nil))
    func `the figures of the page`() {
        let diaries =
            ProcessInfo.processInfo.environment["TONUS_SIMULATED"].flatMap { Int($0) } ?? 0
        func share(_ count: Int) -> String {
            String(format: "%.1f %%", 100 * Double(count) / Double(max(1, diaries)))
        }
        for spell in [2.0, 6] {
            for days in [90, 365] {
                let diary = Self.nothing(days, spell: spell)
                let byDay = SimulatedRates(diary, diaries: diaries, seed: 11)
                let byHour = diary.worthDiscussing(diaries: diaries, seed: 12)
                print(
                    "SIMULATED \(days) days, spells of \(spell):"
                        + " by day \(share(byDay.worthDiscussing)),"
                        + " by day and hour \(share(byHour))")
            }
        }
        for days in [90, 180, 365, 730] {
            var diary = Self.nothing(days, spell: 1.25)
            (diary.mean, diary.size, diary.memory, diary.spread) = (0.5, .infinity, 0, 0)
            (diary.exposedShare, diary.ratio) = (0.2, 2)
            let found = SimulatedRates(diary, diaries: diaries, seed: 13)
            print(
                "SIMULATED doubling, \(days) days: exact \(share(found.exact)),"
                    + " after everything \(share(found.worthDiscussing))")
        }
    }
}
