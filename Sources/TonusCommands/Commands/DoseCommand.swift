import ArgumentParser
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

struct DoseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dose", abstract: Help.doseAbstract, discussion: Help.doseDiscussion)

    @Argument(help: Help.doseWords)
    var words: [String] = []
    @OptionGroup var options: DiaryOptions

    func run() throws {
        let desk = try Desk(options)
        if words.isEmpty { return try list(desk, desk.now.point.localDate) }
        let said = words.flatMap { word in
            word.contains("=") ? [word] : word.split(separator: " ").map(String.init)
        }
        let reading = try desk.existing()?.read { try DoseReading(said, desk, $0) }
        let found = try reading ?? DoseReading(said, desk, nil)
        if let day = found.listedDay { return try list(desk, day) }
        guard found.due != nil || !found.draft.text.isEmpty || found.draft[.doseTreatment] != nil
        else {
            throw SheetError(kind: .dose, error: .missing(field: "treatment"))
        }
        let replica = try desk.founded()
        let key = try replica.record(zoneOffset: desk.zoneOffset) { intent in
            try write(found, desk.now, &intent)
        }
        try desk.answer(key, replica)
    }

    private func write(
        _ found: DoseReading, _ now: Moment, _ intent: inout Intent
    ) throws -> EntityKey {
        var said = found.draft.said
        if found.draft[.doseStatus] == nil {
            said.append(Assignment(.doseStatus, .integer(Int64(DoseStatus.taken.rawValue))))
        }
        let at = found.draft[.doseAt]?.time
        if at == nil, !found.isSkipped || found.due == nil {
            said.append(Assignment(.doseAt, .time(now.point)))
        }
        if let due = found.due {
            // Of one that was due the day alone says which, and nothing of when it was taken.
            if at?.precision == .day { said.removeAll { $0.field == .doseAt } }
            said += due.naming(now.point(of: due.date, at: due.time))
        } else if found.draft[.doseTreatment] == nil {
            let treatment = try intent.treatment(found.draft.text, found.treatment)
            said.append(Assignment(.doseTreatment, .entity(treatment)))
        }
        let key = found.due?.key ?? intent.newEntity(.dose)
        try intent.say(said, on: key)
        return key
    }

    private func list(_ desk: Desk, _ day: LocalDate) throws {
        let due = try desk.existing()?.read { try $0.due(on: day) } ?? []
        let entries = due.compactMap { due in due.dose.map { Entry.sheet($0, about: due.treatment) }
        }
        let lines = due.map { due in
            let amount = [Field.regimenAmount, .regimenUnit].compactMap { field in
                due.regimen[field].map { desk.words.text($0, in: field.cell(), desk.now) }
            }
            let parts = [desk.words.clock(due.time), due.treatment] + amount
            return (parts.joined(separator: " "), desk.words.word(due.status))
        }
        let isToday = day == desk.now.point.localDate
        try desk.answer(
            EntriesDocument(entries),
            isToday ? desk.words.dueDoses(lines) : desk.words.dueDoses(lines, on: day))
    }
}

/// What was said of a dose, and which one that is.
struct DoseReading {
    let draft: SheetDraft
    /// The one that a regimen says is due.
    private(set) var due: DueDose?
    private(set) var treatment: Sheet?
    /// A day of which nothing was said but that: its doses are to be listed.
    private(set) var listedDay: LocalDate?

    /// How far from when it was due a dose can be taken and still be that one.
    static let reach: Int64 = 4 * 3_600_000

    var isSkipped: Bool { draft[.doseStatus] == .integer(Int64(DoseStatus.skipped.rawValue)) }

    /// - Throws: `SheetError`, also for one that is not due for hours yet.
    init(_ words: [String], _ desk: Desk, _ snapshot: Snapshot?) throws {
        // A number alone in front is one of the list, unless it is an amount with its unit.
        let rest = Array(words.dropFirst())
        let isAmount = rest.first.map { Unit(word: $0) != nil } ?? false
        if let number = words.first.flatMap({ Int($0) }), !isAmount, let snapshot {
            let draft = try desk.draft(.dose, rest, in: snapshot)
            let due = try snapshot.due(
                on: draft[.doseAt]?.time?.localDate ?? desk.now.point.localDate)
            if due.indices.contains(number - 1) {
                self.draft = draft
                self.due = due[number - 1]
                try check(due[number - 1], number, desk.now, snapshot)
                return
            }
        }
        draft = try desk.draft(.dose, words, in: snapshot)
        if draft.text.isEmpty, draft.said.map(\.field) == [.doseAt],
            let at = draft[.doseAt]?.time, at.precision == .day
        {
            listedDay = at.localDate
        }
        guard let snapshot else {
            if !draft.text.isEmpty { _ = try named(among: []) }
            return
        }
        treatment = try snapshot.treatment(of: draft)
        if let name = treatment?[.treatmentName]?.text {
            due = try slot(of: name, desk.now, snapshot)
        }
    }

    private func named(among names: [String]) throws -> String {
        do throws(DraftError) {
            return try draft.name(among: names)
        } catch {
            throw SheetError(kind: .dose, error: error)
        }
    }

    /// Holds one of the list against what else was said, and against the clock.
    private func check(
        _ due: DueDose, _ number: Int, _ now: Moment, _ snapshot: Snapshot
    ) throws {
        if !draft.text.isEmpty, draft.text.lowercased() != due.treatment.lowercased() {
            let rest = draft.text.split(separator: " ").map(String.init)
            throw SheetError(
                kind: .dose, error: draft.beside(rest, name: due.treatment),
                instead: "dose \(number) skipped")
        }
        let slot = now.point(of: due.date, at: due.time)
        // What will not be taken can be said beforehand; what was taken cannot.
        guard !isSkipped, slot.instant > now.milliseconds + Self.reach else { return }
        let before = LocalDate(days: due.date.days - 1)
        // Whoever is still up counts by the day before.
        let wasDue =
            try now.day == before && snapshot.due(on: before).contains { $0.time == due.time }
        throw SheetError(
            kind: .dose, error: .time(.inTheFuture(slot)),
            instead: wasDue
                ? "dose \(number) \(WhenFormat.iso(before))" : "dose \(number) skipped")
    }

    /// The dose of a treatment that was due then: the very one of a time that was typed, else the nearest of
    /// which nothing is known yet.
    private func slot(
        of name: String, _ now: Moment, _ snapshot: Snapshot
    ) throws -> DueDose? {
        let typed = draft[.doseAt]?.time
        let at = typed ?? now.point
        let days = (-1...1).map { LocalDate(days: at.localDate.days + $0) }
        let due = try days.flatMap { try snapshot.due(on: $0) }
            .filter { $0.treatment.lowercased() == name.lowercased() }
        func distance(_ due: DueDose) -> Int64 {
            abs(now.point(of: due.date, at: due.time).instant - at.instant)
        }
        if let typed, typed.precision.rawValue < TimePoint.Precision.partOfDay.rawValue,
            let same = due.first(where: { distance($0) < 60_000 })
        {
            return same
        }
        let open = due.filter { $0.status == .unknown }
        let that = open.filter { $0.date == at.localDate }
        if at.precision == .day, that.count > 1 {
            throw SheetError(
                kind: .dose,
                error: .severalDue(name: name, day: at.localDate, times: that.map(\.time)))
        }
        if at.precision == .day || (isSkipped && typed == nil) {
            return that.min { distance($0) < distance($1) }
        }
        return open.filter { distance($0) <= Self.reach }.min { distance($0) < distance($1) }
    }
}
