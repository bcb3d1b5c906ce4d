import Foundation
import Testing
import TonusProtocol
import TonusTypes

@testable import TonusServer

@Suite struct LeavingTests {
    @Test func `who has left is told so, and neither reads nor writes any more`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let ana = try diary.add(.caregiver)
            try await caller.found(diary)
            var chain = TestChain(ana, number: 1, of: diary)
            _ = try await caller.synced(diary, as: ana, append: [try chain.envelope()])
            let before = diary
            let leave = try diary.leaving(ana, [chain])
            for _ in 0..<2 {
                // The second time, the first answer was lost.
                let answer = try await caller.appendRoster(before, leave, as: .device(ana))
                #expect(answer.status == 200)
            }
            diary.take(leave)
            var mine = TestChain(diary.owner, number: 0, of: diary)
            _ = try await caller.synced(diary, as: diary.owner, append: [try mine.envelope()])

            let farewell = try await caller.synced(before, as: ana, append: [try chain.envelope()])
            #expect(farewell.entries == [leave])
            #expect(farewell.roster.index == 3)
            #expect(farewell.envelopes.isEmpty && farewell.behind.isEmpty)
            // Later entries are not told to who has left, and nothing of theirs is stored.
            let (ticket, later) = (try KeyHolder(), diary)
            let invitation = try later.invitation(ticket, role: .viewer)
            _ = try await caller.appendRoster(
                later, invitation.entry, [invitation.wrap], as: .device(diary.owner))
            #expect(try await caller.synced(before, as: ana).entries == [leave])
            let held = try await caller.synced(diary, as: diary.owner)
            #expect(held.envelopes.count == 2)
            let stray = try later.invitation(try KeyHolder(), role: .viewer)
            let refused = try await caller.appendRoster(later, stray.entry, as: .device(ana))
            #expect(refused.problemName == "not-on-roster")
        }
    }

    @Test func `a roster that another process extended is asked for before anything is stored`()
        async throws
    {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let ana = try diary.add(.caregiver)
            try await caller.found(diary)
            var chain = TestChain(ana, number: 1, of: diary)
            _ = try await caller.synced(diary, as: ana, append: [try chain.envelope()])
            let leave = try diary.leaving(ana, [chain])
            let id = diary.id
            try await world.log.write { writer in
                let stored = try #require(try writer.diary(id))
                _ = try writer.appendRosterEntry(leave, to: stored)
            }
            let farewell = try await caller.synced(diary, as: ana, append: [try chain.envelope()])
            #expect(farewell.entries == [leave])
            #expect(try await caller.synced(diary, as: diary.owner).envelopes.count == 1)
        }
    }

    @Test func `an owner mends the chain of who has left, up to the cut and no further`()
        async throws
    {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let ana = try diary.add(.caregiver)
            var chain = TestChain(ana, number: 1, of: diary)
            let counted = try chain.envelope()
            diary.take(try diary.leaving(ana, [chain]))
            let beyond = try chain.envelope()
            try await caller.found(diary)
            let mended = try await caller.sync(diary, as: diary.owner, append: [counted])
            #expect(mended.status == 200)
            let refused = try await caller.sync(diary, as: diary.owner, append: [beyond])
            #expect(refused.problemName == "role-refused")
        }
    }

    @Test func `a withdrawn code lets nobody in, and its keys are gone`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            try await caller.found(diary)
            let (ticket, device) = (try KeyHolder(), try KeyHolder())
            let invitation = try diary.invitation(ticket, role: .caregiver)
            _ = try await caller.appendRoster(
                diary, invitation.entry, [invitation.wrap], as: .device(diary.owner))
            diary.take(invitation.entry, invitation.wrap)
            let withdrawal = try diary.next(
                { $0.withdraw.ticket = Data(ticket.ticket.bytes) },
                by: [(diary.owner.device.bytes, diary.owner)])
            let answer = try await caller.appendRoster(
                diary, withdrawal, as: .device(diary.owner))
            #expect(answer.status == 200)
            diary.take(withdrawal)
            let asked = try await caller.send(
                .post, "/v1/tickets/\(ticket.ticket)", as: .ticket(ticket))
            #expect(asked.problemName == "ticket-unknown")
            let join = try diary.joining(device, with: ticket)
            let late = try await caller.appendRoster(diary, join, as: .device(device))
            #expect(late.problemName == "roster-refused")
            #expect(try !world.storedRows().contains(invitation.wrap.sealed))
        }
    }
}

extension TestDiary {
    /// The entry with which a device leaves, with these ends of its chains.
    func leaving(_ device: KeyHolder, _ chains: [TestChain]) throws -> WireRosterEntry {
        try next(
            { body in
                body.leave.device = Data(device.device.bytes)
                body.leave.heads = chains.map { chain in
                    var head = WireChainHead()
                    head.device = Data(chain.address.device.bytes)
                    head.audience = UInt32(chain.address.audience.rawValue)
                    head.chain = Data(chain.address.chain.bytes)
                    head.sequence = chain.head.sequence
                    head.head = Data(chain.head.hash.bytes)
                    return head
                }
            }, by: [(device.device.bytes, device)])
    }
}
