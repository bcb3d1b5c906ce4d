import Foundation
import Household
import TonusCore
import TonusDiary
import TonusHTTP
import TonusProtocol
import TonusStore
import TonusSync
import TonusTypes
import TonusVault

/// Two devices and a real server between them.
struct Together {
    let author: Replica
    let reader: Replica
    private let address: ServerAddress

    /// Founds a diary of `size` episodes at the server, and lets a second device join.
    init(_ folder: String, _ name: String, size: Int, address: String, code: String) async throws {
        author = try Workload.replica(folder, "\(name)-author")
        reader = try Workload.replica(folder, "\(name)-reader")
        self.address = try ServerAddress(address)
        try Workload.fill(author, 0..<size)
        let now = Workload.now()
        try await connected { [author] connection in
            let sharing = SharingErrands(author, connection)
            _ = try await sharing.publish(
                code: code, name: "Maria", deviceName: "laptop", now: now)
            _ = try await SyncErrand(author, connection).run()
        }
        try await join(reader)
    }

    /// Lets one more of the owner's devices in.
    func join(_ replica: Replica) async throws {
        let now = Workload.now()
        try await connected { [author] connection in
            let sharing = SharingErrands(author, connection)
            let ticket = try await sharing.invite(
                name: nil, role: .owner, relation: nil, expiresIn: 3_600_000, now: now)
            try await SharingErrands(replica, connection).join(
                ticket, deviceName: "phone", now: now)
        }
    }

    /// A whole sync, with a connection of its own as `tonus sync` has.
    func sync(_ replica: Replica) async throws {
        let server = try replica.state().serverID
        try await connected(server) { _ = try await SyncErrand(replica, $0).run() }
    }

    private func connected(
        _ server: ServerID? = nil, _ body: (ServerConnection) async throws -> Void
    ) async throws {
        let connection = ServerConnection(address, serverID: server, clock: Workload.now)
        do {
            try await body(connection)
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
    }
}
