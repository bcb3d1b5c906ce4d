import TonusCore
import TonusTypes

/// Up to four changes on one entity by three devices, and what each had seen: small enough that all
/// of them can be tried.
///
/// Devices 0 and 1 are the patient's, 2 is another person's. Changes are numbered in an order in
/// which they could have been made; sets of them are bit masks.
struct SmallWorld {
    enum Act: Hashable {
        /// Sets the cell; which value, the change's number says.
        case write
        /// Sets the cell and the link, in one change.
        case link
        case unlink
        case delete
        /// Writes on what is seen as deleted.
        case restore
        case undo(Int)
    }

    struct Step: Hashable {
        let device: Int
        let seen: UInt8
        let act: Act
    }

    private(set) var steps: [Step] = []
    /// What each change replaces, deletes or restores, as masks.
    private(set) var effects: [Effect] = []

    struct Effect: Hashable {
        var replaces: UInt8 = 0
        var unlinks: UInt8 = 0
        var deletes: UInt8 = 0
        var restores: UInt8 = 0
    }

    var count: Int { steps.count }
    var all: UInt8 { UInt8(1 << count) - 1 }
}

// MARK: - All of them

extension SmallWorld {
    /// Hands over every world of exactly `count` changes, up to a swap of the patient's devices.
    static func each(count: Int, _ body: (SmallWorld) -> Void) {
        extend(SmallWorld(), to: count, body)
    }

    private static func extend(_ world: SmallWorld, to count: Int, _ body: (SmallWorld) -> Void) {
        guard world.count < count else { return body(world) }
        let devices = Set(world.steps.map(\.device))
        for device in 0...2 where device != 1 || devices.contains(0) {
            for seen in 0...world.all where world.couldHaveSeen(seen, device) {
                for act in world.acts(seen) {
                    var next = world
                    next.append(Step(device: device, seen: seen, act: act))
                    extend(next, to: count, body)
                }
            }
        }
    }

    /// A device has seen its own, and whatever was seen by what it saw.
    private func couldHaveSeen(_ seen: UInt8, _ device: Int) -> Bool {
        steps.indices.allSatisfy { number in
            let isSeen = seen.has(number)
            if steps[number].device == device, !isSeen { return false }
            return !isSeen || steps[number].seen & ~seen == 0
        }
    }

    /// What could be done by who has seen this.
    private func acts(_ seen: UInt8) -> [Act] {
        let view = Meaning(self, held: seen)
        var acts: [Act] = [.write, .link]
        if view.links != 0 { acts.append(.unlink) }
        if !view.isHidden { acts.append(.delete) }
        if view.deletes != 0 { acts.append(.restore) }
        return acts + steps.indices.filter { seen.has($0) }.map(Act.undo)
    }

    private mutating func append(_ step: Step) {
        let view = Meaning(self, held: step.seen)
        var effect = Effect()
        switch step.act {
        case .write: effect.replaces = view.writes
        case .link: (effect.replaces, effect.unlinks) = (view.writes, view.links)
        case .unlink: effect.unlinks = view.links
        case .delete: effect.deletes = view.writes | view.links | view.restores
        case .restore: (effect.replaces, effect.restores) = (view.writes, view.deletes)
        // Taking back a delete is a restore.
        case .undo(let target) where steps[target].act == .delete: effect.restores = view.deletes
        case .undo: break
        }
        steps.append(step)
        effects.append(effect)
    }
}

extension UInt8 {
    func has(_ number: Int) -> Bool { self & (1 << number) != 0 }
}

// MARK: - What it means

/// What the definitions say of a set of held changes, written down a second time and as plainly as
/// can be. Source: Protocol/1-model.md, "The merge".
struct Meaning: Hashable {
    private(set) var counting: UInt8 = 0
    /// Live writes of the cell, and of the link's cell.
    private(set) var writes: UInt8 = 0
    private(set) var links: UInt8 = 0
    /// Live deletes; restores that count.
    private(set) var deletes: UInt8 = 0
    private(set) var restores: UInt8 = 0
    private(set) var isHidden = true

    init(_ world: SmallWorld, held: UInt8) {
        let numbers = world.steps.indices.filter { held.has($0) }
        // An undo is younger than what it names: from the youngest down, each is decided once.
        for number in numbers.reversed() {
            let isUndone = numbers.contains { other in
                counting.has(other) && world.steps[other].act == .undo(number)
            }
            if !isUndone { counting |= 1 << number }
        }
        let dead = reached(world, numbers, \.replaces)
        let unlinked = reached(world, numbers, \.unlinks)
        let gone = reached(world, numbers, \.restores)
        for number in numbers where counting.has(number) {
            let bit = UInt8(1 << number)
            let act = world.steps[number].act
            if act.isWrite, !dead.has(number) { writes |= bit }
            if act.isLink, !unlinked.has(number) { links |= bit }
            if act == .delete, !gone.has(number) { deletes |= bit }
            if world.effects[number].restores != 0 { restores |= bit }
        }
        let named = numbers.filter { deletes.has($0) }
            .reduce(0 as UInt8) { $0 | world.effects[$1].deletes }
        isHidden = (writes | links | restores) & ~named == 0
    }

    /// What a counting change names in one place, directly or by way of what held ones that do not
    /// count name there.
    private func reached(
        _ world: SmallWorld, _ numbers: [Int], _ names: KeyPath<SmallWorld.Effect, UInt8>
    ) -> UInt8 {
        var found: UInt8 = 0
        for number in numbers where counting.has(number) {
            var open = world.effects[number][keyPath: names]
            while let next = (0..<8).first(where: { open.has($0) }) {
                open &= ~(1 << next)
                if found.has(next) { continue }
                found |= 1 << next
                guard numbers.contains(next), !counting.has(next) else { continue }
                open |= world.effects[next][keyPath: names]
            }
        }
        return found
    }
}

extension SmallWorld.Act {
    var isWrite: Bool { [.write, .link, .restore].contains(self) }
    var isLink: Bool { [.link, .unlink].contains(self) }
}
