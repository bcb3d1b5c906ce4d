import TonusTypes

/// The live writes of an entity, cell by cell in the order of their addresses. No cell is empty.
///
/// They lie in a row: an entity has a dozen cells with one write each, which a search finds sooner
/// than a hash does.
public struct LiveCells: Hashable, Sendable {
    private var addresses: [CellAddress] = []
    /// Where the writes of each cell end.
    private var ends: [Int] = []
    private var writes: [LiveWrite] = []

    public init() {}

    /// - Parameter found: in any order.
    init(_ found: [(cell: CellAddress, write: LiveWrite)]) {
        let isBefore = {
            (a: (cell: CellAddress, write: LiveWrite), b: (cell: CellAddress, write: LiveWrite)) in
            a.cell != b.cell ? a.cell < b.cell : a.write.change < b.write.change
        }
        let isSorted = zip(found, found.dropFirst()).allSatisfy { !isBefore($1, $0) }
        addresses.reserveCapacity(found.count)
        ends.reserveCapacity(found.count)
        writes.reserveCapacity(found.count)
        for (cell, write) in isSorted ? found : found.sorted(by: isBefore) {
            writes.append(write)
            if addresses.last == cell {
                ends[ends.count - 1] = writes.count
            } else {
                addresses.append(cell)
                ends.append(writes.count)
            }
        }
    }

    /// Nil for a cell in which nothing is live.
    public subscript(cell: CellAddress) -> ArraySlice<LiveWrite>? {
        let place = addresses.firstPlace { !($0 < cell) }
        return place < count && addresses[place] == cell ? self[place].value : nil
    }

    /// The cells of a field that has many, by key.
    public func of(_ field: UInt32) -> Slice<LiveCells> {
        let start = addresses.firstPlace { $0.field >= field }
        var end = start
        while end < count, addresses[end].field == field { end += 1 }
        return self[start..<end]
    }

    /// What is live in either.
    public func merging(_ other: LiveCells) -> LiveCells {
        LiveCells((Array(self) + Array(other)).flatMap { cell, live in live.map { (cell, $0) } })
    }
}

extension LiveCells: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { addresses.count }

    public subscript(place: Int) -> (key: CellAddress, value: ArraySlice<LiveWrite>) {
        let start = place == 0 ? 0 : ends[place - 1]
        return (addresses[place], writes[start..<ends[place]])
    }
}
