import TonusDiary
import TonusInsights

/// How soon spasms eased: what was seen, and that it cannot tell what a treatment did.
extension Catalogue {
    func reliefText(_ treated: Int, _ untreated: Int) -> ChartText {
        ChartText(
            title: say("How soon it eased"),
            summary: say(
                "\(plural(treated, "spasm", "spasms")) with something tried, beside \(untreated) as severe without; worse spasms get treated, so this cannot tell what a treatment did."
            ),
            empty: say(
                "Nothing was tried against a spasm whose end is known. Say it: \(tonus) edit last tried=stretch relief-at=22:40"
            ))
    }

    var reliefWords: ReliefChart.Words {
        ReliefChart.Words(
            treatment: say("What was tried"),
            time: say("Minutes after the dose, or after it began"),
            share: say("Still in spasm"), atRisk: say("Followed and not eased"),
            eased: say("Eased"), censored: say("No longer followed"))
    }

    /// - Parameter name: nil for spasms that nothing was tried for.
    func reliefLabel(_ name: String?, _ waits: [Waiting]) -> String {
        let count = plural(waits.count, "spasm", "spasms")
        let what = name.map(tried) ?? say("nothing tried")
        let survival = Survival(waits)
        guard waits.count >= ReliefRecord.leastSpasms, let half = survival.median,
            let interval = survival.medianInterval()
        else { return say("\(what): \(count)") }
        return say("\(what): \(count), half by \(inMinutes(half)) (\(range(interval)))")
    }

    // MARK: - Sentences

    func relief(_ record: ReliefRecord) -> [String] {
        if record.treatments.isEmpty { return [] }
        return record.treatments.flatMap(relief) + [
            say(
                "Minutes count from the dose; without one, and of untreated spasms, from the onset: so they are not the same stretch of a spasm."
            ),
            say("Worse spasms get treated, so this cannot tell what a treatment did."),
        ]
    }

    /// What was tried: the word of its class, or what people call it.
    private func tried(_ name: String) -> String { Remedy(word: name).map { word($0) } ?? name }

    private func relief(_ treatment: ReliefRecord.Treatment) -> [String] {
        let (name, count) = (tried(treatment.name), treatment.spasms.count)
        guard count >= ReliefRecord.leastSpasms else {
            return [
                say(
                    "With \(name), \(plural(count, "spasm", "spasms")) whose end is known: too few to say how soon."
                )
            ]
        }
        guard let half = treatment.survival.median,
            let interval = treatment.survival.medianInterval()
        else {
            return [
                say(
                    "With \(name), \(treatment.eased) of \(count) spasms had eased while they were followed."
                )
            ]
        }
        return [
            say(
                "With \(name), half of \(count) spasms had eased by \(inMinutes(half)) (\(range(interval)) min)."
            )
        ] + compared(treatment.comparison)
    }

    private func compared(_ comparison: ReliefComparison) -> [String] {
        let least = min(comparison.treatedCount, comparison.untreatedCount)
        guard least >= ReliefRecord.leastCompared, let treated = comparison.treated.median,
            let untreated = comparison.untreated.median
        else { return [] }
        return [
            say(
                "  Of those as severe as untreated ones: half by \(inMinutes(treated)); of \(comparison.untreatedCount) untreated: by \(inMinutes(untreated))."
            )
        ]
    }

    private func range(_ interval: Interval) -> String {
        let upper = interval.upper.isFinite ? number(interval.upper) : numbers.unbounded
        return say("\(number(interval.lower)) to \(upper)")
    }

    func inMinutes(_ number: Double) -> String { say("\(self.number(number)) min") }

    /// Of few minutes the tenths matter.
    private func number(_ minutes: Double) -> String {
        numbers.text(minutes, decimals: minutes < 10 && minutes != minutes.rounded() ? 1 : 0)
    }
}
