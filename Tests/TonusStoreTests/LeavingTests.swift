import Testing
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTypes
import TonusVault

@testable import TonusStore

/// A device that leaves: what it wrote before stands, what it wrote afterwards does not count.
struct LeavingTests {
    private func leave(_ replica: Replica) throws -> WireRosterEntry {
        try RosterWriting(
            secrets: replica.keyFile().secrets, random: .system, now: 1_795_132_800_000
        ).leave(replica.ownHeads(), in: replica.state().roster)
    }

    @Test func `what was written after the cut does not count, in whichever order it comes`() throws
    {
        let world = try World()
        let a = try world.replica("a")
        let b = try world.join("b", to: a, as: .owner)
        let c = try world.join("c", to: a, as: .caregiver)
        for replica in [a, b, c] { try replica.takeRoster(try a.rosterEntries()) }
        let kept = try c.log("leg 4 10m")
        let before = try c.outgoing(byteLimit: .max / 2)
        try c.markSent(before)
        let left = try leave(c)
        let beyond = try c.log("hand 5 5m")
        try c.edit(kept, "severity=9")
        let after = try c.outgoing(byteLimit: .max / 2)

        _ = try a.receive((before + after).map(\.envelope))
        #expect(try a.episode(kept).severity?.points == 9)
        try a.takeRoster([left])
        try b.takeRoster([left])
        _ = try b.receive((before + after).map(\.envelope))
        for replica in [a, b] {
            #expect(try replica.episode(kept).severity?.points == 4)
            #expect(try replica.episode(beyond).state.isHidden)
            #expect(try replica.check().notAllowed == 2)
        }
        #expect(try a.digest() == b.digest())
        let folded = try a.digest()
        try a.rebuild()
        #expect(try a.digest() == folded)
    }

    @Test func `who has left can read and not write`() throws {
        let world = try World()
        let a = try world.replica("a")
        let b = try world.join("b", to: a, as: .owner)
        let key = try b.log("leg 4 10m")
        try b.takeRoster([try leave(b)])
        #expect(throws: StoreError.departed) { try b.log("leg 5") }
        #expect(throws: StoreError.departed) { try b.edit(key, "severity=1") }
        #expect(try b.episode(key).severity?.points == 4)
        #expect(try b.outgoing(byteLimit: .max / 2).isEmpty)
    }
}
