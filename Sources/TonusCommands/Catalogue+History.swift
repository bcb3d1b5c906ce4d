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
        if entries.isEmpty { return ["Nothing was written yet."] }
        return entries.flatMap { entry in
            let change = entry.change
            let when = WhenFormat.full(now.point(at: change.body.written), now: now)
            let device = people.devices[change.author.device].map { " on \($0)" } ?? ""
            let who = "\(teller(of: change, people))\(device)"
            let mark = entry.counts ? "" : " · taken back, does not count"
            let lines = ["\(when) · \(who) · \(Snapshot.shortID(change.id))\(mark)"]
            let about =
                isOfAll ? [self.about(change.body.entity, moments[change.body.entity], now)] : []
            return lines + (about + deeds(entry, now)).map { "  \($0)" }
        }
    }

    private func about(_ entity: EntityKey, _ moment: TimePoint?, _ now: Moment) -> String {
        "about \(Snapshot.shortID(entity.id))"
            + (moment.map { ", " + WhenFormat.full($0, now: now) } ?? "")
    }

    private func deeds(_ entry: HistoryEntry, _ now: Moment) -> [String] {
        let body = entry.change.body
        var deeds: [String] = []
        if body.isDelete {
            let survivor = body.survivor.map { ", a duplicate of \(Snapshot.shortID($0))" } ?? ""
            deeds.append("deleted \(kind(body))\(survivor)")
        }
        if !body.restores.isEmpty { deeds.append("brought \(kind(body)) back") }
        if !body.undoes.isEmpty {
            deeds.append("took back \(plural(body.undoes.count, "change", "changes"))")
        }
        return deeds + entry.turns.map { turn(in: $0, now) }
    }

    private func kind(_ body: ChangeBody) -> String {
        switch Kind(rawValue: body.entity.kind) {
        case .episode?: "the episode"
        case .note?: "the note"
        case .tally?: "the tally"
        default: "the entry"
        }
    }

    private func turn(in turn: HistoryEntry.Turn, _ now: Moment) -> String {
        let old = turn.old.map { text($0, in: turn.cell, now) }.joined(separator: " or ")
        let name = name(of: turn.cell)
        guard let new = turn.new.map({ text($0, in: turn.cell, now) }) else {
            return old.isEmpty ? "\(name) taken away" : "\(name) \(old) taken away"
        }
        return "\(name) \(new)" + (old.isEmpty || old == new ? "" : ", was \(old)")
    }

    func name(of cell: CellAddress) -> String {
        Field.known(cell.field)?.name ?? "field \(cell.field)"
    }

    /// A cell's value in words; what only a newer version knows is said to be that.
    func text(_ value: Value, in cell: CellAddress, _ now: Moment) -> String {
        guard let field = Field.known(cell.field) else { return unknown(value) }
        switch (field.shape, value) {
        case (.time, .time(let time)), (.ending, .time(let time)):
            return WhenFormat.full(time, now: now)
        case (.ending, .integer(0)): return "going on"
        case (.ending, .integer(1)): return "over, time unknown"
        case (.date, .date(let date)): return WhenFormat.iso(date)
        case (.text, .text(let text)): return text
        case (.score, .integer(let number)), (.count, .integer(let number)): return "\(number)"
        case (.yesNo, .boolean(let flag)), (.exposure, .boolean(let flag)):
            return flag ? "yes" : "no"
        case (.number, .integer(let number)): return "\(number)"
        case (.amount, _), (.exposure, _): return value.amount?.text ?? unknown(value)
        case (.clocks, .boolean): return TimeOfDay(key: cell.key)?.text ?? "?"
        case (.rated(let words, _), .integer(let number)):
            return "\(cell.key.first.flatMap(words.word) ?? "?") \(number)"
        case (.entity, .entity(let id)): return Snapshot.shortID(id)
        case (.links, .boolean): return EntityID(bytes: cell.key).map(Snapshot.shortID) ?? "?"
        case (.sites, .boolean): return Site(key: cell.key)?.words ?? "?"
        case (.sited(let words), .integer(let code)):
            let site = Site(key: cell.key)?.words ?? "?"
            return "\(site) \(UInt8(exactly: code).flatMap(words.word) ?? "?")"
        case (.word(let words), .integer(let code)):
            return UInt8(exactly: code).flatMap(words.word) ?? "?"
        case (.set(let words), .boolean):
            return cell.key.first.flatMap(words.word) ?? "?"
        default: return unknown(value)
        }
    }

    private func unknown(_ value: Value) -> String {
        switch value {
        case .integer(let number): "\(number)"
        case .text(let text): text
        case .boolean(let flag): flag ? "yes" : "no"
        default: "something a newer version wrote"
        }
    }
}
