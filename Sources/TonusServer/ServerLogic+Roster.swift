import TonusProtocol
import TonusTypes

extension ServerLogic {
    package struct RosterAppend: Sendable {
        package let answer: WireAppendRosterAnswer
        /// False where the very entry stood there already.
        package let isChanged: Bool
    }

    /// `POST /v1/diaries/{id}/roster`: Protocol/4-http.md, "Roster".
    ///
    /// A valid next entry authenticates itself, so any device on the roster may carry it.
    package func appendRoster(
        _ request: WireAppendRosterRequest, to id: DiaryID, by sender: UnverifiedSender, now: Int64
    ) throws -> RosterAppend {
        let body: WireRosterBody
        do {
            body = try Roster.body(of: request.entry)
        } catch {
            throw Refusal(roster: error)
        }
        // Strangers are turned away before the lock is taken.
        _ = try log.read { try admitCarrier(sender, of: body, to: id, $0) }
        return try log.write { writer in
            let (stored, roster) = try admitCarrier(sender, of: body, to: id, writer)
            guard let next = try next(after: roster, request.entry, body, stored, writer) else {
                return RosterAppend(answer: answer(stored), isChanged: false)
            }
            try checkKeys(request, body, next)
            try checkSize(request.entry, stored, writer)
            let diary = try writer.appendRosterEntry(request.entry.bare, to: stored)
            try settle(body, request.wraps, from: roster, to: next, of: diary, writer, now)
            rosters.keep(next, of: diary)
            return RosterAppend(answer: answer(diary), isChanged: true)
        }
    }

    private func answer(_ diary: StoredDiary) -> WireAppendRosterAnswer {
        var answer = WireAppendRosterAnswer()
        answer.roster = diary.mark
        return answer
    }

    private func admitCarrier(
        _ sender: UnverifiedSender, of body: WireRosterBody, to id: DiaryID,
        _ reader: any EnvelopeLogReader
    ) throws -> (StoredDiary, Roster) {
        guard let diary = try reader.diary(id) else { throw Refusal.diaryUnknown }
        let roster = try roster(of: diary, reader)
        try sender.verify(by: try carrierKey(sender, body, roster, diary, reader))
        return (diary, roster)
    }

    /// The key of whoever may carry this entry: a device on the roster, the ticket that a join
    /// names, or the device that it adds.
    private func carrierKey(
        _ sender: UnverifiedSender, _ body: WireRosterBody, _ roster: Roster,
        _ diary: StoredDiary, _ reader: any EnvelopeLogReader
    ) throws -> [UInt8] {
        switch sender.signer {
        case .device(let id):
            if let device = roster.device(id) {
                // One that has left may say so again, where the answer was lost.
                let isItsLeave = body.leave.device.elementsEqual(id.bytes)
                guard device.isActive || isItsLeave else { throw Refusal.notOnRoster }
                return device.keys.signing
            }
            guard let keys = try? DeviceKeys(body.join.device), keys.deviceID == id else {
                throw Refusal.notOnRoster
            }
            return keys.signing
        case .ticket(let id):
            guard TicketID(bytes: body.join.ticket) == id else { throw Refusal.notOnRoster }
            if let ticket = roster.tickets[id] { return ticket.keys.signing }
            return try usedTicket(id, of: diary, reader).signing
        }
    }

    /// A join whose answer was lost is sent again, by a ticket that is used up by now.
    private func usedTicket(
        _ id: TicketID, of diary: StoredDiary, _ reader: any EnvelopeLogReader
    ) throws -> DeviceKeys {
        for entry in try reader.rosterEntries(of: diary, from: 1, upTo: .max) {
            if let invite = try? Roster.body(of: entry).invite,
                let keys = try? DeviceKeys(invite.ticket), keys.ticketID == id
            {
                return keys
            }
        }
        throw Refusal.notOnRoster
    }

    /// The roster with this entry appended; nil where the entry stands on it already.
    private func next(
        after roster: Roster, _ entry: WireRosterEntry, _ body: WireRosterBody,
        _ diary: StoredDiary, _ reader: any EnvelopeLogReader
    ) throws -> Roster? {
        var next = roster
        do {
            try next.append(entry)
            return next
        } catch .notNext {
            let standing = try reader.rosterEntry(body.index, of: diary)
            if let standing, Roster.hash(of: standing) == Roster.hash(of: entry) { return nil }
            throw Refusal.rosterTaken(winner: standing, roster: diary.mark)
        } catch {
            throw Refusal(roster: error)
        }
    }

    /// Every promised wrap comes with its entry, and nothing else does.
    private func checkKeys(
        _ request: WireAppendRosterRequest, _ body: WireRosterBody, _ next: Roster
    ) throws(Refusal) {
        try checkWraps(request.wraps, promisedBy: next)
        let promised = next.wrapHashes.keys.filter { $0.index == body.index }
        let sent = Set(request.wraps.map { Array($0.recipient) })
        guard request.wraps.allSatisfy({ $0.rosterIndex == body.index }),
            promised.allSatisfy({ sent.contains($0.recipient) })
        else { throw .wrapRefused }
    }

    private func checkSize(
        _ entry: WireRosterEntry, _ diary: StoredDiary, _ reader: any EnvelopeLogReader
    ) throws {
        guard try reader.rosterBytes(of: diary) + entry.body.count <= RosterLimits.bytes else {
            throw Refusal.tooLarge(part: "roster")
        }
    }

    /// Opens the tickets that the entry opened, and forgets those that it closed.
    ///
    /// A ticket lets nobody join that has expired by the server's clock.
    private func settle(
        _ body: WireRosterBody, _ wraps: [WireWrap], from before: Roster, to after: Roster,
        of diary: StoredDiary, _ writer: any EnvelopeLogWriter, _ now: Int64
    ) throws {
        for wrap in wraps { try writer.insertWrap(wrap.bare, of: diary) }
        for ticket in after.tickets.values where before.tickets[ticket.id] == nil {
            try writer.insertTicket(ticket.id, expires: ticket.expires, of: diary)
        }
        for ticket in before.tickets.values where after.tickets[ticket.id] == nil {
            if case .join? = body.of, ticket.hasExpired(now: now) { throw Refusal.ticketExpired }
            try writer.deleteTicket(ticket.id, of: diary)
        }
    }
}

extension Roster.Ticket {
    /// By the server's clock, which alone decides it.
    func hasExpired(now: Int64) -> Bool {
        guard let expires, !isPlanted(.ticketsLastForEver) else { return false }
        return expires <= UInt64(max(now, 0))
    }
}
