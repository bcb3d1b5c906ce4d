import Foundation
import Testing
import TonusProtocol
import TonusTypes

@testable import TonusServer

@Suite struct FoundingTests {
    @Test func `a server says who it is to anyone`() async throws {
        try await TestServer.run { world, caller in
            let answer = try await caller.send(.get, "/v1/server")
            let about: WireServerAbout = try answer.message()
            #expect(Array(about.server) == world.log.server.bytes)
            #expect(about.time == world.now)
            #expect(about.limits.envelopeBytes == UInt64(Limits.envelopeBytes))
            let json = try await caller.send(
                .get, "/v1/server", headers: [.accept: "application/json"])
            #expect(try WireServerAbout(jsonUTF8Bytes: json.body) == about)
        }
    }

    @Test func `a code founds one diary and no second`() async throws {
        try await TestServer.run { world, caller in
            let (first, second) = (try TestDiary(), try TestDiary())
            let code = try world.code()
            let answer = try await caller.post(
                "/v1/diaries", first.foundRequest(code: code.lowercased()),
                as: .device(first.owner))
            #expect(answer.status == 200)
            #expect(
                try answer.message(WireFoundAnswer.self).roster.hash
                    == Data(Roster.hash(of: first.entries[0]).bytes))
            let again = try await caller.post(
                "/v1/diaries", second.foundRequest(code: code), as: .device(second.owner))
            #expect(again.status == 403)
            #expect(again.problemName == "code-refused")
        }
    }

    @Test(arguments: ["", "AAAAA-AAAAA-AAAAA", "not a code", String(repeating: "A", count: 9999)])
    func `a wrong code founds nothing`(code: String) async throws {
        try await TestServer.run { world, caller in
            _ = try world.code()
            let diary = try TestDiary()
            let answer = try await caller.post(
                "/v1/diaries", diary.foundRequest(code: code), as: .device(diary.owner))
            #expect(answer.problemName == "code-refused")
            #expect(try await caller.sync(diary, as: diary.owner).problemName == "diary-unknown")
        }
    }

    @Test func `founding the same diary again is a success, and takes what is new`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            try await caller.found(diary)
            let short = diary
            let caregiver = try diary.add(.caregiver)
            let unused = try world.code()
            for request in [short, diary, short] {
                let answer = try await caller.post(
                    "/v1/diaries", request.foundRequest(code: unused), as: .device(diary.owner))
                #expect(answer.status == 200)
            }
            #expect(try await caller.synced(diary, as: caregiver).roster.index == 2)
            // The code is still there for somebody else.
            let other = try TestDiary()
            let answer = try await caller.post(
                "/v1/diaries", other.foundRequest(code: unused), as: .device(other.owner))
            #expect(answer.status == 200)
        }
    }

    @Test func `a roster that differs from the one here is answered with the one that stands`()
        async throws
    {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            var other = diary
            _ = try diary.add(.caregiver)
            _ = try other.add(.viewer)
            try await caller.found(diary)
            let answer = try await caller.post(
                "/v1/diaries", other.foundRequest(code: ""), as: .device(other.owner))
            #expect(answer.status == 409)
            #expect(try answer.problem().winner == diary.entries[1])
        }
    }

    @Test func `only an owner on the roster founds it`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let viewer = try diary.add(.viewer)
            let request = diary.foundRequest(code: try world.code())
            let stranger = try KeyHolder()
            let answers = [
                try await caller.post("/v1/diaries", request, as: .device(viewer)),
                try await caller.post("/v1/diaries", request, as: .device(stranger)),
                try await caller.post(
                    "/v1/diaries", request, as: .forged(diary.owner.device, stranger)),
                try await caller.post("/v1/diaries", request, as: .nobody),
            ]
            #expect(
                answers.map(\.problemName) == [
                    "role-refused", "not-on-roster", "signature-refused", "unauthenticated",
                ])
        }
    }

    @Test func `a wrap that no entry names is refused`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            var request = diary.foundRequest(code: try world.code())
            request.wraps.append(TestDiary.wrap(for: diary.owner.device.bytes, at: 0))
            let answer = try await caller.post("/v1/diaries", request, as: .device(diary.owner))
            #expect(answer.problemName == "wrap-refused")
        }
    }

    @Test func `a code is read as people type it, and stored as a hash`() throws {
        var random = SystemRandomNumberGenerator()
        let code = FoundingCode(random: &random)
        let typed = "\(code)".lowercased().replacing("-", with: " ").replacing("0", with: "o")
        #expect(FoundingCode(typed: typed)?.hash == code.hash)
        #expect("\(code)".wholeMatch(of: /[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/) != nil)
        #expect(FoundingCode(typed: "\(code)0") == nil)
    }
}
