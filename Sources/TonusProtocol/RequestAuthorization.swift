import Crypto
import TonusTypes

/// Proves who sends a request: a signature over the server, the method, the path, the time and
/// the body, in the `Authorization` header as `Tonus1 ` and base64url.
///
/// Source: Protocol/4-http.md, "Signed requests".
package struct RequestAuthorization: Hashable, Sendable {
    package enum Signer: Hashable, Sendable {
        case device(DeviceID)
        case ticket(TicketID)
    }

    package let signer: Signer
    /// The sender's clock, Unix milliseconds.
    package let time: Int64
    package let signature: [UInt8]

    package init(signer: Signer, time: Int64, signature: [UInt8]) {
        (self.signer, self.time, self.signature) = (signer, time, signature)
    }

    package static let scheme = "Tonus1 "

    /// Nil unless `headerValue` is the scheme and exactly 89 bytes in base64url.
    package init?(headerValue: String) {
        guard headerValue.hasPrefix(Self.scheme),
            let bytes = Base64URL.decode(headerValue.dropFirst(Self.scheme.count)),
            bytes.count == 89
        else { return nil }
        let name = bytes[1..<17]
        switch bytes[0] {
        case 0: signer = .device(DeviceID(high: word(name.prefix(8)), low: word(name.suffix(8))))
        case 1: signer = .ticket(TicketID(high: word(name.prefix(8)), low: word(name.suffix(8))))
        default: return nil
        }
        time = Int64(bitPattern: word(bytes[17..<25]))
        signature = Array(bytes[25...])
    }

    package var headerValue: String {
        let named: [UInt8] =
            switch signer {
            case .device(let id): [0] + id.bytes
            case .ticket(let id): [1] + id.bytes
            }
        let time = UInt64(bitPattern: time).bigEndianBytes
        return Self.scheme + Base64URL.encode(named + time + signature)
    }

    package static func signedMessage(
        server: ServerID, method: String, path: String, time: Int64, body: [UInt8]
    ) -> [UInt8] {
        Label.request.message(
            server.bytes, Array(method.utf8), [0], Array(path.utf8), [0],
            UInt64(bitPattern: time).bigEndianBytes, Array(SHA256.hash(data: body)))
    }
}

private func word(_ bytes: some Sequence<UInt8>) -> UInt64 { UInt64(bigEndianBytes: bytes) }
