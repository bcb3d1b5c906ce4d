import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusTypes

@testable import TonusStore

/// What people should decide, and what becomes of what they decided.
struct InboxTests {
    /// A laptop, a phone of the same person and a caregiver's tablet that hold one episode.
    private struct Household {
        let world: World
        let laptop, phone, ana: Replica
        let key: EntityKey

        var all: [Replica] { [laptop, phone, ana] }

        init() throws {
            world = try World()
            laptop = try world.replica("laptop")
            key = try laptop.log("left calf 7 20m")
            phone = try world.join("phone", to: laptop, as: .owner)
            ana = try world.join("ana", to: laptop, as: .caregiver)
            try phone.takeRoster(try laptop.rosterEntries())
            try world.carry(from: laptop, to: phone, ana)
        }

        func meet() throws {
            for _ in 0..<2 {
                for one in all {
                    let others = all.filter { $0 !== one }
                    try world.carry(from: one, to: others[0], others[1])
                }
            }
        }
    }

    private func items(_ replica: Replica, quiet: Bool = false) throws -> [Conflict] {
        try replica.read { try $0.inbox(quiet: quiet) }.compactMap {
            if case .conflict(let conflict) = $0 { conflict } else { nil }
        }
    }

    private func settle(_ replica: Replica, _ number: Int, _ decision: Decision) throws {
        _ = try replica.settle(number, decision, zoneOffset: 0)
    }

    @Test func `every device shows the same inbox, and one decision settles it everywhere`() throws
    {
        let home = try Household()
        try home.laptop.edit(home.key, "onset=40m")
        try home.ana.edit(home.key, "onset=50m")
        try home.meet()
        let shown = try home.all.map { try items($0) }
        #expect(Set(shown).count == 1)
        #expect(shown[0].map(\.cell.field) == [Field.onset.number])
        #expect(shown[0][0].options.count == 2)

        try home.ana.rememberInbox(home.ana.read { try $0.inbox() })
        try settle(home.ana, 1, .option(1))
        try home.meet()
        for replica in home.all {
            #expect(try items(replica).isEmpty)
            #expect(try replica.episode(home.key).onset?.instant == home.world.start - 3_000_000)
        }
        #expect(Set(try home.all.map { try $0.digest() }).count == 1)
    }

    @Test func `what came since it was shown is not decided with it`() throws {
        let home = try Household()
        try home.laptop.edit(home.key, "onset=40m")
        try home.ana.edit(home.key, "onset=50m")
        try home.meet()
        try home.laptop.rememberInbox(home.laptop.read { try $0.inbox() })
        try home.phone.edit(home.key, "onset=30m")
        try home.meet()
        #expect(throws: DecisionError.changedSince) { try settle(home.laptop, 1, .option(0)) }
        #expect(throws: DecisionError.noSuchItem(7)) { try settle(home.laptop, 7, .option(0)) }
    }

    @Test func `two who decide apart are asked again, not overruled`() throws {
        let home = try Household()
        try home.laptop.edit(home.key, "onset=40m")
        try home.ana.edit(home.key, "onset=50m")
        try home.meet()
        for replica in [home.laptop, home.ana] {
            try replica.rememberInbox(replica.read { try $0.inbox() })
        }
        try settle(home.laptop, 1, .option(0))
        try settle(home.ana, 1, .option(1))
        try home.meet()
        for replica in home.all { #expect(try items(replica).first?.options.count == 2) }
    }

    @Test func `one person's own words are theirs to choose from`() throws {
        let home = try Household()
        try home.laptop.edit(home.key, "severity=8")
        try home.phone.edit(home.key, "severity=3")
        try home.meet()
        let patient = try home.laptop.state().member
        #expect(try items(home.ana).map(\.reporter) == [patient])
        try home.ana.rememberInbox(home.ana.read { try $0.inbox() })
        #expect(throws: DecisionError.ownWordsOnly(patient)) {
            try settle(home.ana, 1, .option(0))
        }
        try home.phone.rememberInbox(home.phone.read { try $0.inbox() })
        try settle(home.phone, 1, .value(.integer(5)))
        try home.meet()
        for replica in home.all {
            #expect(try items(replica).isEmpty)
            #expect(try replica.episode(home.key).severity?.points == 5)
        }
    }

