import TonusProtocol
import TonusTypes

extension ServerLogic {
    package struct Founding: Sendable {
        package let answer: WireFoundAnswer
        package let diary: DiaryID
        /// Whether a roster that stood here already became longer.
        package let isExtended: Bool
    }

    /// `POST /v1/diaries`: Protocol/4-http.md, "Founding".
    ///
    /// A diary that is here already needs no code: its roster is proof enough, and the longer one
    /// of two that agree is kept. So a server that lost some of it can be healed.
    package func found(
        _ request: WireFoundRequest, by sender: UnverifiedSender, now: Int64
    ) throws -> Founding {
        guard let genesis = request.roster.first,
            let id = DiaryID(bytes: Roster.hash(of: genesis).bytes)
        else { throw Refusal.malformed(part: "roster") }
        // Before any signature is checked: strangers cost a hash, not four thousand signatures.
        try log.read { reader in
            if try reader.diary(id) == nil { try usableCode(request.code, for: id, reader) }
        }
        let (roster, role) = try verifiedRoster(request.roster, by: sender)
        try checkWraps(request.wraps, promisedBy: roster)
        return try log.write { writer in
            let before = try writer.diary(id)
            // A longer roster is taken from whoever carries it; founding is an owner's act.
            guard before != nil || role == .owner else { throw Refusal.roleRefused }
            let diary =
                try before.map { try extend($0, with: request.roster, writer) }
                ?? insert(id, request, writer)
            if diary.rosterHash == roster.hash { rosters.keep(roster, of: diary) }
            let whole = try self.roster(of: diary, writer)
            try settleTickets(of: diary, whole, writer)
            for wrap in request.wraps where isWanted(wrap, by: whole) {
                try writer.insertWrap(wrap.bare, of: diary)
            }
            try writer.deleteExpiredWraps(now: now)
            var answer = WireFoundAnswer()
            answer.roster = diary.mark
            return Founding(
                answer: answer, diary: id, isExtended: before != nil && before != diary)
        }
    }

    /// The roster, every signature of it checked, and the request's own: by a device on it.
    private func verifiedRoster(
        _ entries: [WireRosterEntry], by sender: UnverifiedSender
    ) throws(Refusal) -> (Roster, Role) {
        let bytes = entries.reduce(0) { $0 + $1.body.count }
        guard bytes <= RosterLimits.bytes else { throw .tooLarge(part: "roster") }
        let roster: Roster
        do {
            roster = try Roster(entries: entries)
        } catch {
            throw Refusal(roster: error)
        }
        guard case .device(let id) = sender.signer, let device = roster.activeDevice(id),
            let role = roster.role(of: id)
        else { throw .notOnRoster }
        try sender.verify(by: device.keys.signing)
        return (roster, role)
    }

    @discardableResult
    private func usableCode(
        _ typed: String, for id: DiaryID, _ reader: any EnvelopeLogReader
    ) throws -> [UInt8] {
        guard let hash = FoundingCode(typed: typed)?.hash,
            try reader.codeHashes(usableFor: id).contains(where: {
                isEqualInConstantTime($0, hash)
            })
        else { throw Refusal.codeRefused }
        return hash
    }

    private func insert(
        _ id: DiaryID, _ request: WireFoundRequest, _ writer: any EnvelopeLogWriter
    ) throws -> StoredDiary {
        guard let genesis = request.roster.first else { throw Refusal.malformed(part: "roster") }
        // Asked again: between the two looks another request may have used it.
        let code = try usableCode(request.code, for: id, writer)
        try writer.useCode(code, for: id)
        var diary = try writer.insertDiary(id, genesis: genesis.bare)
        for entry in request.roster.dropFirst() {
            diary = try writer.appendRosterEntry(entry.bare, to: diary)
        }
        return diary
    }

    /// Takes the entries that are missing here, where the two rosters agree as far as both go.
    private func extend(
        _ stored: StoredDiary, with entries: [WireRosterEntry], _ writer: any EnvelopeLogWriter
    ) throws -> StoredDiary {
        let mine = try writer.rosterEntries(of: stored, from: 0, upTo: .max)
        for (ours, theirs) in zip(mine, entries)
        where Roster.hash(of: ours) != Roster.hash(of: theirs) {
            throw Refusal.rosterTaken(winner: ours, roster: stored.mark)
        }
        return try entries.dropFirst(mine.count).reduce(stored) {
            try writer.appendRosterEntry($1.bare, to: $0)
        }
    }

    /// Opens the tickets that the roster holds open, and forgets those that it no longer does.
    private func settleTickets(
        of diary: StoredDiary, _ roster: Roster, _ writer: any EnvelopeLogWriter
    ) throws {
        for ticket in try writer.tickets(of: diary) where roster.tickets[ticket] == nil {
            try writer.deleteTicket(ticket, of: diary)
        }
        for ticket in roster.tickets.values.sorted(by: { $0.id < $1.id }) {
            try writer.insertTicket(ticket.id, expires: ticket.expires, of: diary)
        }
    }

    /// What was wrapped to a ticket is not taken once that ticket is used.
    private func isWanted(_ wrap: WireWrap, by roster: Roster) -> Bool {
        let device = DeviceID(bytes: wrap.recipient).flatMap { roster.activeDevice($0) }
        let ticket = TicketID(bytes: wrap.recipient).flatMap { roster.tickets[$0] }
        return device != nil || ticket != nil
    }
}

/// Sizes that only a server keeps to.
enum RosterLimits {
    static let wrapBytes = 4 << 10
    /// All entries of a roster: so that it fits into one request to found it anew.
    static let bytes = 6 << 20
}

extension ServerLogic {
    /// Each wrap must be one that its roster entry promised.
    func checkWraps(_ wraps: [WireWrap], promisedBy roster: Roster) throws(Refusal) {
        for wrap in wraps {
            let key = Roster.WrapKey(index: wrap.rosterIndex, recipient: Array(wrap.recipient))
            let size = wrap.recipient.count + wrap.encapsulated.count + wrap.sealed.count
            guard size <= RosterLimits.wrapBytes, wrap.recipient.count == 16,
                roster.wrapHashes[key] == wrap.hash()
            else { throw .wrapRefused }
        }
    }
}
