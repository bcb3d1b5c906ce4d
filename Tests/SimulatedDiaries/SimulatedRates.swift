import TonusInsights

/// What became of many simulated diaries.
package struct SimulatedRates: Sendable {
    package private(set) var diaries = 0
    /// Diaries in which the first factor's exact test has a p-value of at most 0.05.
    package private(set) var exact = 0
    /// The same by the shift test.
    package private(set) var shifted = 0
    /// Diaries in which any factor is called worth discussing.
    package private(set) var worthDiscussing = 0
    /// Diaries in which the first one is.
    package private(set) var found = 0
    /// Diaries in which the first factor is demoted for being there beforehand.
    package private(set) var alsoBeforehand = 0
    /// Diaries that say something about the first factor, if only that nothing is clear.
    package private(set) var judged = 0

    /// Runs the whole analysis on diaries drawn from one seed.
    package init(_ diary: SimulatedDiary, diaries: Int, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<diaries {
            add(TriggerAnalysis(diary.record(using: &random)).findings)
        }
    }

    private mutating func add(_ findings: [Finding]) {
        diaries += 1
        guard let first = findings.first else { return }
        if (first.estimate.comparison.pValue() ?? 1) <= 0.05 { exact += 1 }
        if (first.shiftPValue ?? 1) <= 0.05 { shifted += 1 }
        if findings.contains(where: { $0.verdict == .worthDiscussing }) { worthDiscussing += 1 }
        if first.verdict == .worthDiscussing { found += 1 }
        if first.verdict == .alsoBeforehand { alsoBeforehand += 1 }
        if case .notEnough = first.verdict { return }
        judged += 1
    }
}
