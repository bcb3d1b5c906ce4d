/// Up to four changes on one entity by three devices, and what each had seen: small enough that all
/// of them can be tried.
///
/// The phone and the laptop are the patient's, the tablet is another person's. Changes are numbered
/// in an order in which they could have been made; sets of them are bit masks.
struct SmallWorld: Sendable {
    enum Act: Hashable, Sendable {
        /// Sets a cell that everybody shares and one that each reporter has for themselves.
        case write
        case link
        case unlink
        case delete
        /// Replaces the deletes and writes nothing.
        case restore
        case undo(Int)
    }

    struct Step: Sendable {
        let device: Int
        let seen: UInt8
        let act: Act
        let names: Names
    }

    /// The changes that a change names, in each of the places where it can.
    struct Names: Sendable {
        var values: UInt8 = 0
        var ratings: UInt8 = 0
        var links: UInt8 = 0
        var deletes: UInt8 = 0
        var restores: UInt8 = 0
        var undoes: UInt8 = 0
    }

    static let tablet = 2

    private(set) var steps: [Step] = []

    var count: Int { steps.count }
    var last: Int { steps.count - 1 }
    var all: UInt8 { UInt8(1 << steps.count) - 1 }

    /// The changes made by the member to whom `device` belongs.
    func made(byOwnerOf device: Int) -> UInt8 {
        set { (self.steps[$0].device == Self.tablet) == (device == Self.tablet) }
    }

    func set(where isIn: (Int) -> Bool) -> UInt8 {
        var found: UInt8 = 0
        for number in 0..<steps.count where isIn(number) { found |= 1 << UInt8(number) }
        return found
    }
}

extension UInt8 {
    func has(_ number: Int) -> Bool { self & (1 << UInt8(number)) != 0 }

    func without(_ other: UInt8) -> UInt8 { self & ~other }
}

// MARK: - All of them

extension SmallWorld {
    /// Every world of one to four changes, the small ones first.
    ///
    /// A device has seen its own changes, and whatever was seen by what it saw; besides that, any
    /// set. It does anything that can be done by who has seen just that. Two worlds that differ
    /// only in how changes are numbered that did not see each other, or in which of the patient's
    /// devices is called the phone, are one and met once.
    static let all: [SmallWorld] = {
        var all: [SmallWorld] = []
        var longest = [SmallWorld()]
        for _ in 1...4 {
            longest = longest.flatMap { $0.continuations }
            all += longest.filter { $0.code() <= $0.code(isSwapped: true) }
        }
        return all
    }()

    /// The worlds with one change more, each in the one numbering that is kept.
    private var continuations: [SmallWorld] {
        var found: [SmallWorld] = []
        for device in 0...2 {
            for seen in 0...all where couldHaveSeen(seen, device) {
                let view = Meaning(self, held: seen)
                for act in acts(seen, view) {
                    var next = self
                    let names = names(act, by: device, view)
                    next.steps.append(Step(device: device, seen: seen, act: act, names: names))
                    if next.isNumberedAsKept { found.append(next) }
                }
            }
        }
        return found
    }

    private func couldHaveSeen(_ seen: UInt8, _ device: Int) -> Bool {
        for (number, step) in steps.enumerated() {
            if step.device == device, !seen.has(number) { return false }
            if seen.has(number), step.seen.without(seen) != 0 { return false }
        }
        return true
    }

    private func acts(_ seen: UInt8, _ view: Meaning) -> [Act] {
        var acts: [Act] = [.write, .link]
        if view.links != 0 { acts.append(.unlink) }
        if !view.isHidden { acts.append(.delete) }
        if view.deletes != 0 { acts.append(.restore) }
        for number in 0..<count where seen.has(number) { acts.append(.undo(number)) }
        return acts
    }

    private func names(_ act: Act, by device: Int, _ view: Meaning) -> Names {
        var names = Names()
        // Writing on what is seen as deleted restores it.
        let restores = view.isHidden ? view.deletes : 0
        switch act {
        case .write:
            (names.values, names.restores) = (view.values, restores)
            names.ratings = view.ratings & made(byOwnerOf: device)
        case .link, .unlink: (names.links, names.restores) = (view.links, restores)
        case .delete: names.deletes = view.live
        case .restore: names.restores = view.deletes
        case .undo(let target):
            names.undoes = 1 << UInt8(target)
            if steps[target].act == .delete { names.restores = view.deletes }
        }
        return names
    }
}

// MARK: - One numbering of each

extension SmallWorld {
    /// Of all numberings, the one where the first device that could come next does.
    private var isNumberedAsKept: Bool {
        var number = last
        // The last change may stand no earlier among those that it did not see.
        while number > 0, !steps[last].seen.has(number - 1) {
            number -= 1
            if steps[number].device > steps[last].device { return false }
        }
        return true
    }

    /// The world as a number: alike for all numberings, and different for different worlds.
    private func code(isSwapped: Bool = false) -> UInt64 {
        var (code, done, places) = (UInt64(1), UInt8(0), [0, 0, 0, 0])
        for place in 0..<count {
            var (next, first) = (0, 3)
            for number in 0..<count where !done.has(number) {
                guard steps[number].seen.without(done) == 0 else { continue }
                let device = Self.device(steps[number].device, isSwapped)
                if device < first { (next, first) = (number, device) }
            }
            places[next] = place
            done |= 1 << UInt8(next)
            code = code << 12 | UInt64(first) << 8 | Self.code(steps[next].act, places)
            for number in 0..<count where steps[next].seen.has(number) {
                code |= 16 << UInt64(places[number])
            }
        }
        return code
    }

    private static func device(_ device: Int, _ isSwapped: Bool) -> Int {
        isSwapped && device != tablet ? 1 - device : device
    }

    private static func code(_ act: Act, _ places: [Int]) -> UInt64 {
        switch act {
        case .write: 0
        case .link: 1
        case .unlink: 2
        case .delete: 3
        case .restore: 4
        case .undo(let target): 5 + UInt64(places[target])
        }
    }
}

// MARK: - In words

extension SmallWorld: CustomStringConvertible {
    /// One line: `1 phone: write; 2 tablet, saw 1: delete`.
    var description: String {
        steps.enumerated().map { number, step in
            let seen = (0..<count).filter { step.seen.has($0) }.map { " \($0 + 1)" }.joined()
            let act =
                if case .undo(let target) = step.act { "undo \(target + 1)" } else {
                    "\(step.act)"
                }
            let device = ["phone", "laptop", "tablet"][step.device]
            return "\(number + 1) \(device)\(seen.isEmpty ? "" : ", saw" + seen): \(act)"
        }.joined(separator: "; ")
    }
}
