import Foundation
import Testing
import TonusProtocol
import TonusTypes

@testable import TonusServer

@Suite struct JoiningTests {
    @Test func `a ticket fetches its keys and lets one device join`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            try await caller.found(diary)
            let (ticket, device) = (try KeyHolder(), try KeyHolder())
            let invitation = try diary.invitation(ticket, role: .caregiver)
            let invited = try await caller.appendRoster(
                diary, invitation.entry, [invitation.wrap], as: .device(diary.owner))
            #expect(invited.status == 200)
            diary.take(invitation.entry, invitation.wrap)

            let path = "/v1/tickets/\(ticket.ticket)"
            let fetched = try await caller.send(.post, path, as: .ticket(ticket))
            let answer: WireTicketAnswer = try fetched.message()
            #expect(Array(answer.diary) == diary.id.bytes)
            #expect(answer.roster == diary.entries)
            #expect(answer.wrap == invitation.wrap)

            let join = try diary.joining(device, with: ticket)
            for signer in [Caller.Signer.ticket(ticket), .ticket(ticket), .device(device)] {
                // The second and the third time, the first answer was lost.
                #expect(try await caller.appendRoster(diary, join, as: signer).status == 200)
            }
            diary.take(join)
            #expect(try await caller.synced(diary, as: device).roster.index == 2)
            let gone = try await caller.send(.post, path, as: .ticket(ticket))
            #expect(gone.problemName == "ticket-unknown")
            #expect(try !world.storedRows().contains(invitation.wrap.sealed))
        }
    }

    @Test func `a ticket does not let a second device join`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let ticket = try KeyHolder()
            let invitation = try diary.invitation(ticket, role: .viewer)
            diary.take(invitation.entry, invitation.wrap)
            try await caller.found(diary)
            let (first, second) = (try KeyHolder(), try KeyHolder())
            let (one, two) = (
                try diary.joining(first, with: ticket), try diary.joining(second, with: ticket)
            )
            #expect(try await caller.appendRoster(diary, one, as: .device(first)).status == 200)
            let late = try await caller.appendRoster(diary, two, as: .ticket(ticket))
            #expect(late.status == 409)
            #expect(try late.problem().winner == one)
            #expect(try late.problem().roster.index == 2)
            diary.take(one)
            let after = try await caller.appendRoster(
                diary, try diary.joining(second, with: ticket), as: .device(second))
            #expect(after.problemName == "roster-refused")
        }
    }

    @Test func `a ticket expires by the server's clock, and its keys with it`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let (ticket, device) = (try KeyHolder(), try KeyHolder())
            let invitation = try diary.invitation(
                ticket, role: .caregiver, expires: UInt64(world.now + 1000))
            diary.take(invitation.entry, invitation.wrap)
            try await caller.found(diary)
            let path = "/v1/tickets/\(ticket.ticket)"
            #expect(try await caller.send(.post, path, as: .ticket(ticket)).status == 200)
            world.pass(milliseconds: 1000)
            let late = try await caller.send(.post, path, as: .ticket(ticket))
            #expect(late.status == 410)
            #expect(late.problemName == "ticket-expired")
            let join = try await caller.appendRoster(
                diary, try diary.joining(device, with: ticket), as: .ticket(ticket))
            #expect(join.problemName == "ticket-expired")
            #expect(try await caller.sync(diary, as: device).problemName == "not-on-roster")
            #expect(try world.storedRows().contains(invitation.wrap.sealed))
            try world.server.logic.sweep(now: world.now)
            #expect(try !world.storedRows().contains(invitation.wrap.sealed))
        }
    }

    @Test func `a ticket's keys are given to nobody else`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let (ticket, other) = (try KeyHolder(), try KeyHolder())
            for holder in [ticket, other] {
                let invitation = try diary.invitation(holder, role: .owner)
                diary.take(invitation.entry, invitation.wrap)
            }
            try await caller.found(diary)
            let path = "/v1/tickets/\(ticket.ticket)"
            for signer in [Caller.Signer.device(diary.owner), .ticket(other), .device(ticket)] {
                let answer = try await caller.send(.post, path, as: signer)
                #expect(answer.problemName == "signature-refused")
            }
            let unknown = try await caller.send(
                .post, "/v1/tickets/\(try KeyHolder().ticket)", as: .ticket(ticket))
            #expect(unknown.problemName == "ticket-unknown")
        }
    }

    @Test func `an invitation comes with the keys it promises`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            let ticket = try KeyHolder()
            let invitation = try diary.invitation(ticket, role: .caregiver)
            var changed = invitation.wrap
            changed.sealed[0] ^= 1
            for wraps in [[], [changed], [invitation.wrap, diary.wraps[0]]] {
                let answer = try await caller.appendRoster(
                    diary, invitation.entry, wraps, as: .device(diary.owner))
                #expect(answer.problemName == "wrap-refused")
            }
            #expect(try await caller.synced(diary, as: diary.owner).roster.index == 0)
        }
    }

    @Test func `a caregiver's invitation and an unknown kind of entry are refused`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let caregiver = try diary.add(.caregiver)
            try await caller.found(diary)
            let forged = try diary.next(
                { $0.invite.role = 1 }, by: [(caregiver.device.bytes, caregiver)])
            let refused = try await caller.appendRoster(diary, forged, as: .device(caregiver))
            #expect(refused.problemName == "roster-refused")
            let unknown = try diary.next({ _ in }, by: [(diary.owner.device.bytes, diary.owner)])
            let answer = try await caller.appendRoster(diary, unknown, as: .device(diary.owner))
            #expect(answer.status == 422)
            #expect(answer.problemName == "roster-kind-unsupported")
        }
    }

    @Test func `a roster entry that is carried by a stranger is not looked at`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            let invitation = try diary.invitation(try KeyHolder(), role: .caregiver)
            let answer = try await caller.appendRoster(
                diary, invitation.entry, [invitation.wrap], as: .device(try KeyHolder()))
            #expect(answer.problemName == "not-on-roster")
        }
    }
}
