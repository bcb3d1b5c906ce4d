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
        let own = held.filter { $0.change.body.entity == entity }
        if own.count == 1, own[0].counts {
            self.init(entity, alone: own[0].change)
        } else {
            self.init(entity, HeldChanges(own))
        }
    }

    private init(_ entity: EntityKey, _ held: HeldChanges) {
        let dead = Self.deadWrites(held)
        var live: [(cell: CellAddress, write: LiveWrite)] = []
        for one in held where one.counts {
            let change = one.change
            for write in change.body.writes
            where dead.isEmpty || !dead.contains(CellWrite(write.cell, change.id)) {
                live.append((write.cell, LiveWrite(change, write.value)))
            }
        }
        let replaced = Self.replacedDeletes(held)
        let counting = held.filter(\.counts).map(\.change)
        let deletes = counting.filter { $0.body.isDelete && !replaced.contains($0.id) }
        let restores = counting.filter { !$0.body.restores.isEmpty }
        let named = Set(deletes.flatMap(\.body.deletes))

        self.entity = entity
        self.cells = LiveCells(live)
        self.deletes = deletes
        self.restores = restores
        self.origin = counting.min { ($0.body.timestamp, $0.id) < ($1.body.timestamp, $1.id) }
        self.unnamedWrites =
            named.isEmpty
            ? live.count + restores.count
            : live.count { !named.contains($0.write.change) }
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

    private static func deadWrites(_ held: HeldChanges) -> SortedRow<CellWrite> {
        var dead: [CellAddress: Set<ChangeID>] = [:]
        for one in held where one.counts {
            for write in one.change.body.writes
            where !write.replaces.isEmpty && !isPlanted(.replacedStaysLive) {
                reach(write.replaces, into: &dead[write.cell, default: []]) { id in
                    guard let below = held[id], !below.counts else { return [] }
                    return below.change.body.writes.first { $0.cell == write.cell }?.replaces ?? []
                }
            }
        }
        return SortedRow(dead.flatMap { cell, changes in changes.map { CellWrite(cell, $0) } })
    }

    private static func replacedDeletes(_ held: HeldChanges) -> Set<ChangeID> {
        var replaced: Set<ChangeID> = []
        for one in held where one.counts && !one.change.body.restores.isEmpty {
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

/// The changes of an entity in the order of their ids, each once.
///
/// They are a few, and lie in a row: a search finds them sooner than a hash does.
private struct HeldChanges: Sequence {
    private let row: [HeldChange]

    init(_ held: [HeldChange]) {
        let sorted = held.sorted { $0.change.id < $1.change.id }
        row = sorted.indices.filter { place in
            place == 0 || sorted[place - 1].change.id != sorted[place].change.id
        }.map { sorted[$0] }
    }

    func makeIterator() -> IndexingIterator<[HeldChange]> { row.makeIterator() }

    subscript(id: ChangeID) -> HeldChange? {
        let place = row.firstPlace { $0.change.id >= id }
        return place < row.count && row[place].change.id == id ? row[place] : nil
    }
}

/// What one change wrote on one cell.
private struct CellWrite: Comparable {
    let cell: CellAddress
    let change: ChangeID

    init(_ cell: CellAddress, _ change: ChangeID) { (self.cell, self.change) = (cell, change) }

    static func < (a: CellWrite, b: CellWrite) -> Bool {
        a.change != b.change ? a.change < b.change : a.cell < b.cell
    }
}

/// What can be looked for by halves.
private struct SortedRow<Element: Comparable> {
    private let row: [Element]

    init(_ found: [Element]) { row = found.sorted() }

    var isEmpty: Bool { row.isEmpty }

    func contains(_ element: Element) -> Bool {
        let place = row.firstPlace { $0 >= element }
        return place < row.count && row[place] == element
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first place from which on `isBeyond` is true, as it is from some place on.
    func firstPlace(where isBeyond: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
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
