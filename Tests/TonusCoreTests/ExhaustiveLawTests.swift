import Foundation
import Testing
import TonusCore
import TonusTypes

/// Every world of up to four changes by three devices, with everything that each could have seen,
/// in every order of arrival.
struct ExhaustiveLawTests {
    private static let shares = 4

    /// A case is one world in one order of arrival. The worlds are dealt out to the arguments.
    @Test(arguments: 0..<shares)
    func `every world means the same in every order of arrival, and what the definitions say`(
        share: Int
    ) {
        let started = ContinuousClock.now
        var (worlds, cases, wrong) = (0, 0, 0)
        for count in 1...4 {
            let orders = Self.orders(count)
            SmallWorld.each(count: count) { world in
                worlds += 1
                guard worlds % Self.shares == share else { return }
                let drawn = DrawnWorld(world, stamps: worlds / Self.shares % 3)
                let meaning = Meaning(world, held: world.all)
                for order in orders {
                    let state = drawn.state(order)
                    if drawn.isWrong(state, meaning) { wrong += 1 }
                    cases += 1
                }
                if drawn.readsWrongly(drawn.state(orders[0]), meaning) { wrong += 1 }
            }
        }
        print(
            "exhaustive laws: \(cases) cases of \(worlds / Self.shares) worlds, "
                + "\(ContinuousClock.now - started)")
        #expect(wrong == 0)
        #expect(cases * Self.shares > 1_000_000)
    }

    /// All orders of `0..<count`.
    private static func orders(_ count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        return orders(count - 1).flatMap { order in
            (0..<count).map { place in
                var order = order
                order.insert(count - 1, at: place)
                return order
            }
        }
    }
}

/// A small world as real changes.
private struct DrawnWorld {
    private static let entity = EntityKey(
        audience: .everyone, kind: 1, id: EntityID(high: 0, low: 1))
    private static let cell = CellAddress(field: 100)
    private static let linked = EntityID(high: 0, low: 2)
    private static let patient = MemberID(high: 0, low: 1)

    private let changes: [Change]
    private let undoers: [ChangeID: [ChangeID]]

    /// - Parameter stamps: 0 as causality has it, 1 all equal, 2 the other way round: no clock may
    ///   change what is live.
    init(_ world: SmallWorld, stamps: Int) {
        changes = world.steps.indices.map { number in
            let time = [Int64(number) + 1, 7, 9 - Int64(number)][stamps]
            return Self.change(number, world, at: Timestamp(milliseconds: time))
        }
        undoers = changes.reduce(into: [:]) { undoers, change in
            for target in change.body.undoes { undoers[target, default: []].append(change.id) }
        }
    }

    /// Scattered, so that the order of ids is not that of making.
    private static let ids: [ChangeID] = [3, 1, 4, 2].map { ChangeID(high: $0, low: 0) }

    /// Two differ, one is nothing, and two are the same.
    private static let values: [Value?] = [.integer(1), nil, .integer(0), .integer(1)]

    private static func ids(_ mask: UInt8) -> [ChangeID] {
        ids.indices.filter { mask.has($0) }.map { ids[$0] }
    }

    private static func change(_ number: Int, _ world: SmallWorld, at stamp: Timestamp) -> Change {
        let (step, effect) = (world.steps[number], world.effects[number])
        var body = ChangeBody(entity: entity, timestamp: stamp, written: 0, writtenOffset: 0)
        body.deletes = ids(effect.deletes)
        body.restores = ids(effect.restores)
        let link = CellAddress(field: EntityState.linkField, key: linked.bytes)
        if step.act.isWrite {
            body.writes.append(
                Write(cell: cell, value: values[number], replaces: ids(effect.replaces)))
        }
        if step.act.isLink {
            let value: Value? = step.act == .link ? .boolean(true) : nil
            body.writes.append(Write(cell: link, value: value, replaces: ids(effect.unlinks)))
        }
        if case .undo(let target) = step.act { body.undoes = [ids[target]] }
        let author = Author(
            device: DeviceID(high: 0, low: UInt64(step.device)),
            member: MemberID(high: 0, low: step.device == 2 ? 2 : 1))
        return Change(id: ids[number], author: author, body: body)
    }

    /// Folds the changes as they come: each is decided when it arrives, with all that is held.
    func state(_ order: [Int]) -> EntityState {
        var counting = Counting()
        let held = order.map { number in
            let change = changes[number]
            let counts = counting.counts(
                change.id,
                undoers: { undoers[$0] ?? [] }, isAllowed: { _ in true })
            return HeldChange(change, counts: counts)
        }
        return EntityState(Self.entity, folding: held)
    }

    func isWrong(_ state: EntityState, _ meaning: Meaning) -> Bool {
        mask(state.live(100).map(\.change)) != meaning.writes
            || mask(state.live(EntityState.linkField, key: Self.linked.bytes).map(\.change))
                != meaning.links
            || mask(state.deletes.map(\.id)) != meaning.deletes
            || mask(state.restores.map(\.id)) != meaning.restores
            || state.isHidden != meaning.isHidden
            || state.isContested != (!meaning.isHidden && meaning.deletes != 0)
    }

    private func mask(_ ids: [ChangeID]) -> UInt8 {
        ids.reduce(0) { mask, id in
            mask | (Self.ids.firstIndex(of: id).map { 1 << UInt8($0) } ?? 0)
        }
    }

    /// Each rule of reading, over the live writes of the cell.
    func readsWrongly(_ state: EntityState, _ meaning: Meaning) -> Bool {
        let live = changes.indices.filter { meaning.writes.has($0) }.map { changes[$0] }
        let values = live.map { $0.body.writes[0].value }
        let shown = state.live(100).register(patient: Self.patient)
        let own = live.filter { $0.author.member == Self.patient }
        let best = (own.isEmpty ? live : own).max {
            ($0.body.timestamp, $0.id) < ($1.body.timestamp, $1.id)
        }
        if shown.shown?.change != best?.id { return true }
        if shown.isConflict != (Set(values).count > 1) { return true }
        if state.live(100).isPresent != values.contains(where: { $0 != nil }) { return true }
        let reporters = state.live(100).perReporter(patient: Self.patient)
        for (member, reading) in reporters {
            let theirs = live.filter { $0.author.member == member }
            let told = Set(theirs.map { $0.body.writes[0].value })
            if reading.isConflict != (told.count > 1) { return true }
            if !theirs.contains(where: { $0.id == reading.shown?.change }) { return true }
        }
        if Set(reporters.map(\.member)) != Set(live.map(\.author.member)) { return true }
        if reporters.count == 2, reporters[0].member != Self.patient { return true }
        // Ranked: nothing below 0 below 1.
        let rank = { (value: Value?) in value == nil ? 0 : value == .integer(0) ? 1 : 2 }
        let ranked = state.live(100).ranked(patient: Self.patient, by: rank)
        let top = values.map(rank).max() ?? 0
        if !live.isEmpty, rank(ranked.value) != top { return true }
        return state.linkedIDs.isEmpty
            != !changes.indices.contains {
                meaning.links.has($0) && changes[$0].body.writes.last?.value != nil
            }
    }
}
