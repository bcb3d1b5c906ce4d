import Testing
import TonusCore
import TonusDiary
import TonusTesting
import TonusTypes

@testable import TonusCommands
@testable import TonusInsights

/// What is said about figures: the counts first, how sure it is, and never a cause.
struct InsightSentenceTests {
    static let words = Catalogue(replica: nil)
    static let zone = Zone(identifier: "UTC", offset: { _ in 0 }, abbreviation: { _ in "UTC" })
    static let now = Moment(milliseconds: 1_795_132_800_000, zone: zone)

    /// Days with the factor come first, spread so that each half of the record has both kinds.
    private func record(
        exposed: (spasms: Int, days: Int), unexposed: (spasms: Int, days: Int)
    ) -> DiaryRecord {
        var days: [DayRecord] = []
        var exposures: [Exposure] = []
        func add(_ side: (spasms: Int, days: Int), _ exposure: Exposure) {
            for day in 0..<side.days {
                let share = side.spasms * (day + 1) / side.days - side.spasms * day / side.days
                days.append(DayRecord(episodes: share))
                exposures.append(exposure)
            }
        }
        add(exposed, .yes)
        add(unexposed, .no)
        return DiaryRecord(
            firstDay: 20_000, days: days,
            factors: [FactorRecord(name: "heat", exposures: exposures)])
    }

    private func finding(
        _ record: DiaryRecord, q: Double, _ verdict: Verdict
    ) throws -> Finding {
        let found = try #require(TriggerAnalysis(record).findings.first)
        return Finding(
            question: found.question, estimate: found.estimate, stratified: found.stratified,
            shiftPValue: found.shiftPValue, q: q, beforehand: found.beforehand,
            isAlsoBeforehand: found.isAlsoBeforehand, halves: found.halves, repeats: found.repeats,
            verdict: verdict, pace: found.pace)
    }

    /// The sentences about one finding among so many, joined.
    private func sentences(_ finding: Finding, among count: Int = 8) -> String {
        let others = Array(repeating: finding, count: count)
        return Self.words.patterns(others, all: true).prefix(2).map {
            $0.trimmingPrefix("  ")
        }.joined(separator: " ")
    }

