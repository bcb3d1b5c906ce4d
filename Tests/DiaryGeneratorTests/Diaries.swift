import DiaryGenerator
import TonusCore
import TonusDiary

/// Diaries that several tests look at, each made once. The seeds were taken as they come, from 1.
enum Diaries {
    static let moderate = Result { try made(.moderate, seeds: 1...8) }
    static let mild = Result { try made(.mild, seeds: 1...8) }
    static let cluster = Result { try made(.cluster, seeds: 1...4) }

    /// Three years each: with six changes of the clocks, and some relapses.
    private static func made(
        _ profile: Profile, seeds: ClosedRange<UInt64>
    ) throws -> [Sample] {
        try seeds.map { Sample(try GeneratedDiary(DiaryPlan(profile, years: 3, seed: $0))) }
    }

    static func all() throws -> [Sample] { try moderate.get() + mild.get() + cluster.get() }
}

/// A diary with what is worked out from it, once.
@dynamicMemberLookup
struct Sample {
    let diary: GeneratedDiary
    let figures: DiaryFigures
    /// The spasms of each day of which something was written down.
    let counts: [LocalDate: Int]

    init(_ diary: GeneratedDiary) {
        (self.diary, figures) = (diary, diary.figures)
        counts = Self.counts(of: figures)
    }

    subscript<Part>(dynamicMember path: KeyPath<GeneratedDiary, Part>) -> Part {
        diary[keyPath: path]
    }

    private static func counts(of figures: DiaryFigures) -> [LocalDate: Int] {
        var counts: [LocalDate: Int] = [:]
        for day in figures.days where !day.isNotLogging { counts[day.date] = 0 }
        for one in figures.episodes {
            counts[DiaryFigures.day(one.onset, offset: one.offset), default: 0] += 1
        }
        for one in figures.tallies {
            counts[DiaryFigures.day(one.from, offset: one.offset), default: 0] += one.count
        }
        return counts
    }

    func isRelapse(_ date: LocalDate) -> Bool {
        let text = WhenFormat.iso(date)
        return diary.truth.relapses.contains { $0.onset <= text && text <= $0.lastDay }
    }

    func isBout(_ date: LocalDate) -> Bool {
        let text = WhenFormat.iso(date)
        return diary.truth.bouts.contains { $0.from <= text && text <= $0.to }
    }

    /// The first act of each of the person's own episodes.
    var ownEpisodes: [(act: Act, onset: TimePoint)] {
        diary.ownActs.compactMap { act in act.draft?.onset.map { (act, $0) } }
    }
}
