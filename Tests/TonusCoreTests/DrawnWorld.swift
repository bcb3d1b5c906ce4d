import TonusCore
import TonusTypes

/// A small world as real changes, for the real merge.
struct DrawnWorld {
    /// How the stamps of the changes lie. No clock may change what is live.
    enum Clocks: Int, CaseIterable {
        /// Later is greater.
        case right
        /// All alike, so that ids decide.
        case tied
        /// Later is smaller.
        case backwards
    }

    static let entity = EntityKey(audience: .everyone, kind: 1, id: EntityID(high: 0, low: 1))
    static let patient = MemberID(high: 0, low: 1)
    static let shared = CellAddress(field: 100)
    static let reporters = CellAddress(field: 105)
    static let linked = EntityID(high: 0, low: 2)
    private static let link = CellAddress(field: EntityState.linkField, key: linked.bytes)

    /// Scattered, so that the order of ids is not that of making.
    private static let ids: [ChangeID] = [3, 1, 4, 2].map { ChangeID(high: $0, low: 0) }

    /// Two are equal, one differs, and one is nothing; each clock deals them out anew.
    private static let written: [Value?] = [.integer(1), nil, .integer(0), .integer(1)]

    private static let devices: [Author] = [1, 2, 3].map { device in
        Author(
            device: DeviceID(high: 0, low: device),
            member: device == 3 ? MemberID(high: 0, low: 2) : patient)
    }

    let world: SmallWorld
    private(set) var changes: [Change]
    private let undoers: [ChangeID: [ChangeID]]

    init(_ world: SmallWorld, _ clocks: Clocks = .backwards) {
        self.world = world
        changes = (0..<world.count).map { Self.change($0, world.steps[$0], clocks) }
        var undoers: [ChangeID: [ChangeID]] = [:]
        for change in changes {
            for target in change.body.undoes { undoers[target, default: []].append(change.id) }
        }
        self.undoers = undoers
    }

    private static func change(
        _ number: Int, _ step: SmallWorld.Step, _ clocks: Clocks
    ) -> Change {
        let times: [Int64] = [Int64(number) + 1, 7, 9 - Int64(number)]
        let stamp = Timestamp(milliseconds: times[clocks.rawValue])
        var body = ChangeBody(entity: entity, timestamp: stamp, written: 0, writtenOffset: 0)
        body.deletes = ids(step.names.deletes)
        body.restores = ids(step.names.restores)
        body.undoes = ids(step.names.undoes)
        switch step.act {
        case .write:
            let value = written[(number + clocks.rawValue) % 4]
            body.writes = [
                Write(cell: shared, value: value, replaces: ids(step.names.values)),
                Write(cell: reporters, value: value, replaces: ids(step.names.ratings)),
            ]
        case .link, .unlink:
            let value: Value? = step.act == .link ? .boolean(true) : nil
            body.writes = [Write(cell: link, value: value, replaces: ids(step.names.links))]
        case .delete, .restore, .undo: break
        }
        return Change(id: ids[number], author: devices[step.device], body: body)
    }

    private static func ids(_ numbers: UInt8) -> [ChangeID] {
        guard numbers != 0 else { return [] }
        return ids.indices.filter { numbers.has($0) }.map { ids[$0] }
    }

    /// The last change moved to another entity; it names what it named.
    func moved(to entity: EntityKey) -> DrawnWorld {
        var moved = self
        let change = changes[world.last]
        var body = change.body
        body.entity = entity
        moved.changes[world.last] = Change(id: change.id, author: change.author, body: body)
        return moved
    }
}

// MARK: - The real merge

extension DrawnWorld {
    /// Folds all changes in one order of arrival; whether each counts is asked in that order too.
    func state(arriving order: [Int]) -> EntityState {
        var counting = Counting()
        var held: [HeldChange] = []
        for number in order {
            let change = changes[number]
            let counts = counting.counts(
                change.id, undoers: { undoers[$0] ?? [] }, isAllowed: { _ in true })
            held.append(HeldChange(change, counts: counts))
        }
        return EntityState(Self.entity, folding: held)
    }

    /// What a replica shows that holds `numbers` and no more.
    func state(holding numbers: UInt8, allowed: UInt8 = .max) -> EntityState {
        log(numbers).state(of: Self.entity) { allowed.has(number($0.id)) }
    }

    func log(_ numbers: UInt8) -> Log {
        var log = Log()
        for number in 0..<world.count where numbers.has(number) { log.insert(changes[number]) }
        return log
    }

    /// Whether a state is what the definitions say of these changes under these clocks.
    func isMeant(_ state: EntityState, _ meaning: Meaning) -> Bool {
        values(state) == meaning.values && ratings(state) == meaning.ratings
            && links(state) == meaning.links && deletes(state) == meaning.deletes
            && numbers(state.restores) == meaning.restores && state.isHidden == meaning.isHidden
            && state.isContested == meaning.isContested
            && state.origin == first(of: meaning.counting)
    }

    /// The least by timestamp, then by id.
    private func first(of numbers: UInt8) -> Change? {
        var first: Change?
        for (number, change) in changes.enumerated() where numbers.has(number) {
            guard let found = first else {
                first = change
                continue
            }
            let (mine, least) = (change.body.timestamp, found.body.timestamp)
            if mine < least || (mine == least && change.id < found.id) { first = change }
        }
        return first
    }

    func values(_ state: EntityState) -> UInt8 { numbers(state.cells[Self.shared]) }
    func ratings(_ state: EntityState) -> UInt8 { numbers(state.cells[Self.reporters]) }
    func links(_ state: EntityState) -> UInt8 { numbers(state.cells[Self.link]) }
    func deletes(_ state: EntityState) -> UInt8 { numbers(state.deletes) }

    func numbers(_ ids: [ChangeID]) -> UInt8 {
        var found: UInt8 = 0
        for id in ids { found |= 1 << UInt8(number(id)) }
        return found
    }

    private func numbers(_ live: ArraySlice<LiveWrite>?) -> UInt8 {
        numbers((live ?? []).map(\.change))
    }
    private func numbers(_ changes: [Change]) -> UInt8 { numbers(changes.map(\.id)) }

    /// The place of an id among the four; 7 for one that is no change of this world.
    private func number(_ id: ChangeID) -> Int { Self.ids.firstIndex(of: id) ?? 7 }
}
