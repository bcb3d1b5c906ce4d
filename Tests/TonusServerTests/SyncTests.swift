import Foundation
import Testing
import TonusProtocol
import TonusTypes

@testable import TonusServer

@Suite struct SyncTests {
    @Test func `what one device pushes the others pull, byte for byte`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let caregiver = try diary.add(.caregiver)
            try await caller.found(diary)
            var chain = TestChain(diary.owner, number: 0, of: diary)
            let envelopes = [try chain.envelope(), try chain.envelope(changes: 3)]

            let pushed = try await caller.synced(
                diary, as: diary.owner, append: envelopes, have: [chain.mark])
            #expect(pushed.envelopes.isEmpty)
            #expect(pushed.behind.isEmpty)
            let again = try await caller.synced(diary, as: diary.owner, append: envelopes)
            #expect(again.envelopes.isEmpty)

            #expect(try await caller.synced(diary, as: caregiver).envelopes == envelopes)
            let first = chain.mark(at: ChainHead(sequence: 1, hash: chain.head.hash))
            let rest = try await caller.synced(diary, as: caregiver, have: [first])
            #expect(rest.envelopes == [envelopes[1]])
            #expect(
                try await caller.synced(diary, as: caregiver, have: [chain.mark]).envelopes.isEmpty)
        }
    }

    @Test func `a new replica gets the whole roster and its wraps, one that has it nothing`()
        async throws
    {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            _ = try diary.add(.owner)
            try await caller.found(diary)
            let all = try await caller.synced(diary, as: diary.owner) { $0.clearRoster() }
            #expect(all.entries == diary.entries)
            #expect(all.wraps == [diary.wraps[0]])
            #expect(try await caller.synced(diary, as: diary.owner).entries.isEmpty)
        }
    }

    @Test func `a gap or a fork is refused with the head that stands, and stores nothing`()
        async throws
    {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            var chain = TestChain(diary.owner, number: 0, of: diary)
            var fork = chain
            let first = try chain.envelope()
            _ = try await caller.synced(diary, as: diary.owner, append: [first])
            let standing = chain.mark
            _ = try chain.envelope()

            var fresh = TestChain(diary.owner, number: 0, of: diary)
            let wellFormed = try fresh.envelope()
            let gap = try await caller.sync(
                diary, as: diary.owner, append: [wellFormed, try chain.envelope()])
            #expect(gap.status == 409)
            // Of every chain of the push, so that one answer corrects them all.
            #expect(try gap.problem().chains.contains(standing))
            #expect(try gap.problem().chains.map(\.sequence).sorted() == [0, 1])
            let forked = try await caller.sync(
                diary, as: diary.owner, append: [try fork.envelope()])
            #expect(try forked.problem().chains == [standing])
            // All or nothing: the well-formed first half of the push is not there.
            #expect(try await caller.synced(diary, as: diary.owner).envelopes == [first])

            _ = try fresh.envelope()
            let unknown = try await caller.sync(
                diary, as: diary.owner, append: [try fresh.envelope()])
            #expect(try unknown.problem().chains.map(\.sequence) == [0])
        }
    }

    @Test func `a server that lost something is told by heads`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            var chain = TestChain(diary.owner, number: 0, of: diary)
            _ = try await caller.synced(diary, as: diary.owner, append: [try chain.envelope()])
            let stored = chain.mark
            _ = try chain.envelope()
            var unheard = TestChain(diary.owner, number: 0, of: diary)
            _ = try unheard.envelope()
            var other = stored
            other.head = Data(randomBytes(8))

            let ahead = try await caller.synced(
                diary, as: diary.owner, have: [chain.mark, unheard.mark])
            #expect(
                Set(ahead.behind) == [
                    stored, unheard.mark(at: ChainHead(sequence: 0, hash: unheard.head.hash)),
                ])
            let forked = try await caller.synced(diary, as: diary.owner, have: [other])
            #expect(forked.behind == [stored])
        }
    }

    @Test func `a large answer is cut and continued`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            var chain = TestChain(diary.owner, number: 0, of: diary)
            let envelopes = try (0..<5).map { _ in try chain.envelope(sealed: 1000) }
            _ = try await caller.synced(diary, as: diary.owner, append: envelopes)
            var have: [WireChainMark] = []
            var got: [WireEnvelope] = []
            var isMore = true
            while isMore {
                let answer = try await caller.synced(diary, as: diary.owner, have: have) {
                    $0.answerBytes = 10
                }
                #expect(answer.envelopes.count == 1)
                got += answer.envelopes
                let newest = try EnvelopeHeader(parsing: Array(answer.envelopes[0].header))
                have = [chain.mark(at: newest.head)]
                isMore = answer.more
            }
            #expect(got == envelopes)
        }
    }

    @Test func `a long answer comes in chunks, and what it holds is bounded`() async throws {
        var bounds = DiaryServer.Bounds()
        bounds.bodyBytes = 250_000
        try await TestServer.run(bounds: bounds) { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            var chain = TestChain(diary.owner, number: 0, of: diary)
            let envelopes = try (0..<5).map { _ in try chain.envelope(sealed: 60_000) }
            for envelope in envelopes {
                _ = try await caller.synced(diary, as: diary.owner, append: [envelope]) {
                    $0.answerBytes = 10
                }
            }
            let whole = try await caller.sync(diary, as: diary.owner)
            #expect(whole.problemName == "too-many")
            // Each is given back: three together would not fit.
            for _ in 0..<3 {
                let answer = try await caller.sync(diary, as: diary.owner) {
                    $0.answerBytes = 200_000
                }
                #expect(answer.headers[.contentLength] == nil)
                let message = try answer.message(WireSyncAnswer.self)
                #expect(message.envelopes == Array(envelopes.prefix(3)))
                #expect(message.more)
            }
        }
    }

    @Test func `marks at the edge of the numbers are answered`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            var chain = TestChain(diary.owner, number: 0, of: diary)
            let envelope = try chain.envelope()
            var edge = chain.mark
            edge.sequence = .max
            var nobody = chain.mark
            nobody.device = .max
            let answer = try await caller.synced(
                diary, as: diary.owner, append: [envelope], have: [edge, nobody]
            ) {
                $0.answerBytes = .max
                $0.waitMilliseconds = .max
            }
            #expect(answer.behind == [chain.mark])
            let index = try await caller.synced(diary, as: diary.owner, have: [chain.mark]) {
                $0.roster.index = .max
            }
            #expect(index.entries.isEmpty)
        }
    }

    @Test func `rosters that differ at the same index are told apart before anything is stored`()
        async throws
    {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            var chain = TestChain(diary.owner, number: 0, of: diary)
            let answer = try await caller.sync(
                diary, as: diary.owner, append: [try chain.envelope()]
            ) { $0.roster.hash = Data(randomBytes(8)) }
            #expect(answer.problemName == "roster-differs")
            #expect(try answer.problem().roster.index == 0)
            #expect(try await caller.synced(diary, as: diary.owner).envelopes.isEmpty)
        }
    }

    @Test func `an envelope of another epoch is refused`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            var chain = TestChain(diary.owner, number: 0, of: diary)
            let answer = try await caller.sync(
                diary, as: diary.owner, append: [try chain.envelope(epoch: 2)])
            #expect(answer.problemName == "epoch-old")
        }
    }

    @Test func `the same messages travel as JSON`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            let request = caller.syncRequest(diary)
            let answer = try await caller.send(
                .post, "\(diary.path)/sync", try request.jsonUTF8Bytes(),
                as: .device(diary.owner), headers: [.contentType: "application/json"])
            #expect(answer.headers[.contentType] == "application/json")
            #expect(try WireSyncAnswer(jsonUTF8Bytes: answer.body).time == world.now)
        }
    }

    @Test func `the newest witness of each device is handed to the others once`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let caregiver = try diary.add(.caregiver)
            try await caller.found(diary)
            func witness(_ number: UInt64, _ audience: Audience = .everyone) throws -> WireWitness {
                var header = WireWitnessHeader()
                header.device = Data(diary.owner.device.bytes)
                header.audience = UInt32(audience.rawValue)
                header.number = number
                var witness = WireWitness()
                witness.header = try header.serializedData()
                witness.sealed = Data(randomBytes(64))
                return witness
            }
            let newest = try witness(7)
            for sent in [newest, try witness(3)] {
                _ = try await caller.synced(diary, as: diary.owner) { $0.witnesses = [sent] }
            }
            _ = try await caller.synced(diary, as: diary.owner) {
                $0.witnesses = [(try? witness(1, .owner)) ?? WireWitness()]
            }
            let seen = try await caller.synced(diary, as: caregiver)
            #expect(seen.witnesses == [newest])
            let digest = ServerLogic.digest(of: [
                StoredWitness(
                    device: diary.owner.device, audience: .everyone, number: 7, wire: newest)
            ])
            let news = try await caller.synced(diary, as: caregiver) {
                $0.witnessDigest = Data(digest)
            }
            #expect(news.witnesses.isEmpty)
            // Nobody speaks for another device.
            let forged = try await caller.sync(diary, as: caregiver) { $0.witnesses = [newest] }
            #expect(forged.problemName == "witness-refused")
        }
    }
}
