import Testing
import TonusCore
import TonusDiary
import TonusStore
import TonusTesting
import TonusTypes

@testable import TonusCommands
@testable import TonusInsights

/// The page for a clinician: whole without data, escaped, and the same bytes for the same diary.
struct ReportTests {
    private static let last = LocalDate(days: 20_700)
    private static let days = LocalDate(days: last.days - 29)...last

    private func page(_ input: VisitReport.Input, name: String? = nil) -> ReportPage {
        ReportPage(
            VisitReport(input, Self.days), InsightSentenceTests.words, name: name)
    }

    private func text(_ input: VisitReport.Input) -> String {
        page(input).text(width: 1000).joined(separator: "\n")
    }

    /// A spasm on each of the last days, and the factor on every third.
    private func input(spasms: Int = 20) -> VisitReport.Input {
        var input = VisitReport.Input()
        for day in 0..<spasms {
            let onset = Int64(Self.last.days - day) * 86_400_000 + 43_200_000
            input.figures.episodes.append(
                DiaryFigures.Episode(
                    onset: onset, offset: 0, end: onset + 300_000, severity: 5, pain: 4,
                    character: "stiff", siteWords: "left calf", written: onset))
            input.figures.days.append(
                DiaryFigures.Day(
                    date: LocalDate(days: Self.last.days - day), spasticity: 6, wakings: day % 2))
        }
        return input
    }

    @Test func `without data there is a page that says so`() {
        let text = text(VisitReport.Input())
        #expect(text.contains("No records in this time."))
        #expect(text.contains("No factor was written down on enough days."))
        #expect(text.contains("None was written down."))
        #expect(page(VisitReport.Input()).html(isLarge: false).contains("No records in this time."))
    }

    @Test func `a page needs nothing from outside, and runs nothing`() {
        let html = page(input()).html(isLarge: false)
        for refused in ["<script", "http:", "https:", "url(", "<link", "<img", "onload"] {
            let found = html.replacing("http://www.w3.org/2000/svg", with: "")
                .replacing("url(#", with: "")
            #expect(!found.contains(refused), "\(refused)")
        }
    }

