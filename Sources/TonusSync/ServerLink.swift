import TonusProtocol
import TonusTypes
import TonusVault

/// A server as the errands see it: each call is one request, signed, and its answer.
///
/// A value at the edge, so that a simulated world can put the server in its own memory.
package protocol ServerLink: Sendable {
    var address: ServerAddress { get }

    /// The server's own id.
    func id() async throws -> ServerID
    /// Asks again who the server is: one that lost its data has another id.
    func renewID() async throws -> ServerID
    func found(_ request: WireFoundRequest, _ signer: RequestSigner) async throws
    func sync(
        _ request: WireSyncRequest, diary: DiaryID, _ signer: RequestSigner
    ) async throws -> WireSyncAnswer
    func append(
        _ entry: WireRosterEntry, wraps: [WireWrap], diary: DiaryID, _ signer: RequestSigner
    ) async throws
    func ticket(_ secrets: DeviceSecrets) async throws -> WireTicketAnswer
}
