import Crypto
import Foundation
import Hummingbird
import TonusProtocol

/// The same library answering the same requests and storing nothing: what a server could come to at most.
enum BareServer {
    /// Serves while `work` runs, which is given the port.
    ///
    /// - Parameter signatures: how many are verified for each request; a push brings two.
    static func serving<Answer: Sendable>(
        signatures: Int, _ work: @escaping @Sendable (UInt16) throws -> Answer
    ) async throws -> Answer {
        let key = Curve25519.Signing.PrivateKey()
        let message = [UInt8](repeating: 7, count: 150)
        let signature = Array(try key.signature(for: message))
        let publicKey = Array(key.publicKey.rawRepresentation)
        let router = Router()
        router.post("v1/diaries/{id}/sync") { request, _ in
            _ = try await request.body.collect(upTo: 1 << 20)
            for _ in 0..<signatures {
                guard isValidSignature(signature, of: message, by: publicKey) else {
                    throw HTTPError(.unauthorized)
                }
            }
            return String(repeating: "a", count: 100)
        }
        let (ports, port) = AsyncStream<Int>.makeStream()
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) })
        let serving = Task { try await application.run() }
        defer { serving.cancel() }
        for await number in ports {
            return try await Task.detached { try work(UInt16(number)) }.value
        }
        throw RawDatabase.Failure(message: "the bare server did not start")
    }
}
