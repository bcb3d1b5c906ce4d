import TonusCore
import TonusDiary
import TonusInsights
import TonusTesting

extension SimulatedDiary {
    /// The same as a whole diary, in UTC: every exposure with its hour, so that it is asked twice.
    package func figures(using random: inout SeededGenerator) -> DiaryFigures {
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
    package func worthDiscussing(diaries: Int, seed: UInt64) -> Int {
        var random = SeededGenerator(seed: seed)
        return (0..<diaries).count { _ in
            let figures = figures(using: &random)
            guard let days = figures.reach else { return false }
            let insights = Insights(figures, days)
            return insights.findings.contains { $0.verdict == .worthDiscussing }
                || insights.timed.contains { $0.verdict == .worthDiscussing }
        }
    }

    /// With eight factors that do nothing, each there in spells of a mean length in days.
    package static func nothing(_ days: Int, spell: Double = 2) -> SimulatedDiary {
        var diary = SimulatedDiary()
        (diary.factors, diary.days, diary.spell) = (8, days, spell)
        return diary
    }
}