    @Test func `both are right: each value becomes an episode of its own, in one act`() throws {
        let home = try Household()
        try home.laptop.edit(home.key, "onset=40m")
        try home.phone.edit(home.key, "onset=50m")
        try home.meet()
        let before = try home.ana.digest()
        try home.phone.rememberInbox(home.phone.read { try $0.inbox() })
        let keys = try home.phone.settle(1, .separate, zoneOffset: 0)
        try home.meet()
        for replica in home.all {
            let episodes = try keys.map { try replica.episode($0) }
            #expect(
                Set(episodes.map { $0.onset?.instant }) == [
                    home.world.start - 2_400_000, home.world.start - 3_000_000,
                ])
            #expect(Set(episodes.map(\.sites)).count == 1)
            #expect(try items(replica).isEmpty)
        }
        _ = try home.phone.undo(.lastHere, zoneOffset: 0)
        try home.meet()
        #expect(try home.ana.digest() == before)
        #expect(try items(home.ana).count == 1)
    }

    @Test func `small things that differed are in the second list alone`() throws {
        let home = try Household()
        try home.laptop.edit(home.key, "before=bath")
        try home.ana.edit(home.key, "before=rest")
        try home.meet()
        for replica in home.all {
            #expect(try items(replica).isEmpty)
            #expect(try items(replica, quiet: true).map(\.field) == [Field.activityBefore])
            #expect(try replica.read { try $0.undecidedCount() } == 0)
        }
    }

    @Test(arguments: [0, 1])
    func `a delete that met an edit is kept or carried out`(choice: Int) throws {
        let home = try Household()
        try home.laptop.delete(home.key)
        try home.ana.edit(home.key, "pain=5")
        try home.meet()
        for replica in home.all { #expect(try items(replica).map(\.isAboutDelete) == [true]) }
        try home.phone.rememberInbox(home.phone.read { try $0.inbox() })
        try settle(home.phone, 1, .option(choice))
        try home.meet()
        for replica in home.all {
            #expect(try items(replica).isEmpty)
            #expect(try replica.episode(home.key).state.isHidden == (choice == 1))
        }
    }

    @Test func `one spasm that two people wrote down is suggested until somebody says`() throws {
        let home = try Household()
        let hers = try home.ana.log("leg 5 17m")
        _ = try home.ana.log("back 5 18m")
        try home.meet()
        for replica in home.all {
            let inbox = try replica.read { try $0.inbox() }
            guard case .twins(let a, let b)? = inbox.first else { return #expect(Bool(false)) }
            #expect(inbox.count == 1)
            #expect([a.id, b.id] == [home.key.id, hers.id])
            let day = try #require(a.onset).localDate
            let days = { (shift: Int) in
                LocalDate(days: day.days + shift)...LocalDate(days: day.days + shift)
            }
            let counts = try replica.read { snapshot in
                try [-2, 0, 2].map { try snapshot.undecidedTwins(days($0)) }
            }
            #expect(counts == [0, 1, 0])
        }
        try home.laptop.rememberInbox(home.laptop.read { try $0.inbox() })
        try settle(home.laptop, 1, .option(1))
        try home.meet()
        for replica in home.all { #expect(try replica.read { try $0.undecidedCount() } == 0) }

        _ = try home.laptop.undo(.lastHere, zoneOffset: 0)
        try home.laptop.rememberInbox(home.laptop.read { try $0.inbox() })
        try settle(home.laptop, 1, .option(0))
        try home.meet()
        for replica in home.all {
            #expect(try replica.read { try $0.undecidedCount() } == 0)
            #expect(try replica.read { try $0.episodeCount() } == 2)
            #expect(try replica.episode(hers).severities.map(\.told.points) == [7, 5])
        }
    }

    @Test func `what one device wrote is never suggested as written twice`() throws {
        let world = try World()
        let replica = try world.replica("a")
        _ = try replica.log("left calf 7 20m")
        _ = try replica.log("left calf 5 18m")
        #expect(try replica.read { try $0.inbox().isEmpty })
    }

    @Test func `the inbox is the same once the log was folded again`() throws {
        let home = try Household()
        try home.laptop.edit(home.key, "onset=40m")
        try home.ana.edit(home.key, "onset=50m")
        try home.ana.delete(try home.ana.log("leg 5 45m"))
        try home.meet()
        let before = try items(home.laptop)
        try home.laptop.rebuild()
        #expect(try items(home.laptop) == before)
    }
}
