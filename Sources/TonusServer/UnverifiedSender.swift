import TonusProtocol
import TonusTypes

/// Who says to have sent a request.
///
/// The key to check it by is known only once a roster is read, so the proof travels with the
/// request down to where that happens; nothing may be done for a sender before `verify`.
package struct UnverifiedSender: Sendable {
    package let signer: RequestAuthorization.Signer
    private let message: [UInt8]
    private let signature: [UInt8]

    /// - Parameter path: as it was sent, without the query.
    package init(
        _ authorization: RequestAuthorization, server: ServerID, method: String, path: String,
        body: [UInt8]
    ) {
        signer = authorization.signer
        signature = authorization.signature
        message = RequestAuthorization.signedMessage(
            server: server, method: method, path: path, time: authorization.time, body: body)
    }

    package func verify(by key: [UInt8]) throws(Refusal) {
        guard isValidSignature(signature, of: message, by: key) || isPlanted(.requestsAreUnsigned)
        else { throw .signatureRefused }
    }
}

extension RequestAuthorization {
    /// Reads the header and checks the time: what can be refused before a body is read.
    static func claimed(by header: String?, now: Int64) throws(Refusal) -> RequestAuthorization {
        guard let claim = header.flatMap(RequestAuthorization.init(headerValue:)) else {
            throw .unauthenticated
        }
        guard (now - Limits.requestLeeway...now + Limits.requestLeeway).contains(claim.time) else {
            throw .requestTime(server: now)
        }
        return claim
    }
}
