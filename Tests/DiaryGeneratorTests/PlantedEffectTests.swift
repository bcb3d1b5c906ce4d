import DiaryGenerator
import Testing
import TonusDiary
import TonusInsights

/// What was planted comes out of the analysis, and what was not does not.
struct PlantedEffectTests {
    /// Questions that an analysis answered, with what is true.
    private struct Answer {
        let truth: Truth.Factor
        let finding: Finding

        var isFound: Bool { finding.verdict == .worthDiscussing }

        static func all(_ diary: Sample) -> [Answer] {
            let findings = TriggerAnalysis(DiaryRecord(diary.figures, diary.days)).findings
            return findings.compactMap { finding in
                let window = finding.question.window.daysBack
                return diary.truth.factors.first {
                    $0.name == finding.question.factor
                        && $0.daysBack == [window.lowerBound, window.upperBound]
                }.map { Answer(truth: $0, finding: finding) }
            }
        }
    }

    @Test func `every question that a diary raises has a known answer`() throws {
        for diary in try [Diaries.moderate.get()[0], Diaries.mild.get()[0]] {
            let record = DiaryRecord(diary.figures, diary.days)
            #expect(Answer.all(diary).count == record.questions.count)
            #expect(record.questions.count >= 12)
        }
    }

    @Test func `three years are enough for a doubling, and little is found that is not there`()
        throws
    {
        let diaries = try Diaries.moderate.get()
        let answers = diaries.flatMap(Answer.all)
        let strong = answers.filter { $0.truth.ratio == 2 }
        #expect(strong.count == diaries.count)
        // Its chance is above 0.99 for three years: of eight diaries, one may miss it.
        #expect(strong.count(where: \.isFound) >= diaries.count - 1)
        for one in strong {
            #expect((1.4...2.9).contains(one.finding.estimate.comparison.ratio ?? 0))
        }
        let nulls = answers.filter(\.truth.isNull)
        #expect(nulls.count >= 6 * diaries.count)
        #expect(nulls.count(where: \.isFound) * 10 <= nulls.count)
        // No more than that of what is called worth discussing may be chance: that is what q says.
        let found = answers.filter(\.isFound)
        #expect(found.count(where: \.truth.isNull) * 5 <= found.count)
    }

    @Test func `factors are found about as often as was foretold`() throws {
        let answers = try Diaries.moderate.get().flatMap(Answer.all).filter { !$0.truth.isNull }
        let foretold = answers.reduce(0) { sum, one in
            sum + (one.truth.expected.first { $0.years == 3 }?.chance ?? 0)
        }
        let found = Double(answers.count(where: \.isFound))
        #expect(abs(found - foretold) <= 0.15 * Double(answers.count), "\(found), \(foretold)")
    }

    @Test func `in a diary in which nothing does anything, nothing is found`() throws {
        var diaries = 0
        for seed in 1...10 as ClosedRange<UInt64> {
            var plan = DiaryPlan(.moderate, years: 1, seed: seed)
            for place in plan.factors.indices { plan.factors[place].ratio = 1 }
            let diary = Sample(try GeneratedDiary(plan))
            if Answer.all(diary).contains(where: \.isFound) { diaries += 1 }
        }
        #expect(diaries <= 1, "in \(diaries) of 10")
    }
}
