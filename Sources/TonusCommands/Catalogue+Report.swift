import TonusCore
import TonusDiary
import TonusInsights
import TonusStore

/// What the page for a clinician says. It is read in minutes: few words, and figures with how sure they are.
extension Catalogue {
    func reportTitle(_ name: String?) -> String {
        name.map { say("Spasms and cramps of \(short($0, 80))") } ?? say("Spasms and cramps")
    }

    // MARK: - How it was written

    func reportHead(_ report: VisitReport) -> [String] {
        let days = plural(report.insights.record.days.count, "day", "days")
        let (first, last) = (date(report.days.lowerBound), date(report.days.upperBound))
        let (writing, observed) = (report.writing, report.observedDays.now)
        let isByOthers = !writing.writers.isEmpty && !report.isByPatient(writing)
        var lines = [
            isByOthers
                ? say("\(first) to \(last), written by others on \(observed) of \(days).")
                : say("\(first) to \(last), self-reported: written on \(observed) of \(days).")
        ]
        if writing.all > 0 {
            lines.append(
                (reportShare(writing) + [reportWriters(report, writing)]).joined(separator: " "))
        }
        let visits = report.input.visits.compactMap(\.day).filter { $0 >= report.days.upperBound }
        if let visit = visits.min() { lines.append(say("For the visit on \(date(visit)).")) }
        return lines
    }

    /// How much was written late, and how much by others.
    func reportShare(_ writing: VisitReport.Writing) -> [String] {
        let late = percent(writing.late, writing.all)
        let others = percent(writing.byOthers, writing.all)
        return [
            say(
                "Of \(plural(writing.all, "entry", "entries")) \(late) came more than 4 hours late."
            ),
            say("\(others) are by somebody else than the patient."),
        ]
    }

    func reportWriters(_ report: VisitReport, _ writing: VisitReport.Writing) -> String {
        let input = report.input
        let caregivers = writing.writers.intersection(input.caregivers).count
        let clinicians = writing.writers.intersection(input.clinicians).count
        let isOwn = report.isByPatient(writing)
        let others = writing.writers.count - caregivers - clinicians - (isOwn ? 1 : 0)
        let people = [
            isOwn ? say("the patient") : nil,
            caregivers > 0 ? plural(caregivers, "caregiver", "caregivers") : nil,
            clinicians > 0 ? plural(clinicians, "clinician", "clinicians") : nil,
            others > 0 ? plural(others, "other person", "other people") : nil,
        ].compactMap { $0 }
        return say("Written by: \(people.joined(separator: ", ")).")
    }

    /// Not longer than this, in the code points of its letters; what was cut is marked.
    func short(_ text: String, _ limit: Int) -> String {
        if text.unicodeScalars.count <= limit { return text }
        var (kept, count) = ("", 1)
        for letter in text {
            count += letter.unicodeScalars.count
            if count > limit { break }
            kept.append(letter)
        }
        return kept.trimmingSuffix(" ") + "…"
    }

    func reportUndrawn(_ count: Int) -> String {
        say("Not drawn: \(plural(count, "earlier change", "earlier changes")).")
    }

    func reportOtherPlaces(_ count: Int) -> String {
        say("Not drawn: \(plural(count, "place", "places")), each named less often.")
    }

    var reportMore: @Sendable (Int) -> String {
        { count in self.say("And \(count) more in the diary.") }
    }

    // MARK: - Numbers

    func reportNumbers(_ report: VisitReport) -> ReportPage.Block {
        func row(_ name: String, _ now: String, _ before: String) -> [String] {
            [name, now, before]
        }
        let days = report.insights.record.days.count
        let rows = [
            row(
                say("Days observed"), say("\(report.observedDays.now) of \(days)"),
                say("\(report.observedDays.before) of \(days)")),
            row(
                say("Spasms a week"), rate(report.perWeek.now),
                before(report, report.perWeek, rate)),
            row(
                say("Days with spasms"),
                say("\(report.spasmDays.now) of \(report.observedDays.now)"),
                say("\(report.spasmDays.before) of \(report.observedDays.before)")),
            row(
                say("Spasticity, first to last week"), spasticity(report.spasticity.now),
                spasticity(report.spasticity.before)),
            row(
                say("Nights disturbed"), nights(report.nights.now),
                before(report, report.nights, nights)),
            row(say("Falls"), falls(report.falls.now), before(report, report.falls, falls)),
            row(say("Pain 0 to 10"), pain(report.pain.now), pain(report.pain.before)),
        ]
        return ReportPage.Block(
            name: "numbers", title: say("In short"),
            table: ChartTable(
                header: ["", say("This time"), say("The \(plural(days, "day", "days")) before")],
                rows: rows))
    }

