import Testing
import TonusCore
import TonusTesting
import TonusTypes

/// What makes the merge a merge. Broken once each to see them fail; see Docs/Testing.md.
struct MergeLawTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `changes merge alike in any order, any grouping, any number of times`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let changes = RandomLog(seed: seed, count: 9).changes
        let whole = Log(changes).state(of: RandomLog.entity)

        #expect(Log(changes.shuffled(using: &random)).state(of: RandomLog.entity) == whole)
        #expect(
            Log(changes + changes.shuffled(using: &random)).state(of: RandomLog.entity) == whole)
        let (a, b, c) = (Log(changes.prefix(4)), Log(changes[3..<7]), Log(changes.suffix(3)))
        #expect(a.merging(b).merging(c) == a.merging(b.merging(c)))
        #expect(a.merging(b).merging(c).state(of: RandomLog.entity) == whole)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `a replica that is fed change by change ends where one that gets all at once is`(
        seed: UInt64
    ) {
        var random = SplitMix64(seed: seed)
        let changes = RandomLog(seed: seed, count: 9).changes
        var log = Log()
        for change in changes.shuffled(using: &random) {
            log.insert(change)
            _ = log.state(of: RandomLog.entity)
        }
        #expect(log.state(of: RandomLog.entity) == Log(changes).state(of: RandomLog.entity))
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `a write lives until a counting write that names it arrives, and no longer`(seed: UInt64) {
        let changes = RandomLog(seed: seed, count: 9).changes
        let log = Log(changes)
        let state = log.state(of: RandomLog.entity)
        let undone = Set(changes.filter { counts($0, in: changes) }.flatMap(\.body.undoes))
        for change in changes {
            for write in change.body.writes {
                let isLive = state.cells[write.cell]?.contains { $0.change == change.id } ?? false
                let isNamed = changes.contains { other in
                    counts(other, in: changes)
                        && other.body.writes.contains {
                            $0.cell == write.cell && $0.replaces.contains(change.id)
                        }
                }
                if isNamed || undone.contains(change.id) { #expect(!isLive) }
                // Nothing undone, so nothing can be dead through what does not count.
                if undone.isEmpty, !isNamed { #expect(isLive) }
            }
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `every reading shows a live value, and the patient's first`(seed: UInt64) {
        let state = Log(RandomLog(seed: seed, count: 9).changes).state(of: RandomLog.entity)
        let patient = MemberID(high: 0, low: 2)
        for live in state.cells.map(\.value) {
            let reading = live.register(patient: patient)
            #expect(reading.shown.map(live.contains) == true)
            #expect(Set(reading.others + [reading.shown].compactMap { $0 }) == Set(live))
            if live.contains(where: { $0.author.member == patient }) {
                #expect(reading.shown?.author.member == patient)
            }
            #expect(reading.isConflict == (Set(live.map(\.value)).count > 1))
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `readings do not depend on the order of the live writes`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let patient = MemberID(high: 0, low: 1)
        let rank: (Value?) -> Int = { $0 == nil ? 0 : $0 == .integer(1) ? 1 : 2 }
        for live in Log(RandomLog(seed: seed, count: 12).changes).state(of: RandomLog.entity)
            .cells.map(\.value)
        {
            let other = live.shuffled(using: &random)
            #expect(other.register(patient: patient) == live.register(patient: patient))
            #expect(other.isPresent == live.isPresent)
            #expect(
                other.ranked(patient: patient, by: rank) == live.ranked(patient: patient, by: rank))
            let (a, b) = (other.perReporter(patient: patient), live.perReporter(patient: patient))
            #expect(a.map(\.member) == b.map(\.member))
            #expect(a.map(\.reading) == b.map(\.reading))
        }
    }

    private func counts(_ change: Change, in changes: [Change]) -> Bool {
        !changes.contains { $0.body.undoes.contains(change.id) && counts($0, in: changes) }
    }
}
