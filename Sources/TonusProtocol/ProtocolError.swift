import TonusTypes

/// Why bytes from outside were refused. Nothing was changed by them.
package enum ProtocolError: Error, Hashable {
    /// The bytes are not the message they should be; `part` is the field's name in the `.proto`.
    case malformed(part: String)
    case tooLarge(part: String)
    case badSignature(part: String)
    /// The entry is not the next one of this roster.
    case notNext(expected: UInt64)
    /// The signer may not do this.
    case notAllowed(part: String)
    /// A kind of roster entry that this version does not know: update before writing on.
    case unsupportedEntry
}