    /// Of the days before; nothing where too few of them were observed to stand beside these.
    private func before(
        _ report: VisitReport, _ rates: VisitReport.Pair<Rate>, _ told: (Rate) -> String
    ) -> String {
        let coverage = report.previous.record.coverage
        return (0..<Gate.leastCoverage).contains(coverage) && coverage > 0
            ? say("too few days") : told(rates.before)
    }

    func rate(_ rate: Rate) -> String {
        guard let value = rate.value, let interval = rate.interval() else { return noFigure }
        let (low, high) = (oneDecimal(interval.lower), oneDecimal(interval.upper))
        return say("\(oneDecimal(value)) (\(low) to \(high))")
    }

    private var noFigure: String { say("no records") }

    func oneDecimal(_ number: Double) -> String { numbers.text(number, decimals: 1) }

    private func nights(_ nights: Rate) -> String {
        guard let monthly = nights.value else { return noFigure }
        return say("\(nights.events), \(oneDecimal(monthly)) in 30 days")
    }

    private func falls(_ falls: Rate) -> String {
        guard falls.time > 0 else { return noFigure }
        return say("\(falls.events); in 30 days \(rate(falls))")
    }

    private func spasticity(_ change: SpasticityChange?) -> String {
        guard let change else { return say("too few check-ins") }
        let (before, after) = (oneDecimal(change.before), oneDecimal(change.after))
        let told = say("\(before) to \(after)")
        guard let fall = change.fall else { return told }
        let percent = Int((abs(fall) * 100).rounded())
        let sign = percent == 0 ? "" : fall > 0 ? "−" : "+"
        let size =
            switch change.size {
            case .none: ""
            case .minimal: say("; MCID, a fall of 18 %")
            case .important: say("; CID, a fall of 30 %")
            case .worse: say("; a rise of 18 %")
            }
        return "\(told) (\(sign)\(percent) %\(size))"
    }

    private func pain(_ pain: VisitReport.Pain?) -> String {
        guard let pain else { return noFigure }
        let days = plural(pain.badDays, "day", "days")
        return say("mean \(oneDecimal(pain.mean)), worst \(pain.worst); 7 or more on \(days)")
    }

    // MARK: - What they were like

    func reportKinds(_ report: VisitReport) -> [String] {
        var lines: [String] = []
        let told = report.characters.filter { $0.count > 0 }
        if !told.isEmpty {
            let kinds = told.map { "\(word($0.character)) \($0.count)" }.joined(separator: ", ")
            lines.append(say("Kind: \(kinds)."))
        }
        let durations = report.durations
        if let median = durations.median, let longest = durations.longest {
            let ninth = durations.ninth.map(minutes) ?? say("not known")
            lines.append(
                say(
                    "Half over by \(minutes(median)), 9 in 10 by \(ninth); longest \(minutes(longest))."
                ))
        }
        let sudden = report.sudden
        if sudden.all > 0 { lines.append(say("Sudden: \(sudden.count) of \(sudden.all).")) }
        if let legs = report.legs.part {
            lines.append(say("In the legs: \(numbers.share(legs)) of the places named."))
        }
        lines += [wholeLimbs(report.wholeLimbs), dangers(report)].compactMap { $0 }
        return lines
    }

    private func wholeLimbs(_ shares: VisitReport.Pair<VisitReport.Share>) -> String? {
        let (now, before) = (shares.now, shares.before)
        guard let part = now.part else { return nil }
        let told = "\(now.count) of \(now.all)"
        guard let past = before.part else { return say("Whole limb or more: \(told).") }
        return part > past
            ? say(
                "Whole limb or more: \(told), more than before (\(before.count) of \(before.all)).")
            : say("Whole limb or more: \(told); before, \(before.count) of \(before.all).")
    }

    private func dangers(_ report: VisitReport) -> String? {
        let told = report.dangers.filter { $0.count > 0 }
        if told.isEmpty { return nil }
        return sentence(
            told.map { "\(word($0.impact).replacing("-", with: " ")) \($0.count)" }
                .joined(separator: ", ").capitalisedFirst)
    }

    private func minutes(_ minutes: Double) -> String {
        let milliseconds = Int64((minutes * 60_000).rounded())
        return length(milliseconds)
    }

    // MARK: - Pictures as text

