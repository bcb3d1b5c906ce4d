import TonusCore
import TonusTypes

/// The order of a file: what is named comes before what names it, and an act stays in one piece.
enum FiledOrder {
    enum Outcome: Equatable {
        case order([Int])
        /// Groups that name each other in a circle, or one that names itself.
        case circle([Int])
    }

    /// One of a group's names for others, and where a group begins.
    private struct Step {
        let group: Int
        var open: ArraySlice<Int>
    }

    /// Takes the groups as they come, each right after those that it names.
    ///
    /// So a change whose clock was wrong moves no other out of its place. It keeps its own stack: a file
    /// may have chains of changes without end.
    static func of(_ groups: [[(id: ChangeID, names: [ChangeID])]]) -> Outcome {
        var home: [ChangeID: Int] = [:]
        for (place, group) in groups.enumerated() {
            for change in group { home[change.id] = place }
        }
        var order: [Int] = []
        var (isOpen, isDone) = (Set<Int>(), Set<Int>())
        for start in groups.indices {
            var stack: [Step] = []
            func begin(_ group: Int) {
                isOpen.insert(group)
                let named = Set(groups[group].flatMap(\.names).compactMap { home[$0] })
                stack.append(Step(group: group, open: named.sorted()[...]))
            }
            if !isDone.contains(start) { begin(start) }
            while let top = stack.last {
                guard let next = stack[stack.count - 1].open.popFirst() else {
                    isOpen.remove(top.group)
                    isDone.insert(top.group)
                    order.append(top.group)
                    stack.removeLast()
                    continue
                }
                if isOpen.contains(next) {
                    return .circle(stack.map(\.group).drop { $0 != next }.map { $0 })
                }
                if !isDone.contains(next) { begin(next) }
            }
        }
        return .order(order)
    }
}
