import Foundation
import Testing
import TonusProtocol
import TonusTypes

@testable import TonusServer

@Suite struct PackTests {
    /// One chain that lies at the server in several envelopes, and the same chain as one.
    private struct Lying {
        var diary: TestDiary
        let chain: TestChain
        let small: [WireEnvelope]
        let whole: WireEnvelope
        let header: WireEnvelopeHeader

        init(_ author: KeyHolder, number: UInt32, _ diary: TestDiary) throws {
            self.diary = diary
            var chain = TestChain(author, number: number, of: diary)
            small = try (0..<4).map { _ in try chain.envelope() }
            self.chain = chain
            guard let last = small.last else { throw Problem.noEnvelope }
            var header = try WireEnvelopeHeader(serializedBytes: last.header)
            header.first = 1
            self.header = header
            whole = try Self.envelope(header)
        }

        enum Problem: Error { case noEnvelope }

        static func envelope(_ header: WireEnvelopeHeader) throws -> WireEnvelope {
            var envelope = WireEnvelope()
            envelope.header = try header.serializedData()
            envelope.sealed = Data(repeating: 7, count: 300)
            return envelope
        }
    }

    private static func request(_ envelopes: WireEnvelope...) -> WireReplaceRequest {
        var request = WireReplaceRequest()
        request.envelopes = envelopes
        return request
    }

    @Test func `an owner packs envelopes, and whoever asks gets the pack`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let caregiver = try diary.add(.caregiver)
            try await caller.found(diary)
            let lying = try Lying(caregiver, number: 1, diary)
            _ = try await caller.synced(diary, as: caregiver, append: lying.small)
            for _ in 0..<2 {
                let answer = try await caller.post(
                    "\(diary.path)/envelopes", Self.request(lying.whole),
                    as: .device(diary.owner))
                #expect(answer.status == 200)
            }
            #expect(try await caller.synced(diary, as: diary.owner).envelopes == [lying.whole])
            // The chain goes on from where it stood, and says so to who pushes what it had.
            var chain = lying.chain
            let next = try chain.envelope()
            _ = try await caller.synced(diary, as: caregiver, append: [next])
            let late = try await caller.sync(diary, as: caregiver, append: [lying.small[1]])
            #expect(late.problemName == "chain-position")
            let rest = try await caller.synced(diary, as: diary.owner, have: [lying.chain.mark])
            #expect(rest.envelopes == [next])
        }
    }

    @Test func `nobody but an owner packs`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let caregiver = try diary.add(.caregiver)
            try await caller.found(diary)
            let lying = try Lying(caregiver, number: 1, diary)
            _ = try await caller.synced(diary, as: caregiver, append: lying.small)
            let answer = try await caller.post(
                "\(diary.path)/envelopes", Self.request(lying.whole), as: .device(caregiver))
            #expect(answer.status == 403)
            #expect(try await caller.synced(diary, as: diary.owner).envelopes == lying.small)
        }
    }

    @Test func `a pack that is not what lies there changes nothing`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            let lying = try Lying(diary.owner, number: 0, diary)
            _ = try await caller.synced(diary, as: diary.owner, append: lying.small)
            var wrong: [WireEnvelopeHeader] = []
            for place in 1..<5 {
                var header = lying.header
                switch place {
                case 1: header.first = 2  // not where another ends
                case 2: header.absent = [3]  // a body less
                case 3: header.epoch = 2
                default: header.chain = Data(repeating: 9, count: 8)
                }
                wrong.append(header)
            }
            var cut = try WireEnvelopeHeader(serializedBytes: lying.small[2].header)
            (cut.first, cut.last) = (2, 4)
            wrong.append(cut)
            for header in wrong {
                let answer = try await caller.post(
                    "\(diary.path)/envelopes",
                    Self.request(lying.whole, try Lying.envelope(header)),
                    as: .device(diary.owner))
                #expect((400..<500).contains(answer.status), "\(header)")
            }
            let lies = try await caller.synced(diary, as: diary.owner).envelopes
            #expect(lies == lying.small)
        }
    }
}
