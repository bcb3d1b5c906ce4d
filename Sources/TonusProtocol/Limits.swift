/// Sizes that both sides declare and check. Source: Protocol/4-http.md, "Limits".
package enum Limits {
    package static let changeBytes = 64 << 10
    package static let envelopeBytes = 1 << 20
    package static let inflatedBytes = 4 << 20
    /// Changes in one envelope.
    package static let envelopeChanges: UInt64 = 1 << 14
    package static let requestBytes = 8 << 20
    package static let answerBytes = 4 << 20
    package static let waitMilliseconds = 55_000
    package static let rosterEntries = 4096
    package static let rosterEntryBytes = 64 << 10
    /// How far a request's time may lie from the server's, in milliseconds.
    package static let requestLeeway: Int64 = 5 * 60 * 1000
}
