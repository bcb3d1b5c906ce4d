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
    /// Gives several envelopes of a chain again as one.
    func replace(
        _ request: WireReplaceRequest, diary: DiaryID, _ signer: RequestSigner
    ) async throws
    func ticket(_ secrets: DeviceSecrets) async throws -> WireTicketAnswer
    /// Must be called once, when the errands are done.
    func close() async
}

/// Who signs a request.
package struct RequestSigner: Sendable {
    package let identity: RequestAuthorization.Signer
    package let secrets: DeviceSecrets

    package static func device(_ secrets: DeviceSecrets) -> RequestSigner {
        RequestSigner(identity: .device(secrets.device), secrets: secrets)
    }

    package static func ticket(_ secrets: DeviceSecrets) -> RequestSigner {
        RequestSigner(identity: .ticket(secrets.keys.ticketID), secrets: secrets)
    }
}

/// A problem document that the server answered with.
package struct Refusal: Error {
    package let problem: WireProblem
    package let status: Int
    package let server: String

    package init(problem: WireProblem, status: Int, server: String) {
        (self.problem, self.status, self.server) = (problem, status, server)
    }

    /// The last part of the problem's type, such as `chain-position`.
    package var type: String { problem.type.split(separator: ":").last.map(String.init) ?? "" }

    /// What it means for the person whose errand it was.
    package var meaning: SyncError {
        switch type {
        case "diary-unknown": .diaryUnknown(server: server)
        case "not-on-roster": .notOnRoster
        case "code-refused": .codeRefused
        case "ticket-unknown": .ticketUnknown
        case "ticket-expired": .ticketExpired
        case "roster-differs": .rosterDiffers
        case "roster-kind-unsupported": .updateNeeded
        default: .refused(type: type, status: status)
        }
    }
}
