/// Answers every question of a record at once, as honestly as a diary allows.
///
/// The same record has the same findings on every device.
public struct TriggerAnalysis: Hashable, Sendable {
    /// In the order of the record's questions.
    public let findings: [Finding]
    /// Of the tests beside these, in their order.
    let besideQ: [Double]

    /// How many turns the shift test makes where there are more to choose from.
    public static let turns = 1999
    /// Which of them: fixed, as nobody may draw again until something is found.
    static let seed: UInt64 = 0x546F_6E75_7331

    /// - Parameter beside: the p-values of what else is asked in the same view: every one counts.
    public init(_ record: DiaryRecord, beside: [Double] = []) {
        let drafts = Self.drafts(record)
        // Questions that cannot be answered yet were asked all the same.
        let qValues = FalseDiscovery.qValues(drafts.map { $0.shiftPValue ?? 1 } + beside)
        findings = zip(drafts, qValues).map { $0.finding(q: $1) }
        besideQ = Array(qValues.dropFirst(drafts.count))
    }

    private static func drafts(_ record: DiaryRecord) -> [Draft] {
        let counts = record.days.map { $0.isObserved ? $0.spasms : nil }
        let test = ShiftTest(counts)
        var generator = SeededGenerator(seed: seed)
        let shifts = ShiftTest.shifts(length: counts.count, limit: turns, using: &generator)
        return record.factors.flatMap { factor in
            factor.windows.map { window in
                let exposures = window.exposures(of: factor.exposures)
                let estimate = Estimate(counts, exposures)
                let unmet = Gate.unmet(by: estimate.comparison, coverage: record.coverage)
                return Draft(
                    record: record, counts: counts, factor: factor, window: window,
                    exposures: exposures, estimate: estimate, unmet: unmet,
                    shiftPValue: unmet.isEmpty ? test.pValue(exposures, shifts: shifts) : nil)
            }
        }
    }
}

/// A finding before the others are known.
private struct Draft {
    let record: DiaryRecord
    let counts: [Int?]
    let factor: FactorRecord
    let window: LagWindow
    let exposures: [Exposure]
    let estimate: Estimate
    let unmet: [Gate]
    let shiftPValue: Double?

    func finding(q: Double) -> Finding {
        let beforehand = Beforehand(
            counts, today: exposures, tomorrow: window.exposuresAfter(factor.exposures))
        let isAlsoBeforehand = beforehand.isSimilar(to: estimate)
        let (halves, repeats) = (halves, Repeats(record.days, exposures))
        let stratified = StratifiedRatio(strata)
        let evidence = Evidence(
            q: q, interval: estimate.interval, shiftPValue: shiftPValue,
            isAlsoBeforehand: isAlsoBeforehand,
            holdsInBothHalves: halves.allSatisfy { $0 != 0 && $0 == estimate.comparison.sign },
            turnsWhenRepeated: repeats.all.contains {
                $0.comparison.sign * estimate.comparison.sign < 0
            },
            turnsAmongAlike: stratified.map { $0.sign * estimate.comparison.sign < 0 } ?? false)
        let pace = Pace(
            estimate, calendarDays: counts.count, coverage: record.coverage,
            questions: record.questions.count)
        return Finding(
            question: TriggerQuestion(factor, window), estimate: estimate,
            stratified: stratified, shiftPValue: shiftPValue, q: q,
            beforehand: beforehand, isAlsoBeforehand: isAlsoBeforehand, halves: halves,
            repeats: repeats,
            verdict: unmet.isEmpty
                ? evidence.verdict : .notEnough(unmet, weeksNeeded: pace.weeksNeeded(unmet)),
            pace: pace)
    }

    /// By calendar days, the odd one in the second half.
    private var halves: [Int] {
        let middle = counts.count / 2
        return [0..<middle, middle..<counts.count].map {
            Estimate(counts[$0], exposures[$0]).comparison.sign
        }
    }

    /// By month and by being a relapse day.
    private var strata: [RateComparison] {
        let start = CalendarDay.month(record.firstDay)
        var found: [RateComparison] = []
        for (index, day) in record.days.enumerated() {
            guard day.isObserved, exposures[index] != .unknown else { continue }
            let month = CalendarDay.month(record.firstDay + index) - start
            let place = 2 * month + (day.isRelapse ? 1 : 0)
            while found.count <= place {
                found.append(
                    RateComparison(
                        exposed: Rate(events: 0, time: 0), unexposed: Rate(events: 0, time: 0)))
            }
            let side: WritableKeyPath<RateComparison, Rate> =
                exposures[index] == .yes ? \.exposed : \.unexposed
            found[place][keyPath: side].events += day.spasms
            found[place][keyPath: side].time += 1
        }
        return found
    }
}
