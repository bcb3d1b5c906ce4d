import DiaryGenerator
import Testing
import TonusCore
import TonusDiary

struct DiaryPlanTests {
    @Test(arguments: Profile.allCases)
    func `the same plan has the same diary, and another seed another one`(
        profile: Profile
    ) throws {
        let (once, again, other) = (
            try GeneratedDiary(DiaryPlan(profile, days: 120, seed: 7)),
            try GeneratedDiary(DiaryPlan(profile, days: 120, seed: 7)),
            try GeneratedDiary(DiaryPlan(profile, days: 120, seed: 8))
        )
        #expect(once.acts == again.acts)
        #expect(once.truth == again.truth)
        #expect(once.acts != other.acts)
    }

    @Test func `a day can be all there is`() throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            let diary = try GeneratedDiary(DiaryPlan(.moderate, days: 1, seed: seed))
            #expect(!diary.acts.isEmpty)
        }
    }

    // MARK: - How often, and how bad

    @Test func `a mild diary has as many spasms a week as the sources say`() throws {
        // 7.8 to 8.5 a week; the mean of eight diaries wanders by some three in a hundred.
        let mean = try ordinaryMean(of: Diaries.mild.get()) * 7
        #expect((7.8...8.5).contains(mean), "\(mean)")
    }

    @Test func `a moderate diary has as many spasms a day as its source says`() throws {
        let mean = try ordinaryMean(of: Diaries.moderate.get())
        #expect((4.8...5.8).contains(mean), "\(mean)")
        let severities = try Diaries.moderate.get().flatMap(\.figures.episodes)
            .compactMap(\.severity)
        let severity = Double(severities.reduce(0, +)) / Double(severities.count)
        #expect((5.0...5.4).contains(severity), "\(severity)")
    }

    @Test func `a cluster diary has two to more than a hundred a day for weeks, and is counted`()
        throws
    {
        let diaries = try Diaries.cluster.get()
        var (inBout, outside): ([Int], [Int]) = ([], [])
        for diary in diaries {
            for (date, count) in diary.counts {
                if diary.isBout(date) { inBout.append(count) } else { outside.append(count) }
            }
        }
        #expect(inBout.min() ?? 0 >= 2)
        #expect(inBout.max() ?? 0 > 100)
        #expect(outside.count { $0 == 0 } > outside.count / 2)
        let (figures, bouts) = (diaries.map(\.figures), diaries.flatMap(\.truth.bouts))
        let tallied = figures.flatMap(\.tallies).reduce(0) { $0 + $1.count }
        #expect(tallied > 10 * figures.reduce(0) { $0 + $1.episodes.count } / 2)
        #expect(bouts.count >= 4)
    }

    @Test func `spasms keep to the rhythm of the day`() throws {
        let hours = try Diaries.moderate.get().flatMap(\.figures.episodes).map { episode in
            (episode.onset / 1000 + Int64(episode.offset)) % 86_400 / 3600
        }
        let share = { (range: Range<Int64>) in
            Double(hours.count { range.contains($0) }) / Double(hours.count)
        }
        // Of those that are spread over all day, each part has its own in hours.
        #expect(abs(share(18..<22) - (0.31 + 0.3 * 4 / 24)) < 0.02)
        #expect(abs(share(12..<18) - (0.04 + 0.3 * 6 / 24)) < 0.02)
    }

    private func ordinaryMean(of diaries: [Sample]) -> Double {
        let counts = diaries.flatMap { diary in
            diary.counts.filter { !diary.isRelapse($0.key) }.values
        }
        return Double(counts.reduce(0, +)) / Double(counts.count)
    }
}
