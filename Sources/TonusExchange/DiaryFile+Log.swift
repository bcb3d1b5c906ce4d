import TonusCore
import TonusTypes

extension DiaryFile {
    /// A diary's log as a file.
    ///
    /// - Parameters:
    ///   - logged: every change that can be read, in any order.
    ///   - people: who is known by a name.
    package init(
        _ logged: [LoggedChange], patient: MemberID, people known: [MemberID: Person]
    ) {
        let log = FiledLog(logged)
        var speakers: Set<MemberID> = []
        intents = log.acts().map { act in
            let intent = act.count > 1 ? act.compactMap { log.names[$0.change.id] }.min() : nil
            return act.compactMap { one -> Entry? in
                guard let id = log.names[one.change.id] else { return nil }
                let member = one.change.author.member
                if member != patient { speakers.insert(member) }
                return Entry(
                    line: 0, speaker: member == patient ? .patient : .member(member),
                    intent: intent,
                    change: FiledChange(log.body(one.change, as: id), newer: one.newer), id: id)
            }
        }
        people = known.filter { speakers.contains($0.key) }
    }
}

/// What a log comes to as a file: what each change is called there, and what it then names.
struct FiledLog {
    private let logged: [ChangeID: LoggedChange]
    /// Of each that goes into the file.
    let names: [ChangeID: ChangeID]

    init(_ all: [LoggedChange]) {
        logged = Dictionary(all.map { ($0.change.id, $0) }) { first, _ in first }
        names = Self.names(of: logged.values.filter(\.isFiled).map(\.change))
    }

    /// A change that came from a file keeps the name it had there. Where two have one, as when two
    /// devices took in the same file, the first keeps it; and nobody can take another's own id.
    private static func names(of changes: [Change]) -> [ChangeID: ChangeID] {
        let own = Set(changes.map(\.id))
        var (names, used) = ([ChangeID: ChangeID](), Set<ChangeID>())
        for change in changes.sorted(by: precedes) {
            let wanted = change.body.importID?.renamed(ChangeID.self)
            let isFree = wanted.map { !own.contains($0) && used.insert($0).inserted } ?? false
            names[change.id] = isFree ? wanted : change.id
        }
        return names
    }

    private static func precedes(_ a: Change, _ b: Change) -> Bool {
        (a.body.timestamp, a.id) < (b.body.timestamp, b.id)
    }
}

// MARK: - What a change names

extension FiledLog {
    /// The change as the file has it: whoever takes it in gives it another time of its own.
    func body(_ change: Change, as id: ChangeID) -> ChangeBody {
        var body = change.body
        body.importID = id.renamed()
        (body.timestamp, body.intentSize, body.toldBy) = (.zero, 1, nil)
        body.writes = body.writes.map { write in
            Write(
                cell: write.cell, value: write.value,
                replaces: named(write.replaces) { passed in
                    guard passed.entity == body.entity else { return [] }
                    return passed.writes.first { $0.cell == write.cell }?.replaces ?? []
                })
        }.sorted { $0.cell < $1.cell }
        body.deletes = named(body.deletes)
        body.restores = named(body.restores) { passed in
            passed.entity == body.entity ? passed.restores : []
        }
        body.undoes = named(body.undoes)
        return body
    }

    /// What these are called in the file. One that does not go into it acts through what it names
    /// itself, as in the merge: what it replaced stays replaced.
    private func named(
        _ ids: [ChangeID], through further: (ChangeBody) -> [ChangeID] = { _ in [] }
    ) -> [ChangeID] {
        var (open, seen, found) = (ids, Set(ids), Set<ChangeID>())
        while let id = open.popLast() {
            if let name = names[id] {
                found.insert(name)
            } else if let passed = logged[id] {
                open += further(passed.change.body).filter { seen.insert($0).inserted }
            }
        }
        return found.sorted()
    }
}

// MARK: - Acts, in order

extension FiledLog {
    private struct Act: Hashable {
        let device: DeviceID
        let timestamp: Timestamp
    }

    /// The changes that go into the file, act by act.
    ///
    /// What a device of its own making wrote may name a change of the same act, or name acts in a
    /// circle: its acts are then taken apart, since changes themselves cannot.
    func acts() -> [[LoggedChange]] {
        let filed = logged.values.filter(\.isFiled)
        var apart: Set<DeviceID> = []
        while true {
            let groups = acts(of: filed, apart: apart)
            switch FiledOrder.of(groups.map { $0.map { ($0.change.id, $0.change.names) } }) {
            case .order(let order): return order.map { groups[$0] }
            case .circle(let circle):
                let whole = circle.map { groups[$0] }.filter { $0.count > 1 }
                let devices = Set(whole.flatMap { $0 }.map(\.change.author.device))
                // Never: a change is called by its hash, so that no circle of changes can be.
                if devices.isEmpty { return groups }
                apart.formUnion(devices)
            }
        }
    }

    private func acts(of filed: [LoggedChange], apart: Set<DeviceID>) -> [[LoggedChange]] {
        var acts: [Act: [LoggedChange]] = [:]
        var alone: [[LoggedChange]] = []
        for one in filed {
            if apart.contains(one.change.author.device) {
                alone.append([one])
            } else {
                let act = Act(
                    device: one.change.author.device, timestamp: one.change.body.timestamp)
                acts[act, default: []].append(one)
            }
        }
        let groups = acts.values.map { $0.sorted { name($0) < name($1) } } + alone
        return groups.map { (time: $0[0].change.body.timestamp, first: name($0[0]), group: $0) }
            .sorted { ($0.time, $0.first) < ($1.time, $1.first) }.map(\.group)
    }

    private func name(_ one: LoggedChange) -> ChangeID { names[one.change.id] ?? one.change.id }
}

extension Change {
    fileprivate var names: [ChangeID] {
        body.writes.flatMap(\.replaces) + body.deletes + body.restores + body.undoes
    }
}
