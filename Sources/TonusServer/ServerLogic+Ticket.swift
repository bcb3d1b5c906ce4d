import TonusProtocol
import TonusTypes

extension ServerLogic {
    /// `POST /v1/tickets/{id}`: Protocol/4-http.md, "Tickets".
    ///
    /// Gives the wrapped keys to a request that the ticket's key signed, and to nobody else.
    package func ticket(
        _ id: TicketID, by sender: UnverifiedSender, now: Int64
    ) throws -> WireTicketAnswer {
        try log.read { reader in
            guard let diary = try reader.diary(withTicket: id),
                let ticket = try roster(of: diary, reader).tickets[id]
            else { throw Refusal.ticketUnknown }
            guard sender.signer == .ticket(id) else { throw Refusal.signatureRefused }
            try sender.verify(by: ticket.keys.signing)
            guard !ticket.hasExpired(now: now) else { throw Refusal.ticketExpired }
            var answer = WireTicketAnswer()
            answer.diary = diary.id.data
            answer.roster = try reader.rosterEntries(of: diary, from: 0, upTo: .max)
            let indexes = ticket.invitedAt...max(ticket.invitedAt, diary.rosterIndex)
            if let wrap = try reader.wraps(for: id.bytes, of: diary, in: indexes).last {
                answer.wrap = wrap
            }
            return answer
        }
    }
}
