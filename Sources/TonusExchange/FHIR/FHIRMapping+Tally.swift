import TonusCore
import TonusDiary
import TonusTypes

/// Tallies: one observation, whose frequency is the count over the span. It is not parted by sites,
/// as nobody counted each by itself.
extension FHIRMapping {
    func resources(of tally: Tally) -> [FHIRResource] {
        guard let author = tally.author else { return [] }
        let count = tally.count(patient: source.patient)
        // Whose count is shown, whoever began the tally.
        let teller = tally.counts.first { $0.told == count }?.member ?? author.member
        let witness = self.witness(teller, [tally.state])
        let name = FHIRName("tally", tally.state.entity)
        let severity = tally.severities.first { $0.member == teller }?.told
        let components: [JSONTree?] = [
            count > 0 ? frequency(count, tally) : nil, severity.map(self.severity),
            severity.map { component(Self.severityWords, number: $0.points) },
        ]
        let symptom = symptom(
            name, witness, effective(of: tally),
            .fields([
                "bodySite": bodySite(tally.sites),
                "component": .list(components.compactMap { $0 }),
            ]))
        return [symptom] + others(tally, teller, about: name)
    }

    private func effective(of tally: Tally) -> JSONTree {
        guard let from = tally.from, let to = tally.to,
            let period = FHIRTime.period(from, to.lastOfSpan(isDay: from.precision == .day))
        else { return FHIRTime.effective(tally.from) }
        return .fields(["effectivePeriod": period])
    }

    private func frequency(_ count: Int, _ tally: Tally) -> JSONTree {
        let code = codes.concept(.frequency, "How often")
        guard let from = tally.from, let to = tally.to, let span = Self.span(from, to) else {
            return component(code, coded(nil, "\(count)"))
        }
        return component(
            code,
            .fields([
                "valueRatio": .fields([
                    "numerator": .fields(["value": .integer(count)]), "denominator": span,
                ])
            ]))
    }

    /// Whole days as days, whatever the clocks did in them; nil where it is no time at all.
    private static func span(_ from: TimePoint, _ to: TimePoint) -> JSONTree? {
        let (milliseconds, overflow) = to.instant.subtractingReportingOverflow(from.instant)
        guard !overflow, milliseconds >= 1000 else { return nil }
        if from.precision == .day {
            let last = to.lastOfSpan(isDay: true).localDate.days
            return .quantity("\(max(1, last - from.localDate.days + 1))", .day)
        }
        let seconds = milliseconds / 1000
        return seconds % 3600 == 0
            ? .quantity("\(seconds / 3600)", .hour)
            : seconds % 60 == 0
                ? .quantity("\(seconds / 60)", .minute) : .quantity("\(seconds)", .second)
    }

    /// What others counted of the same span: another view of it, never one more.
    private func others(
        _ tally: Tally, _ teller: MemberID, about name: FHIRName
    ) -> [FHIRResource] {
        let effective = effective(of: tally)
        let counts = tally.counts.filter { $0.member != teller }.map { report in
            observation(
                FHIRName("count", tally.state.entity, report.member.bytes),
                witness(report.member, [tally.state]),
                codes.concept(nil, "Count of the same span by somebody else"), effective,
                .fields([
                    "valueInteger": .integer(report.told), "focus": .list([name.reference]),
                ]))
        }
        return counts
            + tally.severities.filter { $0.member != teller }.map { report in
                score(
                    "severity", witness(report.member, [tally.state]),
                    codes.concept(nil, Self.severityWords), report.told, effective, about: [name])
            }
    }
}

extension TimePoint {
    /// Of whole days the end is the midnight after the last: that day, and not the next, is meant.
    fileprivate func lastOfSpan(isDay: Bool) -> TimePoint {
        guard isDay, instant > .min else { return self }
        return TimePoint(
            instant: instant - 1, offset: offset, zone: zone, precision: .day)
    }
}