    /// The weeks of which something was written, oldest first; of more than a year the months.
    func reportCourse(_ report: VisitReport, _ weekly: WeeklyRateChart, _ trend: TrendChart)
        -> [String]
    {
        if weekly.weeks.count > 53 { return reportMonths(report) }
        let told = zip(weekly.weeks, trend.points).map { week, point -> (String, String?) in
            guard let rate = week.rate else { return (week.label, nil) }
            let often = "\(oneDecimal(rate.value)) (\(numbers.interval(rate, decimals: 1)))"
            let days = plural(week.observedDays, "day", "days")
            let figures = [
                often, days, point.severity.map { say("severity \(oneDecimal($0))") },
                point.spasticity.map { say("spasticity \(oneDecimal($0))") },
            ]
            return (week.label, figures.compactMap { $0 }.joined(separator: ", "))
        }
        return stretches(told)
    }

    private func reportMonths(_ report: VisitReport) -> [String] {
        let first = report.days.lowerBound.days
        let months = Dictionary(grouping: report.insights.record.days.indices) { place in
            String(date(LocalDate(days: first + place)).prefix(7))
        }
        let told = months.sorted { $0.key < $1.key }.map { month, places -> (String, String?) in
            let days = places.map { report.insights.record.days[$0] }.filter(\.isObserved)
            if days.isEmpty { return (month, nil) }
            let spasms = days.reduce(0) { $0 + $1.spasms }
            let perWeek = rate(Rate(events: spasms, time: Double(days.count) / 7))
            return (month, "\(perWeek), \(plural(days.count, "day", "days"))")
        }
        return stretches(told)
    }

    /// A line for each, and one for those in a row of which nothing is known.
    private func stretches(_ told: [(label: String, figures: String?)]) -> [String] {
        var (lines, silent): ([String], [String]) = ([], [])
        for one in told + [(label: "", figures: "")] {
            guard let figures = one.figures else {
                silent.append(one.label)
                continue
            }
            if let first = silent.first, let last = silent.last {
                let span = first == last ? first : say("\(first) to \(last)")
                lines.append("\(span): \(noFigure)")
                silent = []
            }
            if !figures.isEmpty { lines.append("\(one.label): \(figures)") }
        }
        return lines
    }

    /// Rates of each quarter of each weekday.
    func reportHours(_ chart: HeatMapChart) -> [String] {
        if chart.isEmpty { return [] }
        let parts = stride(from: 0, to: 24, by: 4).map { $0..<$0 + 4 }
        let head = say("Spasms in 100 observed hours, by the hour of their beginning:")
        return [head]
            + zip(chart.weekdays, chart.rates).map { day, rates in
                let told = parts.map { part in
                    let known = part.compactMap { rates[$0] }
                    let mean = known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
                    return
                        "\(part.lowerBound)–\(part.upperBound) \(numbers.text(mean, decimals: 1))"
                }
                return "\(day): " + told.joined(separator: ", ")
            }
    }

    /// Each place with its sides, those that were named alone.
    func reportPlaces(_ chart: BodyMapChart) -> [String] {
        let words = chart.words
        return chart.areas.map { area in
            let sides = [
                (words.left, area.left), (words.right, area.right), (words.both, area.both),
                (words.middle, area.middle), (words.unsaid, area.unsaid),
            ].filter { $0.1 > 0 }.map { "\($0.0.lowercased()) \($0.1)" }
            return "\(area.label): " + sides.joined(separator: ", ")
        }
    }

    // MARK: - Foot

    func reportFoot(_ report: VisitReport, hash: String, version: String) -> [String] {
        let (undecided, twins) = (report.input.undecided, report.input.twins)
        let open =
            undecided + twins == 0
            ? say("Nothing is left to decide between people.")
            : say(
                "Left to decide between people: \(undecided) that differ, \(twins) possible doubles."
            )
        return [
            say(
                "Self-reported; associations only, not a diagnosis and no advice. Rates are over observed days. Ranges are exact 95 % intervals; those of patterns are wider where days differ more than chance makes them, and patterns are corrected for all questions asked."
            ),
            open + " " + say("Tonus \(version), content \(hash)."),
        ]
    }

    var courseTitle: String { say("Course, and what changed") }
    var severityCaption: String { say("How bad, 0 to 10, week by week") }
    var weeklyCaption: String { say("Spasms a week") }
    var yearCaption: String { say("The last 12 months: spasms a week") }
    var whereTitle: String { say("Where, and what they were like") }
    var hoursTitle: String { say("When: spasms in 100 observed hours") }
    var noRecords: String { say("No records in this time.") }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }

    fileprivate func trimmingSuffix(_ letter: Character) -> String {
        var text = self
        while text.last == letter { text.removeLast() }
        return text
    }
}
