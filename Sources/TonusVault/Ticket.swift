import Crypto
import Foundation
import TonusProtocol
import TonusTypes

/// A one-time secret that lets one device join: 128 random bits and where the server is.
///
/// As text it is 33 characters in groups of five, an `@`, the server's address and, where its
/// certificate is not publicly trusted, a `#` and the certificate's pin. The last six characters
/// of the code check all of it. Source: Protocol/3-roster.md, "Tickets".
package struct Ticket: Hashable, Sendable {
    /// 16 bytes.
    package let secret: [UInt8]
    /// Such as `https://tonus.example`; no path, no trailing slash.
    package let server: String
    /// SHA-256 of the server's certificate, where it must be pinned.
    package let pin: Hash?

    package init(secret: [UInt8], server: String, pin: Hash? = nil) {
        (self.secret, self.server, self.pin) = (secret, server, pin)
    }

    static let version: UInt8 = 1

    package static func generate(server: String, _ random: Randomness) -> Ticket {
        Ticket(secret: random.bytes(16), server: server)
    }

    /// The signing and the key-encapsulation pair that the secret stands for.
    package func secrets() throws(VaultError) -> DeviceSecrets {
        try DeviceSecrets(
            signingSeed: derive(.ticketSigning), agreementSeed: derive(.ticketAgreement))
    }

    /// Ties the diary to the secret: the server cannot hand out another diary in its place.
    package func binding(of diary: DiaryID) -> [UInt8] {
        let key = SymmetricKey(data: derive(.ticketBinding))
        return Array(HMAC<SHA256>.authenticationCode(for: diary.bytes, using: key))
    }

    /// Compares in constant time.
    package func isBound(to diary: DiaryID, by binding: [UInt8]) -> Bool {
        let key = SymmetricKey(data: derive(.ticketBinding))
        return HMAC<SHA256>.isValidAuthenticationCode(
            binding, authenticating: diary.bytes, using: key)
    }

    private func derive(_ label: Label) -> [UInt8] {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret), info: label.bytes, outputByteCount: 32
        ).withUnsafeBytes { Array($0) }
    }
}

extension Ticket {
    package var text: String {
        let code = [Self.version] + Base32.symbols(of: secret)
        let check = Checksum.symbols(for: code + Checksum.symbols(of: tail))
        let characters = Array(Base32.text(of: code + check).uppercased())
        let groups = stride(from: 0, to: characters.count, by: 5).map {
            String(characters[$0..<min($0 + 5, characters.count)])
        }
        return groups.joined(separator: "-") + "@" + tail
    }

    private var tail: String { server + (pin.map { "#" + Base32.encode($0.bytes) } ?? "") }

    /// Reads what a person typed; case, blanks around it and the dashes do not matter.
    ///
    /// - Throws: `VaultError.mistypedTicket`; any one wrong character, and any six neighbours,
    ///   are noticed.
    package init(text: String) throws(VaultError) {
        let trimmed = text.filter { !$0.isWhitespace }
        guard let at = trimmed.firstIndex(of: "@") else { throw .mistypedTicket }
        let tail = String(trimmed[trimmed.index(after: at)...])
        guard let symbols = Base32.symbols(in: trimmed[..<at].filter { $0 != "-" }),
            symbols.count == 33, symbols.first == Self.version,
            Checksum.isValid(Array(symbols.dropLast(6)), tail: tail, check: symbols.suffix(6)),
            let secret = Base32.bytes(of: symbols[1..<27])
        else { throw .mistypedTicket }
        let parts = tail.split(separator: "#", omittingEmptySubsequences: false)
        guard let server = parts.first, !server.isEmpty, parts.count <= 2 else {
            throw .mistypedTicket
        }
        var pin: Hash?
        if parts.count == 2 {
            pin = Base32.decode(parts[1]).flatMap { Hash(bytes: $0) }
            if pin == nil { throw .mistypedTicket }
        }
        self.init(secret: secret, server: String(server), pin: pin)
    }
}

/// The checksum of Bech32m over five-bit symbols, with the label `tonus`.
///
/// Source: BIP 173 and BIP 350 (the generator and its constant).
enum Checksum {
    private static let generator: [UInt32] = [
        0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3,
    ]
    private static let constant: UInt32 = 0x2bc8_30a3

    static func symbols(of text: String) -> [UInt8] {
        text.utf8.flatMap { [$0 >> 5, $0 & 31] }
    }

    /// Six symbols that belong behind the code.
    static func symbols(for message: [UInt8]) -> [UInt8] {
        let sum = remainder(label + message + [0, 0, 0, 0, 0, 0]) ^ constant
        return (0..<6).map { UInt8(sum >> UInt32(5 * (5 - $0)) & 31) }
    }

    static func isValid(_ code: [UInt8], tail: String, check: some Sequence<UInt8>) -> Bool {
        symbols(for: code + symbols(of: tail)) == Array(check)
    }

    private static let label = symbols(of: "tonus")

    private static func remainder(_ symbols: [UInt8]) -> UInt32 {
        var sum: UInt32 = 1
        for symbol in symbols {
            let top = sum >> 25
            sum = (sum & 0x1ff_ffff) << 5 ^ UInt32(symbol)
            for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { sum ^= generator[bit] }
        }
        return sum
    }
}
