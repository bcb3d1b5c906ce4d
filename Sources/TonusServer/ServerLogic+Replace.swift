import TonusProtocol
import TonusTypes

extension ServerLogic {
    /// `POST /v1/diaries/{id}/envelopes`: Protocol/4-http.md, "Packs".
    ///
    /// An owner's device gives several envelopes of a chain again as one. All of the request is done, or
    /// nothing of it. What a chain holds stays what it was: the same places, up to the same head.
    package func replace(
        _ request: WireReplaceRequest, of id: DiaryID, by sender: UnverifiedSender, now: Int64
    ) throws -> WireReplaceAnswer {
        let looked = try log.read { reader in
            let admission = try admit(sender, to: id, reader)
            guard admission.role == .owner else { throw Refusal.roleRefused }
            return try request.envelopes.map { try check($0, admission) }
        }
        return try log.write { writer in
            let admission = try admit(sender, to: id, writer, isVerified: true)
            guard admission.role == .owner else { throw Refusal.roleRefused }
            let chains = try writer.chains(of: admission.diary)
            for envelope in looked {
                let chain = chains.first { $0.address == envelope.header.address }
                try replace(with: envelope, in: chain, admission, writer)
            }
            var answer = WireReplaceAnswer()
            answer.roster = admission.diary.mark
            return answer
        }
    }

    private func replace(
        with envelope: Incoming.Envelope, in chain: StoredChain?, _ admission: Admission,
        _ writer: any EnvelopeLogWriter
    ) throws {
        let header = envelope.header
        guard header.epoch == admission.roster.epoch else {
            throw Refusal.epochOld(roster: admission.diary.mark)
        }
        let range = header.first...header.last
        let stored = try chain.map { try writer.headers(of: $0, endingIn: range) } ?? []
        guard let chain, stored.first?.first == header.first, stored.last?.head == header.head,
            // What was erased stays so, and nothing else goes with it.
            stored.flatMap(\.absent) == header.absent || isPlanted(.packsDropBodies)
        else {
            throw Refusal.chainPosition([
                mark(header.address, at: chain?.head, on: admission.roster)
            ])
        }
        // The same thing twice is a success.
        guard stored.count > 1 else { return }
        try writer.replaceEnvelopes(endingIn: range, of: chain, with: envelope.wire, header)
    }
}
