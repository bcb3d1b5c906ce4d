import TonusCore
import TonusDiary
import TonusExchange
import TonusStore
import TonusTypes

/// What an import did, or would do.
extension Catalogue {
    /// - Parameter rejects: the file that the refused lines went to.
    func imported(
        _ new: ImportCount, known: Int, refused: [(line: Int, reason: String)],
        leftOut: [String], rejects: String?
    ) -> [String] {
        var lines = [
            new.tallies == 0
                ? say("\(episodes(new.episodes)) imported, \(known) were here already.")
                : say(
                    "\(episodes(new.episodes)) and \(tallies(new.tallies)) imported, \(known) were here already."
                )
        ]
        lines += refused.map { say("Line \($0.line) left out: \($0.reason).") }
        lines += self.leftOut(leftOut)
        if !refused.isEmpty {
            lines.append(
                rejects.map {
                    say("Those lines are in \($0): mend them there and import that file.")
                }
                    ?? say("Mend those lines and import the file again; nothing doubles."))
        }
        return lines
    }

    func foreseen(_ line: ForeseenLine) -> String {
        switch line.outcome {
        case .new: say("Line \(line.line): \(line.text)")
        case .known: say("Line \(line.line) is here already: \(line.text)")
        case .refused: say("Line \(line.line) left out: \(line.text).")
        }
    }

    func foreseen(
        _ new: ImportCount, known: Int, refused: Int, leftOut: [String]
    ) -> [String] {
        [
            new.tallies == 0
                ? say(
                    "\(episodes(new.episodes)) would be new, \(known) are here already, \(refused) left out."
                )
                : say(
                    "\(episodes(new.episodes)) and \(tallies(new.tallies)) would be new, \(known) are here already, \(refused) left out."
                )
        ] + self.leftOut(leftOut) + [say("Nothing was changed: this was a dry run.")]
    }

    private func tallies(_ count: Int) -> String { plural(count, "tally", "tallies") }

    private func leftOut(_ columns: [String]) -> [String] {
        columns.isEmpty
            ? []
            : [
                say(
                    "Not taken: \(columns.prefix(40).map(shortened).joined(separator: ", ")). With --rest-as-note they go into the note."
                )
            ]
    }

    /// A row as the line of a list, but for how long ago it was.
    func line(_ row: ImportRow, _ now: Moment) -> String {
        let (member, entry) = row.seen
        let line = line(entry, member, now)
        let onset = entry.episode?.onset ?? row.from
        guard let onset else { return line }
        return WhenFormat.stated(onset, now: now)
            + line.dropFirst(WhenFormat.full(onset, now: now).count)
    }

    // MARK: - Why a line was left out

    func reason(_ problem: RowProblem) -> String {
        switch problem {
        case .missing(let column): say("no \(column)")
        case .bad(let column, let value): say("'\(shortened(value))' is no \(column)")
        case .time(let column, let value, let error): reason(error, column, shortened(value))
        case .unfit(let column, .tally): say("a tally has no \(column)")
        case .unfit(let column, _): say("an episode has no \(column)")
        case .tooManyCells(let count, let columns):
            say("it has \(count) cells, and the first line \(columns)")
        case .unreadable(.openQuote): say("a quote opens in it and never closes")
        case .unreadable(.strayQuote): say("something stands behind a closing quote")
        case .unreadable(.tooLong): say("it is too long for a line of a table")
        case .turned(let first, let last): say("its \(last) lies before its \(first)")
        case .idTwice(let line): say("line \(line) has the same id and says something else")
        case .tooLong(let column): say("its \(column) is too long to keep in one entry")
        }
    }

    private func reason(_ error: WhenError, _ column: String, _ value: String) -> String {
        switch error {
        case .missingHour(_, let from, let to):
            say("'\(value)' never was: the clocks went from \(clock(from)) to \(clock(to)) then")
        case .doubledHour(_, let offsets, _):
            say(
                "'\(value)' came twice: put one of \(offsets.map { WhenFormat.offset(seconds: $0) }.joined(separator: ", ")) behind it"
            )
        case .inTheFuture: say("'\(value)' is in the future")
        case .unknownZone(_, let zone): say("the time zone \(zone) is not known here")
        default: say("'\(value)' is no \(column)")
        }
    }

    private func clock(_ time: CivilTime) -> String {
        String(WhenFormat.iso(time).dropFirst(11).prefix(5))
    }

    /// A cell on one line, and not all of a long one.
    func shortened(_ value: String) -> String {
        let line = String(value.map { $0.isNewline ? " " : $0 })
        return line.count > 40 ? line.prefix(39) + "…" : line
    }
}

extension ImportRow {
    /// When a tally began.
    fileprivate var from: TimePoint? {
        if case .tally(let draft) = told { draft.from } else { nil }
    }

    /// The entry that it would be, as its writer would see it.
    fileprivate var seen: (writer: MemberID, entry: Entry) {
        let writer = Author(device: DeviceID(high: 0, low: 0), member: MemberID(high: 0, low: 0))
        var body = ChangeBody(entity: entity, timestamp: .zero, written: 0, writtenOffset: 0)
        body.writes = writes(by: writer.member)
        let change = Change(id: ChangeID(high: 0, low: 0), author: writer, body: body)
        let state = EntityState(entity, alone: change)
        return (
            writer.member,
            kind == .tally
                ? .tally(Tally(state, patient: writer.member))
                : .episode(Episode(state, patient: writer.member))
        )
    }
}
