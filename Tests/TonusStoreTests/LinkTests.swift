import Testing
import TonusCore
import TonusDiary
import TonusTypes
import TonusVault

@testable import TonusStore

/// The same spasm, written down twice: one in every list and count, with both people's words.
struct LinkTests {
    /// The patient's device and a caregiver's, each with its own entry of one spasm.
    private struct Household {
        let world: World
        let maria: Replica
        let ana: Replica
        let mine: EntityKey
        let hers: EntityKey

        init() throws {
            world = try World()
            maria = try world.replica("maria")
            ana = try world.join("ana", to: maria, as: .caregiver)
            try maria.takeRoster(try ana.rosterEntries())
            mine = try maria.log("left calf 8 20m")
            hers = try ana.log("left leg 5 17m")
            try exchange()
        }

        func exchange() throws {
            try world.carry(from: maria, to: ana)
            try world.carry(from: ana, to: maria)
        }

        func link(_ replica: Replica, present: Bool = true) throws {
            try replica.record(zoneOffset: 0) { intent in
                let state = try intent.state(of: min(mine, hers))
                let write = try #require(
                    state.linkWrite(to: max(mine, hers).id, present: present))
                intent.write([write], on: state)
            }
        }
    }

    @Test func `two linked episodes are one, with the patient's onset and both ratings`() throws {
        let home = try Household()
        let apart = try [home.mine, home.hers].map { try home.maria.episode($0).state }
        try home.link(home.ana)
        try home.exchange()
        for replica in [home.maria, home.ana] {
            let listed = try replica.read { try $0.latest(10) }
            #expect(listed.map(\.entity) == [home.mine])
            #expect(try replica.read { try $0.episodeCount() } == 1)
            for key in [home.mine, home.hers] {
                let whole = try replica.read { try $0.episode(key) }
                #expect(whole.severities.map(\.told.points) == [8, 5])
                #expect(whole.sites.map(\.words) == ["left leg", "left calf"])
                #expect(whole.onset == apart[0].live(Field.onset.number).first?.value?.time)
                #expect(whole.conflicts.isEmpty)
            }
        }
        try home.link(home.maria, present: false)
        try home.exchange()
        for replica in [home.maria, home.ana] {
            #expect(try replica.read { try $0.episodeCount() } == 2)
            let after = try [home.mine, home.hers].map { try replica.episode($0) }
            #expect(after.map(\.severities) == apart.map { Episode($0, patient: nil).severities })
        }
    }

    @Test func `a link that comes before what it names waits for it`() throws {
        let world = try World()
        let a = try world.replica("a")
        let b = try world.join("b", to: a, as: .owner)
        let c = try world.join("c", to: a, as: .owner)
        for replica in [b, c] { try replica.takeRoster(try a.rosterEntries()) }
        let keys = [try a.log("leg 4 20m"), try b.log("calf 5 18m")]
        let (low, high) = (keys.min() ?? keys[0], keys.max() ?? keys[0])
        let (lower, higher) = low == keys[0] ? (a, b) : (b, a)
        let first = try higher.outgoing(byteLimit: .max / 2)
        try lower.record(zoneOffset: 0) { intent in
            let state = try intent.state(of: low)
            intent.write([try #require(state.linkWrite(to: high.id, present: true))], on: state)
        }
        _ = try c.receive(try lower.outgoing(byteLimit: .max / 2).map(\.envelope))
        #expect(try c.read { try $0.episode(low) }.parts.count == 1)
        _ = try c.receive(first.map(\.envelope))
        #expect(try c.read { try $0.episode(low) }.parts.count == 2)
        #expect(try c.read { try $0.episodeCount() } == 1)
    }

    @Test func `an edit of a linked episode replaces what stands there, on whichever part`() throws
    {
        let home = try Household()
        try home.link(home.maria)
        try home.exchange()
        try home.ana.record(zoneOffset: 0) { intent in
            let whole = try intent.episode(home.mine)
            let edit = try Assignment(
                "severity=6", at: Moment(milliseconds: home.world.start, zone: .utc))
            let member = intent.member
            for part in whole.writes({ [edit.write(over: $0, by: member)] }) {
                intent.write(part.writes, on: part.state)
            }
        }
        let whole = try home.ana.read { try $0.episode(home.mine) }
        #expect(whole.severities.map(\.told.points) == [8, 6])
        #expect(whole.severities.allSatisfy { !$0.isConflict })
        #expect(try home.ana.read { try $0.state(of: home.hers) }.live(105).count == 1)
    }

    @Test func `a deleted half leaves the other half standing`() throws {
        let home = try Household()
        try home.link(home.maria)
        try home.maria.delete(home.mine)
        let listed = try home.maria.read { try $0.latest(10) }
        #expect(listed.map(\.entity) == [home.hers])
        #expect(try home.maria.read { try $0.episode(home.hers) }.parts.count == 1)
    }

    @Test func `linking in a ring, and linking what is linked, ends and is one`() throws {
        let world = try World()
        let replica = try world.replica("a")
        let keys = try (1...4).map { try replica.log("leg \($0) \($0)m") }.sorted()
        for (a, b) in [(0, 1), (1, 2), (2, 3), (0, 3)] {
            try replica.record(zoneOffset: 0) { intent in
                let state = try intent.state(of: keys[a])
                intent.write(
                    [try #require(state.linkWrite(to: keys[b].id, present: true))], on: state)
            }
        }
        #expect(try replica.read { try $0.episodeCount() } == 1)
        #expect(try replica.read { try $0.episode(keys[2]) }.parts.count == 4)
        let before = try replica.digest()
        try replica.rebuild()
        #expect(try replica.digest() == before)
        #expect(try replica.read { try $0.episodeCount() } == 1)
    }
}
