import Testing
import TonusCore
import TonusTypes

/// The merge in every small world, against the definitions: `SmallWorld.all` says what "every" is.
struct ExhaustiveLawTests {
    private static let shares = 2

    /// Another program, which drops no numbering and looks for equal ones afterwards, counted them:
    /// 143,508 numbered worlds of four changes are these.
    @Test func `no small world is left out`() {
        let counts = (1...4).map { count in SmallWorld.all.count { $0.count == count } }
        #expect(counts == [4, 52, 1_082, 32_965])
    }

    /// A case is one world under one clock in one order of arrival.
    @Test(arguments: 0..<shares)
    func `every order of arrival ends in one state, and it is what the definitions say`(
        share: Int
    ) {
        let started = ContinuousClock.now
        var (worlds, cases, failures) = (0, 0, Failures())
        for (number, world) in SmallWorld.all.enumerated() where number % Self.shares == share {
            let meaning = Meaning(world, held: world.all)
            let orders = Self.orders[world.count]
            worlds += 1
            for clocks in [DrawnWorld.Clocks.tied, .backwards] {
                let drawn = DrawnWorld(world, clocks)
                let state = drawn.state(arriving: orders[0])
                failures.note(drawn.isMeant(state, meaning), world)
                for order in orders.dropFirst() where drawn.state(arriving: order) != state {
                    failures.note(false, world)
                }
                cases += orders.count
            }
        }
        print("exhaustive: \(cases) cases, \(worlds) worlds, \(ContinuousClock.now - started)")
        #expect(failures.isEmpty)
        #expect(cases * Self.shares >= 1_000_000)
    }

    /// All orders of so many changes, by their number.
    private static let orders: [[[Int]]] = (1...4).reduce(into: [[[]]]) { orders, count in
        orders.append(
            orders[count - 1].flatMap { order in
                (0..<count).map { place in
                    var order = order
                    order.insert(count - 1, at: place)
                    return order
                }
            })
    }

    @Test func `the same changes twice, in any two orders, are those changes once`() {
        let failures = Failures { world in
            let drawn = DrawnWorld(world, .right)
            let once = Array(0..<world.count)
            return drawn.state(arriving: once.reversed() + once)
                == drawn.state(arriving: once)
        }
        #expect(failures.isEmpty)
    }

    /// What was seen as a whole is a smaller world; here are the sets with something missing that
    /// a held change has seen.
    @Test func `what has arrived means what the definitions say, whatever is still on its way`() {
        let failures = Failures { world in
            let drawn = DrawnWorld(world, .right)
            let last: UInt8 = 1 << UInt8(world.last)
            for held in last...world.all where !world.isWhole(held) {
                let state = drawn.state(holding: held)
                guard drawn.isMeant(state, Meaning(world, held: held)) else { return false }
            }
            return true
        }
        #expect(failures.isEmpty)
    }

    @Test func `logs merge alike however the changes are shared out and in any grouping`() {
        let failures = Failures(upTo: 3) { world in
            let drawn = DrawnWorld(world, .tied)
            let whole = drawn.log(world.all)
            let state = whole.state(of: DrawnWorld.entity)
            for parts in world.partsInThree {
                let (a, b, c) = (drawn.log(parts[0]), drawn.log(parts[1]), drawn.log(parts[2]))
                let merged = a.merging(b).merging(c)
                guard merged == a.merging(b.merging(c)), merged == c.merging(b).merging(a),
                    merged == whole, merged.merging(b) == whole,
                    merged.state(of: DrawnWorld.entity) == state
                else { return false }
            }
            return true
        }
        #expect(failures.isEmpty)
    }

    /// Every set of up to three changes is forbidden once; of four changes, those of each device.
    @Test func `what the roster does not allow changes nothing but passes on what it replaced`() {
        let failures = Failures { world in
            let drawn = DrawnWorld(world)
            for allowed in world.rosters {
                let state = drawn.state(holding: world.all, allowed: allowed)
                let meaning = Meaning(world, held: world.all, allowed: allowed)
                guard drawn.isMeant(state, meaning) else { return false }
            }
            return true
        }
        #expect(failures.isEmpty)
    }

    @Test func `what an author replaces, deletes and restores is what the merge shows them`() {
        let failures = Failures { world in
            let (drawn, step) = (DrawnWorld(world), world.steps[world.last])
            let state = drawn.state(holding: step.seen)
            let member = drawn.changes[world.last].author.member
            func replaced(_ cell: CellAddress, _ rule: Rule) -> UInt8 {
                drawn.numbers(state.replaced(by: member, on: cell, rule: rule))
            }
            switch step.act {
            case .write:
                return replaced(DrawnWorld.shared, .register) == step.names.values
                    && replaced(DrawnWorld.reporters, .perReporter) == step.names.ratings
            case .link, .unlink:
                let write = state.linkWrite(
                    to: DrawnWorld.linked, present: step.act == .link)
                return drawn.numbers(write?.replaces ?? []) == step.names.links
            case .delete: return drawn.numbers(state.changesToDelete) == step.names.deletes
            case .restore: return drawn.deletes(state) == step.names.restores
            case .undo: return true
            }
        }
        #expect(failures.isEmpty)
    }
}

extension SmallWorld {
    /// Whether whatever a held change has seen is held too.
    fileprivate func isWhole(_ held: UInt8) -> Bool {
        for number in 0..<count where held.has(number) {
            if steps[number].seen.without(held) != 0 { return false }
        }
        return true
    }

    /// All ways to share the changes out among three logs.
    fileprivate var partsInThree: [[UInt8]] {
        (0..<count).reduce([[0, 0, 0]]) { shared, number in
            shared.flatMap { parts in
                (0..<3).map { part in
                    var parts = parts
                    parts[part] |= 1 << UInt8(number)
                    return parts
                }
            }
        }
    }

    fileprivate var rosters: [UInt8] {
        if count < 4 { return Array(0..<all) }
        return (0...2).map { device in set { steps[$0].device != device } }
    }
}

/// The worlds in which a law did not hold: how many, and the smallest.
struct Failures: CustomStringConvertible {
    private(set) var count = 0
    private var smallest: SmallWorld?

    init() {}

    init(upTo count: Int = 4, where law: (SmallWorld) -> Bool) {
        for world in SmallWorld.all where world.count <= count { note(law(world), world) }
    }

    var isEmpty: Bool { count == 0 }
    var description: String {
        smallest.map { "\(count) times, the smallest: \($0)" } ?? "none"
    }

    mutating func note(_ holds: Bool, _ world: SmallWorld) {
        if holds { return }
        if smallest == nil { smallest = world }
        count += 1
    }
}
