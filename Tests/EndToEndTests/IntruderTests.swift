import Foundation
import GRDB
import Household
import Testing
import TonusCore
import TonusProtocol
import TonusStore
import TonusTypes
import TonusVault

/// A viewer with a program of their own, and the server's database open before them.
struct IntruderTests {
    @Test
    func `a viewer's signed envelope, put straight into the server's database, counts nowhere`()
        throws
    {
        let home = try Home.shared("intruder")
        defer { Home.clean(home) }
        let code = try Household.code(in: home.must("invite", "--role", "viewer", "--name", "Kim"))
        try home.must("-R", "kim", "join", code)
        try home.must("sync")
        let before: String = try home.json("status", field: "digest")
        let episodes = try home.episodes("default")

        let envelope = try deleteEverything(as: "kim", home)
        home.endServer()
        try insert(envelope, into: home)
        try home.startServer()

        for device in ["default", "phone", "kim"] {
            try home.must("-R", device, "sync")
            #expect(try home.episodes(device) == episodes)
            let digest: String = try home.json("-R", device, "status", field: "digest")
            #expect(digest == before)
            #expect(try home.must("-R", device, "doctor").contains("do not count"))
        }
        try home.must("-R", "phone", "l", "calf", "2")
        try home.must("-R", "phone", "sync")
        try home.must("sync")
        #expect(try home.episodes("default").count == episodes.count + 1)
    }

    /// One envelope that deletes all there is, well sealed and well signed by the viewer's device.
    private func deleteEverything(as name: String, _ home: Household) throws -> WireEnvelope {
        let directory = ReplicaDirectory(path: home.folder + "/home/" + name)
        let now: Int64 = 1_795_132_800_000
        let replica = try #require(try Replica.open(directory, founding: false, clock: { now }))
        let state = try replica.state()
        let keys = try replica.keyFile()
        let address = ChainAddress(device: state.device, audience: .everyone, chain: ChainID(7))
        var head = Chain.start(address, diary: state.diary)
        var bodies: [ChainBody] = []
        for episode in try replica.read({ try $0.latest(100).compactMap(\.episode) }) {
            var body = ChangeBody(
                entity: episode.state.entity, timestamp: Timestamp(milliseconds: now),
                written: now, writtenOffset: 0)
            body.deletes = episode.state.changesToDelete
            let bytes = try ChangeCodec.encode(body, salt: replica.random.bytes(8))
            head = head.appending(Chain.leaf(device: state.device, changeBytes: bytes))
            bodies.append(.change(bytes))
        }
        #expect(!bodies.isEmpty)
        return try EnvelopeSealing.seal(
            bodies, of: address, first: 1, head: head,
            signature: keys.secrets.sign(head, of: address, diary: state.diary),
            keys: try #require(keys.ring.keys(of: 1)), random: .system)
    }

    private func insert(_ envelope: WireEnvelope, into home: Household) throws {
        let header = try EnvelopeHeader(parsing: Array(envelope.header))
        let file = try #require(
            try FileManager.default.contentsOfDirectory(atPath: home.serverData)
                .first { $0.hasSuffix(".sqlite") || $0.hasSuffix(".db") })
        let queue = try DatabaseQueue(path: home.serverData + "/" + file)
        try queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO chain (diary, device, audience, chain, last, head)
                    SELECT id, ?, 1, ?, ?, ? FROM diary
                    """,
                arguments: [
                    Data(header.address.device.bytes), Data(header.address.chain.bytes),
                    Int64(header.last), Data(header.head.hash.bytes),
                ])
            try db.execute(
                sql:
                    "INSERT INTO envelope (chain, first, last, header, sealed) VALUES (?, 1, ?, ?, ?)",
                arguments: [
                    db.lastInsertedRowID, Int64(header.last), envelope.header, envelope.sealed,
                ])
        }
        try queue.close()
    }
}
