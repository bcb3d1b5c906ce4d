import TonusProtocol
import TonusTypes

/// What an operator hands out so that somebody may found a diary here, once.
///
/// 75 random bits; the server keeps only their hash.
package struct FoundingCode: CustomStringConvertible {
    private static let length = 15
    /// Values of base-32 characters, always fifteen.
    private let symbols: [UInt8]

    package init(random: inout some RandomNumberGenerator) {
        symbols = (0..<Self.length).map { _ in UInt8.random(in: 0..<32, using: &random) }
    }

    /// Reads a code as people type it; nil where it cannot be one.
    package init?(typed: String) {
        // A sentence is not a code: what is far too long is not even looked at.
        guard typed.utf8.count <= 64 else { return nil }
        let characters = typed.filter { $0 != "-" && !$0.isWhitespace }
        guard let symbols = Base32.symbols(in: characters), symbols.count == Self.length else {
            return nil
        }
        self.symbols = symbols
    }

    /// Three groups of five, such as `7K2QD-0XH5B-W9TZM`.
    package var description: String {
        stride(from: 0, to: Self.length, by: 5)
            .map { Base32.text(of: symbols[$0..<$0 + 5]).uppercased() }
            .joined(separator: "-")
    }

    /// SHA-256 over a label and the fifteen characters: all that a server keeps of a code.
    package var hash: [UInt8] {
        Label.code.hash(Array(Base32.text(of: symbols).utf8)).bytes
    }
}

/// Whether two hashes are equal, in a time that does not tell where they differ.
func isEqualInConstantTime(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.count == b.count && zip(a, b).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
}