    @Test func `what may be chance is told with counts, ratio, range and how many were checked`()
        throws
    {
        let record = record(exposed: (15, 30), unexposed: (12, 60))
        let text = sentences(try finding(record, q: 0.230_063, .noClearPattern))
        #expect(
            text == """
                On days with heat: 15 spasms in 30 days; without: 12 in 60. That is 2.5 times as \
                often (1.1 to 5.8). After checking 8 questions this could still be chance (q 0.23).
                """)
    }

    @Test func `what stands out is worth discussing and no more`() throws {
        let record = record(exposed: (30, 30), unexposed: (12, 60))
        let text = sentences(try finding(record, q: 0.012, .worthDiscussing))
        #expect(text.hasSuffix("Worth discussing: it stands out among 8 questions (q 0.01)."))
    }

    @Test func `what is there before it could matter says so`() throws {
        let record = record(exposed: (30, 30), unexposed: (12, 60))
        let text = sentences(try finding(record, q: 0.012, .alsoBeforehand))
        #expect(text.hasSuffix("The pattern also appears before the spasms could be affected."))
    }

    @Test func `with too few spasms there are counts alone, and when to look again`() throws {
        let record = record(exposed: (12, 30), unexposed: (8, 60))
        let found = try #require(TriggerAnalysis(record).findings.first)
        let text = sentences(found)
        #expect(
            text.hasPrefix("On days with heat: 12 spasms in 30 days; without: 8 in 60. Not enough"))
        #expect(text.contains("more week"))
        #expect(!text.contains("times as often"))
    }

    private static let placeboDays = LocalDate(days: 20_000)...LocalDate(days: 20_189)

    /// Sleep tablets against cramps on placebo: 8.5 a week before, 5.5 after.
    private func insights() -> Insights { Insights(Self.placebo(), Self.placeboDays) }

    private static func placebo() -> DiaryFigures {
        var figures = DiaryFigures()
        let first = placeboDays.lowerBound
        func spasms(_ day: Int, _ count: Int) {
            for number in 0..<count {
                let onset = Int64(first.days + day) * 86_400_000 + Int64(8 + number) * 3_600_000
                figures.episodes.append(
                    DiaryFigures.Episode(
                        onset: onset, offset: 0, end: nil, severity: nil, pain: nil,
                        character: nil, siteWords: "", written: onset))
            }
        }
        for day in 0..<190 {
            figures.days.append(
                DiaryFigures.Day(
                    date: LocalDate(days: first.days + day), spasticity: day < 150 ? 8 : 5))
            spasms(day, day < 120 ? (day % 2) : day < 150 ? 1 + day % 2 : (day % 4 == 0 ? 0 : 1))
        }
        let start = Write(
            cell: Field.regimenStart.cell(), value: .date(LocalDate(days: first.days + 150)))
        figures.regimens = [Sheet.holding(.regimen, [start])].compactMap { $0 }
        return figures
    }

    /// The placebo arm of a trial, on the page for a clinician.
    @Test func `the page does not say either that what came after a bad spell worked`() {
        var input = VisitReport.Input()
        input.figures = Self.placebo()
        let last = Self.placeboDays.upperBound
        let report = VisitReport(input, LocalDate(days: last.days - 89)...last)
        let page = ReportPage(report, Self.words, name: nil)
        let text = page.text(width: 1000).joined(separator: "\n")
        #expect(text.contains("Treatments") && text.contains("Such figures cannot") == false)
        for claim in ["worked", "works", "helped", "thanks to", "because"] {
            #expect(!text.contains(claim), "\(claim)")
        }
    }

    @Test func `a treatment that began in a bad spell is never said to have worked`() {
        let text = Self.words.insights(insights(), all: true, Self.now).joined(separator: "\n")
        #expect(text.contains("It began in a bad spell: people often improve after one"))
        #expect(text.contains("a clear fall (30 % or more)"))
        for claim in ["worked", "cause", "prevent", "avoid", "because", "effect"] {
            let said = text.replacing("cannot tell what causes what", with: "")
            #expect(!said.contains(claim), "\(claim)")
        }
    }

    @Test func `more than usual is a question, and never called a relapse`() throws {
        var insights = insights()
        var figures = DiaryFigures()
        figures.days = (0..<120).map { DiaryFigures.Day(date: LocalDate(days: 20_000 + $0)) }
        figures.tallies = (117..<120).map { day in
            DiaryFigures.Tally(
                from: Int64(20_000 + day) * 86_400_000 + 43_200_000, offset: 0, count: 9,
                siteWords: "", written: 0)
        }
        insights = Insights(figures, LocalDate(days: 20_000)...LocalDate(days: 20_119))
        let text = Self.words.insights(insights, all: false, Self.now).joined(separator: "\n")
        #expect(text.contains("More than usual since"))
        #expect(text.contains("New symptoms for more than 24 hours? Fever, bladder, heat?"))
        #expect(!text.lowercased().contains("relapse"))
    }

    @Test func `what is ready is told, and what is not is counted`() throws {
        let ready = try finding(
            record(exposed: (30, 30), unexposed: (12, 60)), q: 0.5, .noClearPattern)
        let early = try #require(
            TriggerAnalysis(record(exposed: (2, 30), unexposed: (1, 60))).findings.first)
        let text = Self.words.patterns([ready, early], all: false).joined(separator: "\n")
        #expect(text.contains("Not enough days yet for 1 question. See them: tonus insights --all"))
        #expect(Self.words.patterns([ready, early], all: true).count > 3)
    }

    @Test func `days that are far apart in number are said to be`() throws {
        var uneven = record(exposed: (60, 30), unexposed: (30, 60))
        let days = uneven.days.enumerated().map { index, day in
            DayRecord(episodes: index % 5 == 0 ? 9 : 0)
        }
        uneven = DiaryRecord(firstDay: 20_000, days: days, factors: uneven.factors)
        let text = Self.words.patterns([try finding(uneven, q: 0.5, .noClearPattern)], all: true)
        #expect(
            text.contains("  Some days have far more than others; the range is wider for that."))
        let found = try finding(uneven, q: 0.5, .noClearPattern)
        #expect(Self.words.verdict(found) == "could be chance; wider range")
    }

    @Test func `where the pace leads nowhere that is said`() throws {
        let never = try finding(
            record(exposed: (0, 2), unexposed: (0, 2)), q: 1, .notEnough([], weeksNeeded: nil))
        let text = Self.words.patterns([never], all: true).joined(separator: "\n")
        #expect(text.contains("Not enough yet: at this pace no answer is in sight."))
    }

    @Test(arguments: [
        (8, 8, nil), (10, 8, "a fall that people notice (18 % or more)"),
        (8, 10, "a rise that people notice (18 % or more)"),
        (10, 5, "a clear fall (30 % or more)"),
    ])
    func `the size of a change in spasticity is told by what people notice`(
        before: Int, after: Int, text: String?
    ) throws {
        let change = try #require(
            SpasticityChange(
                before: [before, before, before, before], after: [after, after, after, after]))
        #expect(Self.words.size(change.size) == text)
    }

    @Test(arguments: [
        (Verdict.worthDiscussing, "worth discussing"), (.alsoBeforehand, "also seen beforehand"),
        (.noClearPattern, "could be chance"), (.notEnough([], weeksNeeded: 3), "not enough days"),
    ])
    func `each verdict has words`(verdict: Verdict, text: String) throws {
        let record = record(exposed: (30, 30), unexposed: (12, 60))
        #expect(Self.words.verdict(try finding(record, q: 0.1, verdict)) == text)
    }

    @Test(arguments: [
        ("short-sleep", "less than 6 hours of sleep"), ("tired", "fatigue over 5"),
        ("stressed", "stress over 5"), ("long-immobile", "4 hours or more in one position"),
        ("exercised", "exercise"), ("exercised-hard", "much more exercise than usual"),
        ("missed-dose", "a skipped dose"), ("full-bladder", "full bladder"),
        ("cold wind", "cold wind"),
    ])
    func `each factor has words`(name: String, text: String) {
        #expect(Self.words.factor(name) == text)
    }

    @Test func `a question that looks back says how far`() {
        let question = { (window: LagWindow) in
            Self.words.label(TriggerQuestion(factor: "infection", window: window))
        }
        #expect(question(.sameDay) == "infection")
        #expect(
            Self.words.days(TriggerQuestion(factor: "exercised", window: .dayBefore))
                == "On days after exercise")
        #expect(question(.dayBefore) == "infection, the day before")
        #expect(question(LagWindow(0...7)) == "infection, up to 7 days before")
    }
}
