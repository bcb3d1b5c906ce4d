/// What the definitions say of a set of held changes, written down a second time and as plainly as
/// can be.
///
/// Source: Protocol/1-model.md, "The merge". Nothing here knows a clock, an id or an order.
struct Meaning: Hashable {
    private(set) var counting: UInt8 = 0
    /// Live writes of the shared cell, of the reporters' cell and of the link's cell.
    private(set) var values: UInt8 = 0
    private(set) var ratings: UInt8 = 0
    private(set) var links: UInt8 = 0
    /// Live deletes; restores that count.
    private(set) var deletes: UInt8 = 0
    private(set) var restores: UInt8 = 0
    private(set) var isHidden = true

    /// Whatever a delete has to name.
    var live: UInt8 { values | ratings | links | restores }
    var isContested: Bool { !isHidden && deletes != 0 }

    /// - Parameter allowed: what the roster allows.
    init(_ world: SmallWorld, held: UInt8, allowed: UInt8 = .max) {
        let steps = world.steps
        // An undo is younger than what it names: from the youngest down, each is decided once.
        for number in steps.indices.reversed() where (held & allowed).has(number) {
            var isUndone = false
            for other in steps.indices where counting.has(other) {
                if steps[other].names.undoes.has(number) { isUndone = true }
            }
            if !isUndone { counting |= 1 << UInt8(number) }
        }
        let counting = counting
        let isWrite = world.set { counting.has($0) && steps[$0].act == .write }
        let isLink = world.set {
            counting.has($0) && (steps[$0].act == .link || steps[$0].act == .unlink)
        }
        let isDelete = world.set { counting.has($0) && steps[$0].act == .delete }
        values = isWrite.without(replaced(steps, held) { $0.values })
        ratings = isWrite.without(replaced(steps, held) { $0.ratings })
        links = isLink.without(replaced(steps, held) { $0.links })
        deletes = isDelete.without(replaced(steps, held) { $0.restores })
        restores = world.set { counting.has($0) && steps[$0].names.restores != 0 }
        var named: UInt8 = 0
        for number in steps.indices where deletes.has(number) {
            named |= steps[number].names.deletes
        }
        isHidden = live.without(named) == 0
    }

    /// What counting changes name in one place, directly or by way of held changes that do not
    /// count and name it there.
    private func replaced(
        _ steps: [SmallWorld.Step], _ held: UInt8, _ names: (SmallWorld.Names) -> UInt8
    ) -> UInt8 {
        var (replaced, reached) = (UInt8(0), [UInt8](repeating: 0, count: steps.count))
        for number in steps.indices where held.has(number) {
            let named = names(steps[number].names)
            guard named != 0 else { continue }
            reached[number] = named
            for below in 0..<number where named.has(below) && held.has(below) {
                if !counting.has(below) { reached[number] |= reached[below] }
            }
            if counting.has(number) { replaced |= reached[number] }
        }
        return replaced
    }
}
