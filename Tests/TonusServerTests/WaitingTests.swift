import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import NIOCore
import ServiceLifecycle
import Testing
import TonusProtocol
import TonusTypes

@testable import TonusServer

@Suite(.timeLimit(.minutes(1))) struct WaitingTests {
    @Test func `a waiting request is woken by a push`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let caregiver = try diary.add(.caregiver)
            try await caller.found(diary)
            let whole = diary
            var chain = TestChain(diary.owner, number: 0, of: diary)
            let envelope = try chain.envelope()
            async let waited = caller.waiting(whole, as: caregiver, milliseconds: 10_000)
            try await world.server.waiters.waitUntil(count: 1)
            _ = try await caller.synced(diary, as: diary.owner, append: [envelope])
            #expect(try await waited.envelopes == [envelope])
            try await world.server.waiters.waitUntil(count: 0)
        }
    }

    @Test func `a push in private does not tell a caregiver who waits`() async throws {
        try await TestServer.run { world, caller in
            var diary = try TestDiary()
            let caregiver = try diary.add(.caregiver)
            try await caller.found(diary)
            let whole = diary
            var secret = TestChain(diary.owner, number: 0, audience: .owner, of: diary)
            var shared = TestChain(diary.owner, number: 0, of: diary)
            let open = try shared.envelope()
            async let waited = caller.waiting(whole, as: caregiver, milliseconds: 20_000)
            try await world.server.waiters.waitUntil(count: 1)
            _ = try await caller.synced(diary, as: diary.owner, append: [try secret.envelope()])
            // Time enough to be woken, if anything did wake it.
            try await Task.sleep(for: .milliseconds(500))
            _ = try await caller.synced(
                diary, as: diary.owner, append: [open], have: [secret.mark])
            #expect(try await waited.envelopes == [open])
        }
    }

    @Test func `whoever waits no longer than asked is answered with nothing new`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            let answer = try await caller.waiting(diary, as: diary.owner, milliseconds: 50)
            #expect(answer.roster.index == 0)
            #expect(await world.server.waiters.count == 0)
        }
    }

    @Test func `a roster entry wakes those who wait`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            let invitation = try diary.invitation(try KeyHolder(), role: .viewer)
            async let waited = caller.waiting(diary, as: diary.owner, milliseconds: 10_000)
            try await world.server.waiters.waitUntil(count: 1)
            _ = try await caller.appendRoster(
                diary, invitation.entry, [invitation.wrap], as: .device(diary.owner))
            #expect(try await waited.entries == [invitation.entry])
        }
    }

    @Test func `a sender that hangs up leaves nothing behind`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            try await caller.onOwnConnection { client in
                try await client.executeAndDontWaitForResponse(
                    try caller.waitingRequest(diary, as: diary.owner, milliseconds: 50_000))
                try await world.server.waiters.waitUntil(count: 1)
            }
            try await world.server.waiters.waitUntil(count: 0)
        }
    }

    @Test func `beyond a bound, nobody else may wait`() async throws {
        var bounds = DiaryServer.Bounds()
        bounds.waiting = 1
        try await TestServer.run(bounds: bounds) { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            async let waited = caller.waiting(diary, as: diary.owner, milliseconds: 20_000)
            try await world.server.waiters.waitUntil(count: 1)
            let answer = try await caller.sync(diary, as: diary.owner) { $0.waitMilliseconds = 400 }
            #expect(answer.status == 429)
            #expect(answer.problemName == "too-many")
            // The other waits on, until there is something.
            var chain = TestChain(diary.owner, number: 0, of: diary)
            let envelope = try chain.envelope()
            _ = try await caller.synced(diary, as: diary.owner, append: [envelope])
            #expect(try await waited.envelopes == [envelope])
        }
    }

    @Test func `stopping the server ends the waiting at once, with an answer`() async throws {
        let world = try TestServer()
        let diary = try TestDiary()
        let (ports, port) = AsyncStream<Int>.makeStream()
        let application = world.server.application { port.yield($0) }
        let group = ServiceGroup(
            configuration: .init(
                services: world.server.services(application),
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var found = ports.makeAsyncIterator()
            let number = try #require(await found.next())
            try await TestClient.withClient(host: "localhost", port: number) { client in
                let caller = Caller(client: PortOnly(port: number), world: world)
                let code = try world.code()
                let body: [UInt8] = try diary.foundRequest(code: code).serializedBytes()
                let founded = try await client.execute(
                    caller.request("/v1/diaries", body, as: diary.owner))
                #expect(founded.status == .ok)
                async let waited = client.execute(
                    caller.waitingRequest(diary, as: diary.owner, milliseconds: 50_000))
                try await world.server.waiters.waitUntil(count: 1)
                let start = ContinuousClock.now
                await group.triggerGracefulShutdown()
                #expect(try await waited.status == .ok)
                #expect(ContinuousClock.now - start < .seconds(20))
            }
            try await tasks.waitForAll()
        }
        try FileManager.default.removeItem(at: world.directory)
    }
}

/// Stands where a caller needs to know a port and no more.
private struct PortOnly: TestClientProtocol {
    let port: Int?

    func executeRequest(
        uri: String, method: HTTPRequest.Method, headers: HTTPFields, body: ByteBuffer?
    ) async throws -> TestResponse { throw CancellationError() }
}

extension Caller {
    func request(_ path: String, _ body: [UInt8], as device: KeyHolder) throws -> TestClient.Request
    {
        let signed = try authorization(.post, path, body, as: .device(device)) ?? ""
        return TestClient.Request(
            path, method: .post, authority: "localhost", headers: [.authorization: signed],
            body: ByteBuffer(bytes: body))
    }

    func waitingRequest(
        _ diary: TestDiary, as device: KeyHolder, milliseconds: UInt32
    ) throws -> TestClient.Request {
        let request = syncRequest(diary) { $0.waitMilliseconds = milliseconds }
        return try self.request("\(diary.path)/sync", try request.serializedBytes(), as: device)
    }

    func waiting(
        _ diary: TestDiary, as device: KeyHolder, milliseconds: UInt32
    ) async throws -> WireSyncAnswer {
        try await onOwnConnection { client in
            let response = try await client.execute(
                try waitingRequest(diary, as: device, milliseconds: milliseconds))
            #expect(response.headers[.connection] == "close")
            return try WireSyncAnswer(serializedBytes: Array(buffer: response.body ?? ByteBuffer()))
        }
    }
}

extension Waiters {
    /// Returns once that many wait; the time limit of the suite ends what never comes.
    func waitUntil(count: Int) async throws {
        while self.count != count { try await Task.sleep(for: .milliseconds(5)) }
    }
}
