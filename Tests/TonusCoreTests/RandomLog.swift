import TonusCore
import TonusTesting
import TonusTypes

/// A household that writes at random on one entity, from a small space so that everything meets.
struct RandomLog {
    static let entity = EntityKey(
        audience: .everyone, kind: 1, id: EntityID(high: 0, low: 1))
    static let fields: [UInt32] = [100, 101, 102, 105]

    private(set) var changes: [Change] = []
    private var random: SplitMix64

    /// Writes `count` changes by three devices of two members; each sees a random part of what
    /// came before, as devices that sync now and then do.
    init(seed: UInt64, count: Int) {
        random = SplitMix64(seed: seed)
        for number in 0..<count { changes.append(next(UInt64(number) + 1)) }
    }

    private mutating func next(_ number: UInt64) -> Change {
        let device = UInt64.random(in: 1...3, using: &random)
        let seen = changes.filter { _ in Bool.random(using: &random) }
        let state = Log(seen).state(of: Self.entity)
        var body = ChangeBody(
            entity: Self.entity,
            timestamp: Timestamp(milliseconds: Int64.random(in: 1...4, using: &random)),
            written: 0, writtenOffset: 0)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: body.deletes = state.changesToDelete
        case 1: body.restores = state.deletes.map(\.id)
        case 2: body.undoes = seen.filter { _ in Bool.random(using: &random) }.map(\.id)
        default: body.writes = [write(state)]
        }
        let author = Author(
            device: DeviceID(high: 0, low: device),
            member: MemberID(high: 0, low: device == 3 ? 2 : 1))
        return Change(id: Self.id(number), author: author, body: body)
    }

    private mutating func write(_ state: EntityState) -> Write {
        let cell = CellAddress(field: Self.fields.randomElement(using: &random) ?? 100)
        let value = Int64.random(in: 0...2, using: &random)
        return Write(
            cell: cell, value: value == 0 ? nil : .integer(value),
            replaces: (state.cells[cell] ?? []).map(\.change))
    }

    /// Scattered, so that the order of ids is not the order of writing.
    private static func id(_ number: UInt64) -> ChangeID {
        ChangeID(high: number &* 0x9E37_79B9_7F4A_7C15, low: number)
    }
}
