import Testing
import TonusCore
import TonusTypes

/// The rules of reading, on every short list of live writes in every order.
///
/// What a cell shows depends on nothing but its live writes, so these lists are all there is.
struct ReadingLawTests {
    private static let patient = MemberID(high: 0, low: 2)
    private static let phone = Author(device: DeviceID(high: 0, low: 1), member: patient)
    private static let laptop = Author(device: DeviceID(high: 0, low: 2), member: patient)
    private static let tablet = Author(
        device: DeviceID(high: 0, low: 3), member: MemberID(high: 0, low: 1))
    private static let early = Value.time(TimePoint(instant: 5, offset: 0, zone: "UTC"))
    private static let late = Value.time(TimePoint(instant: 9, offset: 0, zone: "UTC"))

    /// Up to three writes of three devices, four values and two stamps; four of two, two and two.
    @Test(arguments: [1, 2, 3, 4])
    func `every rule shows what it says, in every order of the live writes`(count: Int) {
        let authors =
            count < 4 ? [Self.phone, Self.laptop, Self.tablet] : [Self.phone, Self.tablet]
        let values = count < 4 ? [nil, .boolean(false), Self.early, Self.late] : [nil, Self.early]
        var (cases, wrong) = (0, [LiveWrite]())
        Self.eachList(count, authors, values) { live in
            let expected = Expected(live, patient: Self.patient)
            for order in Self.orders(count) {
                cases += 1
                if wrong.isEmpty, !expected.isRead(order.map { live[$0] }) { wrong = live }
            }
        }
        print("readings of \(count): \(cases) cases")
        #expect(wrong.isEmpty)
    }

    /// - Parameter body: gets each list once; the ids of its writes are scattered.
    private static func eachList(
        _ count: Int, _ authors: [Author], _ values: [Value?], _ body: ([LiveWrite]) -> Void
    ) {
        var choices: [(Author, Value?, Int64)] = []
        for author in authors {
            for value in values { choices += [(author, value, 1), (author, value, 2)] }
        }
        let ids = [3, 1, 4, 2].map { ChangeID(high: $0, low: 0) }
        func extend(_ live: [LiveWrite]) {
            guard live.count < count else { return body(live) }
            for (author, value, stamp) in choices {
                let write = LiveWrite(
                    change: ids[live.count], author: author,
                    timestamp: Timestamp(milliseconds: stamp), value: value)
                extend(live + [write])
            }
        }
        extend([])
    }

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

/// What the table of rules says of some live writes.
///
/// Source: Protocol/1-model.md, "Rules of reading".
private struct Expected {
    let live: [LiveWrite]
    let patient: MemberID
    private let register: LiveWrite?
    private let ranked: LiveWrite?
    private let reporters: [(member: MemberID, shown: LiveWrite?, isConflict: Bool)]

    init(_ live: [LiveWrite], patient: MemberID) {
        (self.live, self.patient) = (live, patient)
        register = Self.greatest(Self.ownFirst(live, patient))
        ranked = Self.ranked(live, patient)
        let others = Set(live.map(\.author.member)).subtracting([patient]).sorted()
        let members = live.contains { $0.author.member == patient } ? [patient] + others : others
        reporters = members.map { member in
            let theirs = live.filter { $0.author.member == member }
            return (member, Self.greatest(theirs), Self.differ(theirs))
        }
    }

    /// Nothing, then what says no time, then a time.
    static func rank(_ value: Value?) -> Int {
        switch value {
        case nil: 0
        case .time: 3
        default: 1
        }
    }

    private static func differ(_ live: [LiveWrite]) -> Bool {
        live.contains { one in live.contains { $0.value != one.value } }
    }

    /// The one before which no other comes.
    private static func greatest(_ live: [LiveWrite]) -> LiveWrite? {
        live.first { one in
            live.allSatisfy { other in
                other.timestamp < one.timestamp
                    || other.timestamp == one.timestamp && other.change <= one.change
            }
        }
    }

    private static func ownFirst(_ live: [LiveWrite], _ patient: MemberID) -> [LiveWrite] {
        let own = live.filter { $0.author.member == patient }
        return own.isEmpty ? live : own
    }

    private static func top(_ live: [LiveWrite]) -> [LiveWrite] {
        live.filter { one in live.allSatisfy { rank($0.value) <= rank(one.value) } }
    }

    private static func ranked(_ live: [LiveWrite], _ patient: MemberID) -> LiveWrite? {
        let best = ownFirst(top(live), patient)
        let earliest = best.filter { one in
            guard case .time(let mine) = one.value else { return true }
            return best.allSatisfy {
                if case .time(let other) = $0.value { mine.instant <= other.instant } else { true }
            }
        }
        return greatest(earliest)
    }

    /// Whether the production rules read `order`, which holds the same writes, like this.
    func isRead(_ order: [LiveWrite]) -> Bool {
        let one = order.register(patient: patient)
        guard one.shown == register, one.isConflict == Self.differ(live),
            holdsAll(one), order.isPresent == isPresent
        else { return false }
        let best = order.ranked(patient: patient, by: Self.rank)
        guard best.shown == ranked, best.isConflict == Self.differ(Self.top(live)), holdsAll(best)
        else { return false }
        let each = order.perReporter(patient: patient)
        return each.count == reporters.count
            && zip(each, reporters).allSatisfy { read, said in
                read.member == said.member && read.reading.shown == said.shown
                    && read.reading.isConflict == said.isConflict
            }
    }

    private var isPresent: Bool {
        live.contains { $0.value == .boolean(false) || $0.value == nil ? false : true }
    }

    /// Every live write is shown, or stands once among the others.
    private func holdsAll(_ reading: Reading) -> Bool {
        var left = live.filter { $0 != reading.shown }
        for other in reading.others {
            guard let place = left.firstIndex(of: other) else { return false }
            left.remove(at: place)
        }
        return left.isEmpty
    }
}