    @Test func `what people typed is text and never markup`() throws {
        var input = input()
        input.questions = [
            try #require(
                Sheet.holding(
                    .question,
                    [Write(cell: Field.questionText.cell(), value: .text("<b>&\"'</b>"))]))
        ]
        let html = page(input, name: "<script>alert(1)</script>").html(isLarge: false)
        #expect(html.contains("Question: &lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;"))
        #expect(!html.contains("<script>"))
        #expect(html.contains("Spasms and cramps of &lt;script&gt;"))
    }

    @Test func `the same diary gives the same bytes, in either size`() {
        for isLarge in [false, true] {
            #expect(page(input()).html(isLarge: isLarge) == page(input()).html(isLarge: isLarge))
        }
        #expect(page(input()).html(isLarge: false) != page(input(spasms: 19)).html(isLarge: false))
    }

    @Test func `no two things on the page have one id`() {
        let html = page(input()).html(isLarge: false)
        let ids = html.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count)
    }

    @Test func `the first and the last week stand beside each other`() {
        var told = input(spasms: 30)
        told.figures.days = told.figures.days.enumerated().map { index, day in
            DiaryFigures.Day(date: day.date, spasticity: index < 10 ? 4 : 8)
        }
        let text = text(told)
        #expect(text.contains("8.0 to 4.0 (−50 %; CID, a fall of 30 %)"))
    }

    @Test func `nights count once, and falls always stand there`() {
        let report = VisitReport(input(), Self.days)
        #expect(report.nights.now == Rate(events: 10, time: 20.0 / 30))
        #expect(report.nights.before == Rate(events: 0, time: 0))
        let text = text(input())
        #expect(text.contains("Falls: this time 0; in 30 days 0.0 (0.0 to 5.5)"))
        #expect(
            text.contains(
                "Nights disturbed: this time 10, 15.0 in 30 days; the 30 days before no records"
            ))
    }

    @Test func `a spell of which people differ says that its end is unclear`() throws {
        func relapse(_ writes: [(Field, Int)]) throws -> Sheet {
            try #require(
                Sheet.holding(
                    .relapse,
                    writes.map {
                        Write(cell: $0.0.cell(), value: .date(LocalDate(days: $0.1)))
                    }))
        }
        var input = input()
        let last = Self.last.days
        input.figures.spells = BadSpell.union(of: [
            try relapse([(.relapseOnset, last - 9), (.relapseEnd, last - 5)]),
            try relapse([(.relapseOnset, last - 8)]),
        ])
        #expect(text(input).contains("(suspected), end unclear."))
    }

    @Test func `what nobody decided is counted`() {
        var input = input()
        (input.undecided, input.twins) = (2, 1)
        #expect(
            text(input).contains(
                "Left to decide between people: 2 that differ, 1 possible doubles. Tonus"))
    }

    @Test func `what stands out is told with its counts, and what does not by name`() throws {
        var input = VisitReport.Input()
        var generator = SeededGenerator(seed: 5)
        let first = Self.last.days - 364
        for day in first...Self.last.days {
            let isHot = day % 7 == 0 || Int.random(in: 0..<5, using: &generator) == 0
            let date = LocalDate(days: day)
            input.figures.days.append(DiaryFigures.Day(date: date))
            input.figures.exposures += [
                DiaryFigures.Exposure(date: date, factor: "heat", isPresent: isHot),
                DiaryFigures.Exposure(
                    date: date, factor: "cold",
                    isPresent: Int.random(in: 0..<4, using: &generator) == 0),
            ]
            for hour in 0..<(isHot ? 4 : 1) {
                let onset = Int64(day) * 86_400_000 + Int64(8 + hour) * 3_600_000
                input.figures.episodes.append(
                    DiaryFigures.Episode(
                        onset: onset, offset: 0, end: nil, severity: nil, pain: nil,
                        character: nil, siteWords: "", written: onset + 86_400_000))
            }
        }
        // A month's page looks for patterns in the year up to its last day.
        let report = VisitReport(input, Self.days)
        #expect(report.asked.days.lowerBound.days == first)
        let text = ReportPage(report, InsightSentenceTests.words, name: nil)
            .text(width: 1000).joined(separator: "\n")
        #expect(text.contains("Patterns, \(WhenFormat.iso(LocalDate(days: first))) to "))
        #expect(text.contains("On days with heat: "))
        #expect(text.contains("times as often"))
        #expect(text.contains("Worth discussing (q "))
        #expect(text.contains("Checked, no clear pattern: cold."))
    }

    /// A note by a member, written on a day so long before the last one.
    private func note(_ text: String, by member: UInt64, _ back: Int, about: EntityID? = nil)
        -> Note
    {
        let key = EntityKey(
            audience: .everyone, kind: Kind.note.rawValue, id: EntityID(high: 3, low: member))
        var body = ChangeBody(
            entity: key, timestamp: Timestamp(rawValue: 1),
            written: Int64(Self.last.days - back) * 86_400_000 + 43_200_000, writtenOffset: 0)
        body.writes = Note.writes(text, about: about)
        let author = Author(
            device: DeviceID(high: 1, low: member), member: MemberID(high: 1, low: member))
        let change = Change(id: ChangeID(high: 3, low: member), author: author, body: body)
        return Note(
            EntityState(key, folding: [HeldChange(change, counts: true)]), patient: nil)
    }

    @Test func `in their own words are the patient's own, of this time`() {
        var input = input()
        input.patient = MemberID(high: 1, low: 1)
        input.notes = [note("she was pale", by: 2, 1), note("like a fist", by: 1, 2)]
        #expect(text(input).contains("“like a fist”") && !text(input).contains("pale"))
        input.notes = [note("like a fist", by: 1, 400)]
        #expect(!text(input).contains("fist"))
    }

    @Test func `of days before that hardly anybody observed no rate is told`() {
        var input = input(spasms: 30)
        input.figures.days.append(DiaryFigures.Day(date: LocalDate(days: Self.last.days - 40)))
        let text = text(input)
        #expect(text.contains("the 30 days before too few days"))
    }

    @Test func `a day has one pain, the worst that was said of it`() throws {
        var input = VisitReport.Input()
        let day = LocalDate(days: Self.last.days - 1)
        input.figures.days = [DiaryFigures.Day(date: day, pain: 2)]
        for pain in [8, 3] {
            let onset = Int64(day.days) * 86_400_000 + 43_200_000
            input.figures.episodes.append(
                DiaryFigures.Episode(
                    onset: onset, offset: 0, end: nil, severity: nil, pain: pain, character: nil,
                    siteWords: "", written: onset))
        }
        input.figures.days.append(DiaryFigures.Day(date: Self.last, pain: 4))
        let pain = try #require(VisitReport(input, Self.days).pain.now)
        #expect(pain == VisitReport.Pain(mean: 6, worst: 8, badDays: 1))
    }

    @Test func `what nobody wrote in is said week by week`() {
        var input = input(spasms: 5)
        input.figures.days.append(DiaryFigures.Day(date: LocalDate(days: Self.last.days - 29)))
        #expect(text(input).contains(/\n  20\d\d-\d\d-\d\d to 20\d\d-\d\d-\d\d: no records\n/))
    }

    @Test func `who else wrote is told as a share`() {
        let words = InsightSentenceTests.words
        var writing = VisitReport.Writing()
        (writing.all, writing.late, writing.byOthers) = (4, 1, 2)
        #expect(
            words.reportShare(writing) == [
                "Of 4 entries 25 % came more than 4 hours late.",
                "50 % are by somebody else than the patient.",
            ])
    }
}
