import ArgumentParser
import TonusCore
import TonusDiary
import TonusInsights
import TonusStore
import TonusTypes

struct InsightsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "insights", abstract: Help.insightsAbstract,
        discussion: Help.insightsDiscussion)

    @Option(name: .shortAndLong, help: Help.insightsMonths)
    var months: Int?
    @Flag(help: Help.insightsAll)
    var all = false
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        guard let period = try replica.read({ try Period(desk, months, $0) }) else {
            return try desk.answer(InsightsDocument.nothing, [desk.words.noEpisodes])
        }
        let (figures, twins) = try replica.read {
            (try $0.figures(period.days), try $0.undecidedTwins(period.days))
        }
        let insights = Insights(figures, period.days)
        try desk.answer(
            InsightsDocument(insights, twins: twins),
            desk.words.insights(insights, twins: twins, all: all, desk.now))
    }
}

/// The days that are looked at: up to today, and no further back than anything is said.
struct Period {
    let days: ClosedRange<LocalDate>

    /// - Parameter months: nil for a year.
    init?(_ desk: Desk, _ months: Int?, _ snapshot: Snapshot) throws {
        let length = try Desk.days(in: months ?? 12, instead: "insights --months 12")
        guard let reach = try snapshot.reach() else { return nil }
        let today = desk.now.point.localDate
        let first = max(reach.lowerBound, LocalDate(days: today.days - length + 1))
        guard first <= today else { return nil }
        days = first...today
    }
}

struct InsightsDocument: Document {
    struct Question: Encodable {
        let factor: String
        /// Above which number a measured factor counts as there; nil for any other.
        let over: String?
        let daysBack: [Int]
        let spasmsWith: Int
        let daysWith: Int
        let spasmsWithout: Int
        let daysWithout: Int
        let ratio: Double?
        let lower: Double?
        let upper: Double?
        let q: Double
        let verdict: String
        /// The ratio again, with the spasms counted otherwise.
        let repeats: [String: Double]
        /// Among days of one month, alike in being in a bad spell.
        let amongAlike: InsightsMore.Ratio?
    }

    let schema = "tonus.insights/1"
    let from: String?
    let to: String?
    let days: Int
    let observedDays: Int
    let spasms: Int
    let perWeek: Double?
    let perWeekLower: Double?
    let perWeekUpper: Double?
    let questions: [Question]
    let more: InsightsMore?

    static let nothing = InsightsDocument()

    private init() {
        (from, to, days, observedDays, spasms) = (nil, nil, 0, 0, 0)
        (perWeek, perWeekLower, perWeekUpper, questions, more) = (nil, nil, nil, [], nil)
    }

    init(_ insights: Insights, twins: Int) {
        from = WhenFormat.iso(insights.days.lowerBound)
        to = WhenFormat.iso(insights.days.upperBound)
        days = insights.record.days.count
        observedDays = insights.record.observedDays
        spasms = insights.spasms
        let interval = insights.perWeekInterval
        perWeek = insights.perWeek.value.flatMap(rounded)
        perWeekLower = interval.flatMap { rounded($0.lower) }
        perWeekUpper = interval.flatMap { rounded($0.upper) }
        questions = insights.findings.map { finding in
            let comparison = finding.estimate.comparison
            let interval = finding.estimate.interval
            let window = finding.question.window.daysBack
            return Question(
                factor: finding.question.factor, over: finding.question.cut,
                daysBack: [window.lowerBound, window.upperBound],
                spasmsWith: comparison.exposed.events, daysWith: Int(comparison.exposed.time),
                spasmsWithout: comparison.unexposed.events,
                daysWithout: Int(comparison.unexposed.time),
                ratio: comparison.ratio.flatMap(rounded),
                lower: interval.flatMap { rounded($0.lower) },
                upper: interval.flatMap { rounded($0.upper) }, q: rounded(finding.q) ?? 1,
                verdict: finding.verdict.word, repeats: finding.repeats.ratios,
                amongAlike: finding.stratified.map {
                    InsightsMore.Ratio($0, inflation: finding.estimate.inflation)
                })
        }
        more = InsightsMore(insights, twins: twins)
    }

    var plain: [[String]] {
        [["days", "\(days)", "\(observedDays)"], ["spasms", "\(spasms)"]]
            + questions.map { question in
                [
                    question.factor, "\(question.spasmsWith)", "\(question.daysWith)",
                    "\(question.spasmsWithout)", "\(question.daysWithout)",
                    question.ratio.map { "\($0)" } ?? "", "\(question.q)", question.verdict,
                ]
            } + (more?.plain ?? [])
    }
}

/// Six decimals: the last digits of a logarithm may differ between machines. Nil for what has no end.
func rounded(_ number: Double) -> Double? {
    number.isFinite ? (number * 1e6).rounded() / 1e6 : nil
}

extension Verdict {
    /// For programs.
    var word: String {
        switch self {
        case .notEnough: "not-enough"
        case .noClearPattern: "no-clear-pattern"
        case .alsoBeforehand: "also-beforehand"
        case .turnsWhenRepeated: "turns-when-repeated"
        case .worthDiscussing: "worth-discussing"
        }
    }
}
