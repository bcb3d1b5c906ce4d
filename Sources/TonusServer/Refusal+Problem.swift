import TonusProtocol

extension Refusal {
    /// What a sender is told where the store does not answer.
    package init(_ error: EnvelopeLogError) {
        self = if case .damaged = error { .failed } else { .unavailable }
    }

    /// The HTTP status and the last part of the problem's type.
    package var kind: (status: Int, name: String) {
        switch self {
        case .malformed: (400, "malformed")
        case .protocolUnsupported: (400, "protocol-unsupported")
        case .unauthenticated: (401, "unauthenticated")
        case .signatureRefused: (401, "signature-refused")
        case .requestTime: (401, "request-time")
        case .codeRefused: (403, "code-refused")
        case .notOnRoster: (403, "not-on-roster")
        case .roleRefused: (403, "role-refused")
        case .chainLimit: (403, "chain-limit")
        case .routeUnknown: (404, "route-unknown")
        case .diaryUnknown: (404, "diary-unknown")
        case .ticketUnknown: (404, "ticket-unknown")
        case .rosterTaken: (409, "roster-taken")
        case .rosterDiffers: (409, "roster-differs")
        case .epochOld: (409, "epoch-old")
        case .chainPosition: (409, "chain-position")
        case .ticketExpired: (410, "ticket-expired")
        case .tooLarge: (413, "too-large")
        case .typeUnsupported: (415, "type-unsupported")
        case .rosterKindUnsupported: (422, "roster-kind-unsupported")
        case .rosterRefused: (422, "roster-refused")
        case .wrapRefused: (422, "wrap-refused")
        case .envelopeRefused: (422, "envelope-refused")
        case .witnessRefused: (422, "witness-refused")
        case .tooMany: (429, "too-many")
        case .failed: (500, "failed")
        case .notOffered: (501, "not-offered")
        case .unavailable: (503, "unavailable")
        }
    }

    private var title: String {
        switch self {
        case .malformed: "the request is not what it should be"
        case .protocolUnsupported: "this server speaks another version of the protocol; update"
        case .unauthenticated: "the request is not signed"
        case .signatureRefused: "the request's signature is not valid"
        case .requestTime: "the request's time is too far from the server's"
        case .codeRefused: "the code is not known here, or was used"
        case .notOnRoster: "the signer is not on this diary's roster"
        case .roleRefused: "the signer's role does not allow it"
        case .chainLimit: "this device has too many chains here"
        case .routeUnknown: "there is nothing at this address"
        case .diaryUnknown: "no such diary here"
        case .ticketUnknown: "no such ticket here, or it was used"
        case .rosterTaken: "another roster entry stands there"
        case .rosterDiffers: "the roster held here is another one"
        case .epochOld: "the envelope is not sealed with the present keys"
        case .chainPosition: "the envelope does not start where the chain ends here"
        case .ticketExpired: "the ticket has expired"
        case .tooLarge: "the request is too large"
        case .typeUnsupported: "the body is neither protobuf nor JSON"
        case .rosterKindUnsupported: "this server does not know this kind of roster entry; update"
        case .rosterRefused: "the roster entry is not valid"
        case .wrapRefused: "the wrapped keys are not those that the roster entry names"
        case .envelopeRefused: "the envelope is not valid"
        case .witnessRefused: "the witness is not valid"
        case .tooMany: "too many requests are waiting; try again later"
        case .failed: "the server failed; nothing was stored"
        case .notOffered: "this server does not offer that yet"
        case .unavailable: "the server's store is not available; nothing was stored; try again"
        }
    }

    /// The problem document. Source: RFC 9457.
    package var problem: WireProblem {
        var problem = WireProblem()
        problem.type = "urn:tonus:problem:\(kind.name)"
        problem.title = title
        problem.status = UInt32(kind.status)
        switch self {
        case .malformed(let part), .tooLarge(let part), .rosterRefused(let part),
            .envelopeRefused(let part):
            problem.detail = part
        case .requestTime(let server): problem.time = server
        case .rosterTaken(let winner, let roster):
            if let winner { problem.winner = winner }
            problem.roster = roster
        case .rosterDiffers(let roster), .epochOld(let roster): problem.roster = roster
        case .chainPosition(let chains): problem.chains = chains
        default: break
        }
        return problem
    }
}

extension Refusal {
    /// What a fault found in a roster entry is called on the wire.
    init(roster error: ProtocolError) {
        switch error {
        case .malformed(let part), .badSignature(let part), .notAllowed(let part):
            self = .rosterRefused(part: part)
        case .tooLarge(let part): self = .tooLarge(part: part)
        case .notNext: self = .rosterRefused(part: "index")
        case .unsupportedEntry: self = .rosterKindUnsupported
        }
    }

    /// What a fault found in an envelope's header is called on the wire.
    init(envelope error: ProtocolError) {
        switch error {
        case .malformed(let part), .badSignature(let part), .notAllowed(let part):
            self = .envelopeRefused(part: part)
        case .tooLarge(let part): self = .tooLarge(part: part)
        case .notNext, .unsupportedEntry: self = .envelopeRefused(part: "header")
        }
    }
}
