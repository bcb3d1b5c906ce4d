import Foundation
import GRDB
import Testing
import TonusProtocol
import TonusTypes

@testable import TonusServer

extension TestServer {
    /// All that a query could find, without what SQLite has yet to clean out of its log.
    func storedRows() throws -> Data {
        let queue = try DatabaseQueue(
            path: directory.appendingPathComponent(SQLiteEnvelopeLog.fileName).path)
        return try queue.read { db in
            try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
                .flatMap { try Row.fetchAll(db, sql: "SELECT * FROM \"\($0)\"") }
                .flatMap { $0.databaseValues }
                .reduce(into: Data()) { all, value in
                    if let data = Data.fromDatabaseValue(value) { all.append(data) }
                }
        }
    }
}

@Suite struct StoreTests {
    @Test func `every commit is synced to the disk`() throws {
        let world = try TestServer()
        #expect(try world.log.synchronous() == 2)
        try FileManager.default.removeItem(at: world.directory)
    }

    @Test func `nobody else on the machine can read the files`() async throws {
        try await TestServer.run { world, caller in
            try await caller.found(try TestDiary())
            func mode(_ path: String) throws -> Int? {
                try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            }
            #expect(try mode(world.directory.path) == 0o700)
            for file in try FileManager.default.contentsOfDirectory(atPath: world.directory.path) {
                #expect(try mode(world.directory.appendingPathComponent(file).path) == 0o600)
            }
        }
    }

    @Test func `a server keeps its name and what it was given when it starts again`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            try await caller.found(diary)
            var random = SystemRandomNumberGenerator()
            let reopened = try SQLiteEnvelopeLog(directory: world.directory, random: &random)
            #expect(reopened.server == world.log.server)
            #expect(try reopened.read { try $0.diary(diary.id) }?.rosterIndex == 0)
            #expect(try world.server.firstCode(random: &random) == nil)
        }
    }

    @Test func `of writes that share a commit each is stored or refused by itself`() async throws {
        struct Refused: Error {}
        let world = try TestServer()
        defer { try? FileManager.default.removeItem(at: world.directory) }
        let log = world.log
        let hashes = (0..<200).map { Label.code.hash([UInt8($0)]).bytes }
        let diaries = try hashes.map { try #require(DiaryID(bytes: $0)) }
        let work = { @Sendable (number: Int, writer: any EnvelopeLogWriter) throws -> Int in
            try writer.insertCode(hashes[number], now: Int64(number))
            try writer.useCode(hashes[number], for: diaries[number])
            if number.isMultiple(of: 3) { throw Refused() }
            return number
        }
        let check = { @Sendable (number: Int, outcome: Result<Int, any Error>) in
            switch outcome {
            case .success(let found): #expect(!number.isMultiple(of: 3) && found == number)
            case .failure(let error): #expect(number.isMultiple(of: 3) && error is Refused)
            }
        }
        // Half of them hold a thread while they wait, half of them do not.
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await withCheckedContinuation { continuation in
                    DispatchQueue.global().async {
                        DispatchQueue.concurrentPerform(iterations: 100) { number in
                            check(number, Result { try log.write { try work(number, $0) } })
                        }
                        continuation.resume()
                    }
                }
            }
            for number in 100..<200 {
                group.addTask {
                    do {
                        check(number, .success(try await log.write { try work(number, $0) }))
                    } catch { check(number, .failure(error)) }
                }
            }
        }
        for (number, hash) in hashes.enumerated() {
            let diary = try #require(DiaryID(bytes: hash))
            let stored = try log.read { try $0.codeHashes(usableFor: diary) }
            #expect(stored.contains(hash) == !number.isMultiple(of: 3))
        }
    }

    @Test func `a database from a newer version is refused and left as it is`() throws {
        let world = try TestServer()
        let path = world.directory.appendingPathComponent(SQLiteEnvelopeLog.fileName).path
        try world.log.close()
        try DatabaseQueue(path: path).write {
            try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99')")
        }
        var random = SystemRandomNumberGenerator()
        #expect(throws: ServerError.databaseNewer(path: path)) {
            try SQLiteEnvelopeLog(directory: world.directory, random: &random)
        }
        try FileManager.default.removeItem(at: world.directory)
    }

    @Test func `a push that fails half way is not stored at all`() throws {
        let world = try TestServer()
        let diary = try TestDiary()
        #expect(throws: Refusal.roleRefused) {
            try world.log.write { writer in
                _ = try writer.insertDiary(diary.id, genesis: diary.entries[0])
                throw Refusal.roleRefused
            }
        }
        #expect(try !world.log.read { try $0.isAnyDiaryFounded() })
        try FileManager.default.removeItem(at: world.directory)
    }

    @Test func `the files hold what was sent and nothing about who sent it`() async throws {
        try await TestServer.run { world, caller in
            let diary = try TestDiary()
            let code = try world.code()
            let request = diary.foundRequest(code: code)
            _ = try await caller.post("/v1/diaries", request, as: .device(diary.owner))
            var chain = TestChain(diary.owner, number: 0, of: diary)
            let envelope = try chain.envelope()
            let body: [UInt8] = try caller.syncRequest(diary, append: [envelope]).serializedBytes()
            let signed = try #require(
                try caller.authorization(
                    .post, "\(diary.path)/sync", body, as: .device(diary.owner)))
            let answer = try await caller.send(
                .post, "\(diary.path)/sync", body, headers: [.userAgent: "agent-of-maria"],
                raw: signed)
            #expect(answer.status == 200)

            let stored = try world.storedBytes()
            #expect(stored.contains(envelope.sealed))
            #expect(stored.contains(envelope.header))
            let signature = try #require(RequestAuthorization(headerValue: signed)).signature
            let plain = code.replacing("-", with: "")
            for trace in [
                Data(code.utf8), Data(plain.utf8), Data(plain.lowercased().utf8),
                Data(signed.utf8), Data(signature), Data("agent-of-maria".utf8),
                Data("127.0.0.1".utf8),
            ] {
                #expect(!stored.contains(trace))
            }
        }
    }

    @Test func `a server is live at once, and ready when it can write`() async throws {
        try await TestServer.run { world, caller in
            #expect(try await caller.send(.get, "/livez").body == Array("ok".utf8))
            #expect(try await caller.send(.get, "/readyz").status == 200)
            try world.log.close()
            #expect(try await caller.send(.get, "/livez").status == 200)
            let answer = try await caller.send(.get, "/readyz")
            #expect(answer.status == 503)
            #expect(answer.problemName == "unavailable")
        }
    }
}

extension Data {
    func contains(_ part: Data) -> Bool { range(of: part) != nil }
}
