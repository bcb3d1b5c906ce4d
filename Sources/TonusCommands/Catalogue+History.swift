import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// What changes read like afterwards.
extension Catalogue {
    /// - Parameters:
    ///   - moments: when the entries that the changes are about were.
    ///   - isOfAll: whether each change has to say which entry it is about.
    func history(
        _ entries: [HistoryEntry], _ moments: [EntityKey: TimePoint], _ people: People,
        _ now: Moment, isOfAll: Bool
    ) -> [String] {
        if entries.isEmpty { return [say("Nothing was written yet.")] }
        return entries.flatMap { entry in
            let change = entry.change
            let when = spoken(now.point(at: change.body.written), now)
            let member = teller(of: change, people)
            let who =
                people.devices[change.author.device].map { say("\(member) on \($0)") }
                ?? member
            let mark = entry.counts ? "" : " · " + say("taken back, does not count")
            let lines = ["\(when) · \(who) · \(Snapshot.shortID(change.id))\(mark)"]
            let about =
                isOfAll ? [self.about(change.body.entity, moments[change.body.entity], now)] : []
            return lines + (about + deeds(entry, now)).map { "  \($0)" }
        }
    }

    private func about(_ entity: EntityKey, _ moment: TimePoint?, _ now: Moment) -> String {
        let about = say("about \(Snapshot.shortID(entity.id))")
        return moment.map { "\(about), \(spoken($0, now))" } ?? about
    }

    private func deeds(_ entry: HistoryEntry, _ now: Moment) -> [String] {
        let body = entry.change.body
        var deeds: [String] = []
        if body.isDelete {
            let survivor = body.survivor.map { Snapshot.shortID($0) }
            deeds.append(
                survivor.map { say("deleted \(kind(body)), a duplicate of \($0)") }
                    ?? say("deleted \(kind(body))"))
        }
        if !body.restores.isEmpty { deeds.append(say("brought \(kind(body)) back")) }
        if !body.undoes.isEmpty {
            deeds.append(say("took back \(plural(body.undoes.count, "change", "changes"))"))
        }
        return deeds + entry.turns.map { turn(in: $0, now) }
    }

    private func kind(_ body: ChangeBody) -> String {
        switch Kind(rawValue: body.entity.kind) {
        case .episode?: say("the episode")
        case .note?: say("the note")
        case .tally?: say("the tally")
        default: say("the entry")
        }
    }

    private func turn(in turn: HistoryEntry.Turn, _ now: Moment) -> String {
        let old = turn.old.map { text($0, in: turn.cell, now) }.joined(separator: say(" or "))
        let name = name(of: turn.cell)
        guard let new = turn.new.map({ text($0, in: turn.cell, now) }) else {
            return old.isEmpty ? say("\(name) taken away") : say("\(name) \(old) taken away")
        }
        return old.isEmpty || old == new
            ? "\(name) \(new)" : say("\(name) \(new), was \(old)")
    }

    func name(of cell: CellAddress) -> String {
        Field.known(cell.field).map { name(of: $0) } ?? say("field \(cell.field)")
    }

    /// A cell's value in words; what only a newer version knows is said to be that.
    func text(_ value: Value, in cell: CellAddress, _ now: Moment) -> String {
        guard let field = Field.known(cell.field) else { return unknown(value) }
        switch (field.shape, value) {
        case (.time, .time(let time)), (.ending, .time(let time)):
            return spoken(time, now)
        case (.ending, .integer(0)): return say("going on")
        case (.ending, .integer(1)): return say("over, time unknown")
        case (.date, .date(let date)): return WhenFormat.iso(date)
        case (.text, .text(let text)): return text
        case (.score, .integer(let number)), (.count, .integer(let number)): return "\(number)"
        case (.yesNo, .boolean(let flag)), (.exposure, .boolean(let flag)):
            return yesOrNo(flag)
        case (.number, .integer(let number)): return "\(number)"
        case (.amount, _), (.exposure, _):
            return value.amount.map { amount($0) } ?? unknown(value)
        case (.clocks, .boolean): return TimeOfDay(key: cell.key).map { clock($0) } ?? "?"
        case (.rated(let words, _), .integer(let number)):
            return "\(cell.key.first.flatMap { word($0, in: words) } ?? "?") \(number)"
        case (.entity, .entity(let id)): return Snapshot.shortID(id)
        case (.links, .boolean): return EntityID(bytes: cell.key).map(Snapshot.shortID) ?? "?"
        case (.sites, .boolean): return Site(key: cell.key).map { site($0) } ?? "?"
        case (.sited(let words), .integer(let code)):
            let site = Site(key: cell.key).map { self.site($0) } ?? "?"
            return "\(site) \(UInt8(exactly: code).flatMap { word($0, in: words) } ?? "?")"
        case (.word(let words), .integer(let code)):
            return UInt8(exactly: code).flatMap { word($0, in: words) } ?? "?"
        case (.set(let words), .boolean):
            return cell.key.first.flatMap { word($0, in: words) } ?? "?"
        default: return unknown(value)
        }
    }

    private func unknown(_ value: Value) -> String {
        switch value {
        case .integer(let number): "\(number)"
        case .text(let text): text
        case .boolean(let flag): yesOrNo(flag)
        default: say("something a newer version wrote")
        }
    }
}
