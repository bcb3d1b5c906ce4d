import TonusTypes

/// A write that no counting write has replaced.
public struct LiveWrite: Hashable, Sendable {
    public let change: ChangeID
    public let author: Author
    public let timestamp: Timestamp
    public let value: Value?

    public init(change: ChangeID, author: Author, timestamp: Timestamp, value: Value?) {
        (self.change, self.author) = (change, author)
        (self.timestamp, self.value) = (timestamp, value)
    }
}

/// A change of an entity, and whether it counts.
public struct HeldChange: Hashable, Sendable {
    public let change: Change
    public let counts: Bool

    public init(_ change: Change, counts: Bool) { (self.change, self.counts) = (change, counts) }
}

/// What one entity is: a pure function of its changes and of which of them count.
public struct EntityState: Hashable, Sendable {
    public let entity: EntityKey
    /// The live writes of every cell, sorted by change id.
    public let cells: LiveCells
    /// Deletes that no counting change has replaced, sorted by change id.
    public let deletes: [Change]
    /// Restores, sorted by change id: they are live writes too, as a delete must name them.
    public let restores: [Change]
    /// The first counting change, by timestamp and id: who made the entity, when, and where.
    public let origin: Change?
    /// How many live writes no live delete names.
    public let unnamedWrites: Int

    /// Hidden while every live write is named by some live delete, or where nothing counts.
    public var isHidden: Bool {
        unnamedWrites == 0 || isPlanted(.deletesHideUnseen) && !deletes.isEmpty
    }

    /// Deleted by one, edited by another who had not seen that.
    public var isContested: Bool { !isHidden && !deletes.isEmpty }

    /// The changes that a delete of what is seen now must name.
    public var changesToDelete: [ChangeID] {
        let named = Set(cells.flatMap(\.value).map(\.change)).union(restores.map(\.id))
        return named.sorted()
    }

    public func live(_ field: UInt32, key: [UInt8] = []) -> ArraySlice<LiveWrite> {
        cells[CellAddress(field: field, key: key)] ?? []
    }

    /// The cells of a field that has many, by key.
    public func cells(of field: UInt32) -> [(key: [UInt8], live: ArraySlice<LiveWrite>)] {
        cells.of(field).map { ($0.key.key, $0.value) }
    }
}

extension EntityState {
    /// Folds the changes of one entity; their order does not matter, and the same one twice is one.
    ///
    /// A write is dead when a counting write on its cell names its change, directly or through
    /// held changes that do not count.
    public init(_ entity: EntityKey, folding held: some Sequence<HeldChange>) {
        var byID: [ChangeID: HeldChange] = [:]
        for one in held where one.change.body.entity == entity { byID[one.change.id] = one }
        if byID.count == 1, let only = byID.values.first, only.counts {
            self.init(entity, alone: only.change)
        } else {
            self.init(entity, byID)
        }
    }

    private init(_ entity: EntityKey, _ byID: [ChangeID: HeldChange]) {
        let counting = byID.values.filter(\.counts).map(\.change).sorted { $0.id < $1.id }

        let dead = Self.deadWrites(byID)
        let live = counting.flatMap { change in
            change.body.writes
                .filter { dead.isEmpty || dead[$0.cell]?.contains(change.id) != true }
                .map { (cell: $0.cell, write: LiveWrite(change, $0.value)) }
        }
        let replaced = Self.replacedDeletes(byID)
        let deletes = counting.filter { $0.body.isDelete && !replaced.contains($0.id) }
        let restores = counting.filter { !$0.body.restores.isEmpty }
        let named = Set(deletes.flatMap(\.body.deletes))

        self.entity = entity
        self.cells = LiveCells(live)
        self.deletes = deletes
        self.restores = restores
        self.origin = counting.min { ($0.body.timestamp, $0.id) < ($1.body.timestamp, $1.id) }
        self.unnamedWrites =
            live.count { !named.contains($0.write.change) }
            + restores.count { !named.contains($0.id) }
    }

    /// What one change alone makes: no change can name itself, so all of it lives.
    public init(_ entity: EntityKey, alone change: Change) {
        let body = change.body
        self.entity = entity
        cells = LiveCells(body.writes.map { ($0.cell, LiveWrite(change, $0.value)) })
        deletes = body.isDelete ? [change] : []
        restores = body.restores.isEmpty ? [] : [change]
        origin = change
        unnamedWrites = body.writes.count + restores.count
    }

    private static func deadWrites(_ held: [ChangeID: HeldChange]) -> [CellAddress: Set<ChangeID>] {
        var dead: [CellAddress: Set<ChangeID>] = [:]
        for one in held.values where one.counts {
            for write in one.change.body.writes
            where !write.replaces.isEmpty && !isPlanted(.replacedStaysLive) {
                reach(write.replaces, into: &dead[write.cell, default: []]) { id in
                    guard let below = held[id], !below.counts else { return [] }
                    return below.change.body.writes.first { $0.cell == write.cell }?.replaces ?? []
                }
            }
        }
        return dead
    }

    private static func replacedDeletes(_ held: [ChangeID: HeldChange]) -> Set<ChangeID> {
        var replaced: Set<ChangeID> = []
        for one in held.values where one.counts {
            reach(one.change.body.restores, into: &replaced) { id in
                guard let below = held[id], !below.counts else { return [] }
                return below.change.body.restores
            }
        }
        return replaced
    }

    /// Adds everything that can be reached from `start`, without recursion.
    private static func reach(
        _ start: [ChangeID], into found: inout Set<ChangeID>, from next: (ChangeID) -> [ChangeID]
    ) {
        var open = start
        while let id = open.popLast() {
            found.insert(id)
            open.append(contentsOf: next(id).filter { !found.contains($0) })
        }
    }
}

extension ChangeBody {
    public var isDelete: Bool { !deletes.isEmpty }
}

extension LiveWrite {
    init(_ change: Change, _ value: Value?) {
        self.init(
            change: change.id, author: change.author, timestamp: change.body.timestamp,
            value: value)
    }
}
