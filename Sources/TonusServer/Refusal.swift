import TonusProtocol

/// Why a request was not carried out. Nothing was changed by it.
///
/// One case, one problem type; `Refusal+Problem.swift` is the only place that turns one into the
/// other. Source: Protocol/4-http.md, "Problems".
package enum Refusal: Error, Hashable {
    /// The body, or a part of the path, is not what it should be.
    case malformed(part: String)
    case tooLarge(part: String)
    case typeUnsupported
    case protocolUnsupported

    case unauthenticated
    case signatureRefused
    /// The sender's clock is too far from the server's.
    case requestTime(server: Int64)
    case codeRefused
    case notOnRoster
    case roleRefused

    case routeUnknown
    case diaryUnknown
    case ticketUnknown
    case ticketExpired

    /// Another entry stands where this one was to go.
    case rosterTaken(winner: WireRosterEntry?, roster: WireRosterMark)
    /// The sender's roster is not a part of the server's, nor the other way round.
    case rosterDiffers(roster: WireRosterMark)
    /// A kind of entry that this server does not know yet.
    case rosterKindUnsupported
    case rosterRefused(part: String)
    case wrapRefused

    case envelopeRefused(part: String)
    case epochOld(roster: WireRosterMark)
    /// The envelope does not start where the server's chain ends.
    case chainPosition([WireChainMark])
    /// A device has as many chains as a server keeps for one.
    case chainLimit
    case witnessRefused

    case tooMany
    case notOffered
    /// The store did not take or give it; it is worth trying again.
    case unavailable
    case failed
}
