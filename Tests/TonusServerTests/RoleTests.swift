import Foundation
import Testing
import TonusProtocol
import TonusTypes

@testable import TonusServer

@Suite struct RoleTests {
    @Test func `a viewer cannot append`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let viewer = try diary.add(.viewer)
            try await caller.found(diary)
            var chain = TestChain(viewer, number: 1, of: diary)
            let answer = try await caller.sync(diary, as: viewer, append: [try chain.envelope()])
            #expect(answer.status == 403)
            #expect(answer.problemName == "role-refused")
        }
    }

    @Test func `a caregiver neither gets the owner's chains nor learns of them`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let caregiver = try diary.add(.caregiver)
            try await caller.found(diary)
            var private_ = TestChain(diary.owner, number: 0, audience: .owner, of: diary)
            var shared = TestChain(diary.owner, number: 0, of: diary)
            let (secret, open) = (try private_.envelope(), try shared.envelope())
            _ = try await caller.synced(diary, as: diary.owner, append: [secret, open])

            var guess = private_.mark
            guess.sequence = 9
            let seen = try await caller.synced(diary, as: caregiver, have: [guess])
            #expect(seen.envelopes == [open])
            #expect(seen.behind.isEmpty)
            var own = TestChain(caregiver, number: 1, audience: .owner, of: diary)
            let answer = try await caller.sync(diary, as: caregiver, append: [try own.envelope()])
            #expect(answer.problemName == "role-refused")
        }
    }

    @Test func `only an owner mends the chain of another device`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let (ana, ben) = (try diary.add(.caregiver), try diary.add(.caregiver))
            try await caller.found(diary)
            var chain = TestChain(ana, number: 1, of: diary)
            let envelope = try chain.envelope()
            let byBen = try await caller.sync(diary, as: ben, append: [envelope])
            #expect(byBen.problemName == "role-refused")
            _ = try await caller.synced(diary, as: diary.owner, append: [envelope])
            #expect(try await caller.synced(diary, as: ben).envelopes == [envelope])
        }
    }

    @Test func `an envelope that its device did not sign is refused`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            var chain = TestChain(diary.owner, number: 0, of: diary)
            let envelope = try chain.envelope()
            var header = try WireEnvelopeHeader(serializedBytes: envelope.header)
            header.signature[5] ^= 1
            var forged = envelope
            forged.header = try header.serializedData()
            let answer = try await caller.sync(diary, as: diary.owner, append: [forged])
            #expect(answer.status == 422)
            #expect(answer.problemName == "envelope-refused")
        }
    }

    @Test func `a stranger is told no more than that`() async throws {
        try await TestServer.run { world, caller in
            let (diary, other) = (try TestDiary(), try TestDiary())
            try await caller.found(diary)
            let stranger = try KeyHolder()
            #expect(try await caller.sync(diary, as: stranger).problemName == "not-on-roster")
            #expect(try await caller.sync(other, as: stranger).problemName == "diary-unknown")
            let forged = try await caller.post(
                "\(diary.path)/sync", caller.syncRequest(diary),
                as: .forged(diary.owner.device, stranger))
            #expect(forged.problemName == "signature-refused")
        }
    }

    @Test func `a signature holds for one path and one body`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            let body: [UInt8] = try caller.syncRequest(diary).serializedBytes()
            let device = Caller.Signer.device(diary.owner)
            let path = "\(diary.path)/sync"
            for elsewhere in [
                try caller.authorization(.post, "\(diary.path)/roster", body, as: device),
                try caller.authorization(.put, path, body, as: device),
                try caller.authorization(.post, path, body + [0x40, 0x01], as: device),
            ] {
                let answer = try await caller.send(
                    .post, path, body, headers: [:], raw: try #require(elsewhere))
                #expect(answer.problemName == "signature-refused")
            }
            let signed = try #require(try caller.authorization(.post, path, body, as: device))
            // The query is no part of it: nothing here reads one.
            let sent = try await caller.send(.post, "\(path)?x=1", body, headers: [:], raw: signed)
            #expect(sent.status == 200)
        }
    }

    @Test(arguments: [-1, 1] as [Int64])
    func `a request from another time is refused with the server's time`(sign: Int64) async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            let edge = world.now + sign * Limits.requestLeeway
            let request = caller.syncRequest(diary)
            let inside = try await caller.post(
                "\(diary.path)/sync", request, as: .device(diary.owner), at: edge)
            #expect(inside.status == 200)
            for time in [edge + sign, .max, .min] {
                let outside = try await caller.post(
                    "\(diary.path)/sync", request, as: .device(diary.owner), at: time)
                #expect(outside.status == 401)
                #expect(try outside.problem().type == "urn:tonus:problem:request-time")
                #expect(try outside.problem().time == world.now)
            }
        }
    }
}
