import Testing
import TonusCore
import TonusDiary
import TonusTesting
import TonusTypes

@testable import TonusCommands
@testable import TonusInsights

/// What the page says of treatments, of who wrote, and of what it has no room for.
struct ReportCareTests {
    private static let last = 20_700
    private static let days = LocalDate(days: last - 29)...LocalDate(days: last)
    private static let words = InsightSentenceTests.words

    private func write(_ field: Field, _ value: Value) -> Write {
        Write(cell: field.cell(), value: value)
    }

    private func date(_ back: Int) -> Value { .date(LocalDate(days: Self.last - back)) }

    /// A regimen of the treatment; days are counted back from the last of the page.
    private func regimen(
        _ id: UInt64, amount: Int64, from start: Int, to end: Int?
    ) throws -> Sheet {
        var writes = [
            write(.regimenTreatment, .entity(EntityID(high: 1, low: 7))),
            write(.regimenAmount, .integer(amount)), write(.regimenStart, date(start)),
            write(.regimenUnit, .integer(Int64(Unit.milligram.rawValue))),
        ]
        if let end { writes.append(write(.stoppedOn, date(end))) }
        return try #require(Sheet.holding(.regimen, id: id, writes))
    }

    private func report(
        _ regimens: [Sheet], _ remedy: Remedy = .antispastic,
        doses: [DiaryFigures.Dose] = []
    ) throws -> VisitReport {
        var input = VisitReport.Input()
        input.figures.remedies[EntityID(high: 1, low: 7)] = remedy
        input.figures.names["\(EntityID(high: 1, low: 7))"] = "baclofen"
        (input.figures.regimens, input.figures.doses) = (regimens, doses)
        return VisitReport(input, Self.days)
    }

    private func dose(_ back: Int, of regimen: UInt64) -> DiaryFigures.Dose {
        DiaryFigures.Dose(
            date: LocalDate(days: Self.last - back), treatment: nil,
            regimen: EntityID(high: 1, low: regimen), status: .taken)
    }

    @Test func `what ended at full amount is told with its last dose`() throws {
        let report = try report(
            [try regimen(1, amount: 20, from: 90, to: 5)], doses: [dose(6, of: 1), dose(9, of: 1)])
        #expect(report.abruptStops.map(\.lastDose?.days) == [Self.last - 6])
        let items = Self.words.reportTreatments(report).items.joined(separator: "\n")
        #expect(items.contains("Stopped with no smaller amount after it: baclofen 20 mg on "))
    }

    @Test func `what went on in another amount, or was the smaller one, did not end at once`()
        throws
    {
        let changed = [
            try regimen(1, amount: 20, from: 90, to: 15),
            try regimen(2, amount: 10, from: 14, to: nil),
        ]
        #expect(try report(changed).abruptStops.isEmpty)
        let tapered = [
            try regimen(1, amount: 20, from: 90, to: 15),
            try regimen(2, amount: 10, from: 14, to: 5),
        ]
        #expect(try report(tapered).abruptStops.isEmpty)
        let raised = [
            try regimen(1, amount: 10, from: 90, to: 15),
            try regimen(2, amount: 20, from: 14, to: 5),
        ]
        #expect(try report(raised).abruptStops.map(\.stopped.days) == [Self.last - 5])
    }

    @Test func `of what nobody gets used to no end is told`() throws {
        let stopped = [try regimen(1, amount: 20, from: 90, to: 5)]
        #expect(try report(stopped, .supplement).abruptStops.isEmpty)
    }

