import TonusCore
import TonusDiary
import TonusInsights

/// What `insights --json` says beside the questions. Fields are only ever added.
struct InsightsMore: Encodable {
    struct Relief: Encodable {
        let name: String?
        let spasms: Int
        let eased: Int
        let medianMinutes: Double?
        let lower: Double?
        let upper: Double?
    }

    struct Timed: Encodable {
        let factor: String
        let over: String?
        let hours: Int
        let spasms: Int
        let exposedSpasms: Int
        let times: Int
        let exposedTimes: Int
        let odds: Double?
        let lower: Double?
        let upper: Double?
        let q: Double
        let verdict: String
    }

    struct Step: Encodable {
        let fromMinutes: Int
        let toMinutes: Int?
        let spasms: Int
        let days: Int
        let spasmsDayAfter: Int
        let daysAfter: Int
    }

    struct Suspicion: Encodable {
        let factor: String
        let suspected: Int
        let present: Int
        let absent: Int
        let verdict: String?
    }

    struct Change: Encodable {
        let since: String
        let perDayBefore: Double?
        let perDayAfter: Double?
    }

    struct Year: Encodable {
        let year: String
        let spasms: Int
        let perWeek: Double?
    }

    struct Ratio: Encodable {
        let ratio: Double?
        let lower: Double?
        let upper: Double?
    }

    /// Before a regimen and after it.
    struct Regimen: Encodable {
        let name: String?
        let start: String?
        let spasmsBefore: Int
        let daysBefore: Int
        let spasmsAfter: Int
        let daysAfter: Int
        /// Nil where there is not enough to compare.
        let ratio: Ratio?
        let amongAlike: Ratio?
        /// Nil where nobody can tell.
        let beganWhenBad: Bool?
        let spasticityBefore: Double?
        let spasticityAfter: Double?
    }

    struct Run: Encodable {
        let since: String
        let days: Int
    }

    /// Told where the hours differ by more than chance.
    struct Hours: Encodable {
        let spasms: Int
        let from: Int
        let to: Int
        let within: Int
    }

    let relief: [Relief]
    let timed: [Timed]
    let exercise: [Step]
    let suspected: [Suspicion]
    let change: Change?
    let years: [Year]
    let falls: Int
    let sudden: Int
    let suddenTold: Int
    let spasmsInBadSpells: Int?
    let daysInBadSpells: Int?
    let regimens: [Regimen]
    let run: Run?
    let hours: Hours?
    /// The variance of the daily counts over their mean.
    let dispersion: Double?
    /// Pairs of spasms that may be one.
    let possibleDoubles: Int
    let kinds: InsightsKinds
    let care: InsightsCare

    init(_ insights: Insights, twins: Int) {
        let record = insights.relief
        relief =
            record.treatments.map { Relief($0.name, $0.spasms) }
            + (record.treatments.isEmpty ? [] : [Relief(nil, record.untreated)])
        timed = insights.timed.map(Timed.init)
        exercise = insights.exercise?.steps.map(Step.init) ?? []
        suspected = insights.beliefs.map { belief in
            Suspicion(
                factor: belief.factor.word, suspected: belief.suspected, present: belief.present,
                absent: belief.absent, verdict: belief.verdict?.word)
        }
        change = insights.change.map { change in
            Change(
                since: WhenFormat.iso(change.since),
                perDayBefore: change.before.value.flatMap(rounded),
                perDayAfter: change.after.value.flatMap(rounded))
        }
        years = insights.years.map { year, perWeek in
            Year(
                year: year, spasms: perWeek.events, perWeek: perWeek.value.flatMap(rounded))
        }
        falls = insights.falls.events
        (sudden, suddenTold) = (insights.sudden.count, insights.sudden.all)
        spasmsInBadSpells = insights.spells?.exposed.events
        daysInBadSpells = insights.spells.map { Int($0.exposed.time) }
        regimens = insights.regimens.map(Regimen.init)
        run = insights.run.map { run in
            Run(
                since: WhenFormat.iso(LocalDate(days: insights.record.firstDay + run.start)),
                days: run.length)
        }
        hours = Hours(insights.hours)
        dispersion = insights.spread.flatMap { rounded($0.ratio) }
        possibleDoubles = twins
        kinds = InsightsKinds(insights)
        care = InsightsCare(insights)
    }
}

extension InsightsMore.Relief {
    init(_ name: String?, _ spasms: [ReliefRecord.Spasm]) {
        let survival = Survival(spasms.map(\.relief))
        let interval = survival.medianInterval()
        self.init(
            name: name, spasms: spasms.count, eased: spasms.count { $0.relief.hasCome },
            medianMinutes: survival.median.flatMap(rounded),
            lower: interval.flatMap { rounded($0.lower) },
            upper: interval.flatMap { rounded($0.upper) })
    }
}

extension InsightsMore.Timed {
    init(_ finding: TimedFinding) {
        self.init(
            factor: finding.factor, over: finding.cut, hours: finding.hours, spasms: finding.spasms,
            exposedSpasms: finding.exposedSpasms, times: finding.times,
            exposedTimes: finding.exposedTimes, odds: finding.odds.flatMap { rounded($0.ratio) },
            lower: finding.interval.flatMap { rounded($0.lower) },
            upper: finding.interval.flatMap { rounded($0.upper) }, q: rounded(finding.q) ?? 1,
            verdict: finding.verdict.word)
    }
}

extension InsightsMore.Step {
    init(_ step: ExerciseSteps.Step) {
        self.init(
            fromMinutes: step.minutes.lowerBound,
            toMinutes: step.minutes.upperBound == .max ? nil : step.minutes.upperBound,
            spasms: step.sameDay.events, days: Int(step.sameDay.time),
            spasmsDayAfter: step.dayAfter.events, daysAfter: Int(step.dayAfter.time))
    }
}

extension Repeats {
    /// By name; those without a finite ratio are left out.
    var ratios: [String: Double] {
        let named = [
            ("spasm-days", spasmDays), ("first-of-day", firstEpisodes),
            ("without-bad-spells", withoutRelapse), ("within-2-hours", promptly),
        ]
        return named.reduce(into: [:]) { ratios, one in
            ratios[one.0] = one.1.comparison.ratio.flatMap(rounded)
        }
    }
}