    @Test func `painkillers are counted by days, and not where there are none`() throws {
        let regimens = [try regimen(1, amount: 400, from: 90, to: nil)]
        let doses = [dose(1, of: 1), dose(1, of: 1), dose(2, of: 1)]
        let report = try report(regimens, .analgesic, doses: doses)
        // Nobody looked on any day, so no share of the days can be told.
        let days = report.insights.painkillerDays
        #expect(days?.all == 2 && days?.monthly.time == 0)
        #expect(
            Self.words.reportTreatments(report).items.contains("Painkillers on 2 days."))
        var input = report.input
        input.figures.days = (1...10).map {
            DiaryFigures.Day(date: LocalDate(days: Self.last - $0))
        }
        let items = Self.words.reportTreatments(VisitReport(input, Self.days)).items
        #expect(items.contains("Painkillers on 2 days, 6.0 in 30 days."))
        #expect(try self.report(regimens, doses: doses).insights.painkillerDays == nil)
    }

    @Test func `two people's different amounts are an unclear dose`() throws {
        let amounts: [Value] = [.integer(20), .integer(10)]
        let sheet = try #require(
            Sheet.holding(
                .regimen, amounts.map { [write(.regimenAmount, $0)] }[0],
                amounts.map { [write(.regimenAmount, $0)] }[1]
                    + [write(.regimenStart, date(90))]))
        #expect(
            Self.words.reportTreatments(try report([sheet])).items.first?
                .contains("(unclear dose)") == true)
    }

    @Test func `a measure of which people differ says so`() throws {
        var input = VisitReport.Input()
        input.measures = [
            try #require(
                Sheet.holding(
                    .measure, [write(.measureValue, .integer(4))],
                    [write(.measureValue, .integer(5)), write(.measureDate, date(3))]))
        ]
        let items = Self.words.reportSpells(VisitReport(input, Self.days)).items
        #expect(items.first?.contains("two people say different values") == true)
    }

    @Test func `who wrote stands there by what they are`() {
        func id(_ number: UInt64) -> MemberID { MemberID(high: 1, low: number) }
        var input = VisitReport.Input()
        (input.patient, input.caregivers, input.clinicians) = (id(1), [id(2), id(3)], [id(4)])
        var writing = VisitReport.Writing()
        writing.writers = Set((1...6).map(id))
        let report = VisitReport(input, Self.days)
        #expect(
            Self.words.reportWriters(report, writing)
                == "Written by: the patient, 2 caregivers, 1 clinician, 2 other people.")
        writing.writers = [id(5)]
        #expect(Self.words.reportWriters(report, writing) == "Written by: 1 other person.")
    }

    @Test func `advice that is open stands there, the latest first, and of more it says how many`()
        throws
    {
        func advice(_ id: UInt64, _ text: String, _ writes: [Write] = []) throws -> Sheet {
            try #require(
                Sheet.holding(.advice, id: id, [write(.adviceText, .text(text))] + writes))
        }
        var input = VisitReport.Input()
        input.figures.advice = [
            try advice(1, "old", [write(.adviceDate, date(9))]),
            try advice(2, "new", [write(.adviceDate, date(1)), write(.adviceBy, .text("physio"))]),
            try advice(3, "done", [write(.adviceDone, .boolean(true))]),
            try advice(4, "later", [write(.adviceDate, date(-1))]),
            try advice(5, "undated"),
        ]
        let items = Self.words.reportWords(VisitReport(input, Self.days)).items
        #expect(
            items == [
                "Advised (2026-09-03, physio): new", "Advised (2026-08-26): old",
                "1 more piece of advice in the diary.",
            ])
    }

    @Test func `what is cut says so, and is never cut within a letter`() {
        #expect(Self.words.short("abcdef", 6) == "abcdef")
        #expect(Self.words.short("abcdefg", 6) == "abcde…")
        #expect(Self.words.short("ab 👩‍👩‍👧 e", 5) == "ab…")
    }

    @Test func `a page shows what there is room for and says how much more there is`() {
        let items = (1...200).map { "Item \($0): \(String(repeating: "many words ", count: 9))" }
        let names = ["treatments", "patterns", "spells", "words"]
        let page = ReportPage(
            title: "t", head: [],
            blocks: names.map { ReportPage.Block(name: $0, title: $0, items: items) }, foot: [],
            language: "en", more: Self.words.reportMore)
        let plan = SheetPlan(page)
        for block in page.blocks {
            let shown = plan.shown(of: block)
            #expect((8..<14).contains(shown), "\(block.name): \(shown)")
            #expect(page.html(isLarge: false).contains("And \(200 - shown) more in the diary."))
        }
        func all(_ paper: Paper) -> Int {
            let plan = SheetPlan(page, paper)
            return page.blocks.reduce(0) { $0 + plan.shown(of: $1) }
        }
        // Both fit what is planned for the lower one; the higher one holds more.
        #expect(all(.letter) == page.blocks.reduce(0) { $0 + plan.shown(of: $1) })
        #expect(all(.a4) > all(.letter))
        #expect(page.text(width: 80).joined().contains("Item 200:"))
        #expect(page.html(isLarge: true).contains("Item 200:"))
    }
}
