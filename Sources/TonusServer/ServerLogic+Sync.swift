import TonusProtocol
import TonusTypes

extension ServerLogic {
    package struct Syncing: Sendable {
        package var answer: WireSyncAnswer
        /// Whether the sender learns anything by it; an answer without news can wait.
        package let isNews: Bool
        /// Whether envelopes were stored, so that those who wait are to be woken.
        package let isAppended: Bool
    }

    /// `POST /v1/diaries/{id}/sync`: Protocol/4-http.md, "Sync".
    ///
    /// Takes what is sent, all of it or nothing, and then says what the sender lacks and what the
    /// server lacks, in one transaction.
    ///
    /// - Parameter isVerified: whether the signature of this very request was checked before.
    package func sync(
        _ request: WireSyncRequest, of id: DiaryID, by sender: UnverifiedSender, now: Int64,
        isVerified: Bool = false
    ) throws -> Syncing {
        guard request.protocol == Self.protocolVersion else { throw Refusal.protocolUnsupported }
        // Signatures are checked before the lock is taken: nobody else's push waits for them.
        var looked =
            try foresee(request, of: id, by: sender)
            ?? look(request, id, sender, now, isVerified: isVerified)
        while true {
            if let answer = looked.answer { return answer }
            let seen = looked
            if let stored = try log.write({ try store(seen, request, now, $0) }) { return stored }
            looked = try look(request, id, sender, now, isVerified: true)
        }
    }

    /// The same, as far as it goes without a thread that waits: for what is pushed by a device that was
    /// seen before, which is almost all that is pushed.
    ///
    /// - Returns: nil where nothing was done; `sync` then does it.
    func push(
        _ request: WireSyncRequest, of id: DiaryID, by sender: UnverifiedSender, now: Int64
    ) async throws -> Syncing? {
        guard request.protocol == Self.protocolVersion,
            let looked = try foresee(request, of: id, by: sender)
        else { return nil }
        return try await log.write { try store(looked, request, now, $0) }
    }

    /// - Returns: nil where the roster is another by now; nothing is stored then.
    private func store(
        _ looked: Looked, _ request: WireSyncRequest, _ now: Int64, _ writer: any EnvelopeLogWriter
    ) throws -> Syncing? {
        let admission = looked.admission
        guard try writer.diary(admission.diary.id) == admission.diary else { return nil }
        try checkRoster(request.roster, against: admission.diary, writer)
        let appended = try append(looked.incoming.envelopes, admission, writer)
        try store(looked.incoming.witnesses, of: admission.diary, writer)
        return try answer(request, admission, appended, writer, now)
    }

    /// What was found before anything is stored.
    private struct Looked: Sendable {
        let admission: Admission
        let incoming: Incoming
        /// Nil where there is something to store first.
        let answer: Syncing?
    }

    private func look(
        _ request: WireSyncRequest, _ id: DiaryID, _ sender: UnverifiedSender, _ now: Int64,
        isVerified: Bool
    ) throws -> Looked {
        try log.read { reader in
            let admission = try admit(
                sender, to: id, reader, departed: true, isVerified: isVerified)
            try checkRoster(request.roster, against: admission.diary, reader)
            if let departure = admission.device.departure {
                return Looked(
                    admission: admission, incoming: .nothing,
                    answer: try farewell(request, admission.diary, departure, reader, now))
            }
            let incoming = try check(request, admission)
            return Looked(
                admission: admission, incoming: incoming,
                answer: incoming.isEmpty ? try answer(request, admission, [:], reader, now) : nil)
        }
    }

    /// What brings something is checked by the roster that was last seen, without asking the log twice.
    ///
    /// - Returns: nil where the log has to be asked: nothing is refused by what may be out of date.
    private func foresee(
        _ request: WireSyncRequest, of id: DiaryID, by sender: UnverifiedSender
    ) throws(Refusal) -> Looked? {
        guard !request.append.isEmpty || !request.witnesses.isEmpty, let known = rosters[id] else {
            return nil
        }
        do {
            let admission = try admit(sender, to: known.diary, known.roster)
            let incoming = try check(request, admission)
            return Looked(admission: admission, incoming: incoming, answer: nil)
        } catch .signatureRefused {
            // A device's key never changes; strangers are not checked twice.
            throw .signatureRefused
        } catch {
            return nil
        }
    }

    /// The sender's roster must be a beginning of the one here, or the other way round.
    private func checkRoster(
        _ mark: WireRosterMark, against diary: StoredDiary, _ reader: any EnvelopeLogReader
    ) throws {
        if mark.isNothing { return }
        guard mark.hash.count == 8 || mark.hash.count == Hash.count else {
            throw Refusal.malformed(part: "roster")
        }
        guard mark.index <= diary.rosterIndex else { return }
        guard let hash = try rosterHash(at: mark.index, of: diary, reader),
            hash.bytes.starts(with: mark.hash)
        else {
            throw Refusal.rosterDiffers(roster: diary.mark)
        }
    }
}

extension ServerLogic {
    private func rosterHash(
        at index: UInt64, of diary: StoredDiary, _ reader: any EnvelopeLogReader
    ) throws -> Hash? {
        if index == diary.rosterIndex { return diary.rosterHash }
        guard let entry = try reader.rosterEntry(index, of: diary) else {
            throw EnvelopeLogError.damaged(table: "roster_entry")
        }
        return Roster.hash(of: entry)
    }
}

// MARK: - What comes in

/// What a sync brings, checked as far as that goes without knowing the chains.
struct Incoming {
    struct Envelope {
        let header: EnvelopeHeader
        let wire: WireEnvelope
    }

    let envelopes: [Envelope]
    let witnesses: [StoredWitness]

    static let nothing = Incoming(envelopes: [], witnesses: [])

    var isEmpty: Bool { envelopes.isEmpty && witnesses.isEmpty }
}

extension ServerLogic {
    private func check(
        _ request: WireSyncRequest, _ admission: Admission
    ) throws(Refusal) -> Incoming {
        var envelopes: [Incoming.Envelope] = []
        for envelope in request.append { envelopes.append(try check(envelope, admission)) }
        return Incoming(
            envelopes: envelopes, witnesses: try witnesses(in: request, admission))
    }

    func check(
        _ envelope: WireEnvelope, _ admission: Admission
    ) throws(Refusal) -> Incoming.Envelope {
        guard envelope.header.count + envelope.sealed.count <= Limits.envelopeBytes else {
            throw .tooLarge(part: "envelope")
        }
        let header: EnvelopeHeader
        do {
            header = try EnvelopeHeader(parsing: Array(envelope.header))
        } catch {
            throw Refusal(envelope: error)
        }
        let author = header.address.device
        guard let device = admission.roster.device(author),
            admission.roster.allows(header.address, sequence: header.last)
                || isPlanted(.serverTakesFromViewers),
            // An owner's device may mend any chain, from its own copy of it.
            author == admission.device.id || admission.role == .owner
        else { throw .roleRefused }
        guard header.isSigned(by: device.keys.signing, diary: admission.diary.id) else {
            throw .envelopeRefused(part: "signature")
        }
        return Incoming.Envelope(header: header, wire: envelope)
    }

    /// Appends the envelopes in order.
    ///
    /// - Returns: the chains that were appended to, with what of them the sender is now known to
    ///   hold: an envelope is not sent back to where it came from.
    private func append(
        _ envelopes: [Incoming.Envelope], _ admission: Admission, _ writer: any EnvelopeLogWriter
    ) throws -> [ChainAddress: [ClosedRange<UInt64>]] {
        guard !envelopes.isEmpty else { return [:] }
        var chains: [ChainAddress: StoredChain] = [:]
        var counts: [DeviceID: Int] = [:]
        for chain in try writer.chains(of: admission.diary) {
            chains[chain.address] = chain
            counts[chain.address.device, default: 0] += 1
        }
        let before = chains
        var held: [ChainAddress: [ClosedRange<UInt64>]] = [:]
        for envelope in envelopes {
            let address = envelope.header.address
            if chains[address] == nil {
                counts[address.device, default: 0] += 1
                guard counts[address.device, default: 0] <= Self.chainsPerDevice else {
                    throw Refusal.chainLimit
                }
            }
            do {
                chains[address] = try append(envelope, to: chains[address], admission, writer)
            } catch Refusal.chainPosition {
                // Where every chain of this push stands, so that one answer corrects them all.
                throw Refusal.chainPosition(
                    Set(envelopes.map(\.header.address)).sorted().map { address in
                        mark(address, at: before[address]?.head, on: admission.roster)
                    })
            }
            held[address, default: []].append(envelope.header.first...envelope.header.last)
        }
        return held
    }

    /// Chains cost little, but a list of them goes with every sync.
    static let chainsPerDevice = 1024

    private func append(
        _ envelope: Incoming.Envelope, to chain: StoredChain?, _ admission: Admission,
        _ writer: any EnvelopeLogWriter
    ) throws -> StoredChain {
        let header = envelope.header
        let last = chain?.head.sequence ?? 0
        if let chain, header.last <= last,
            try writer.head(at: header.last, of: chain) == header.head.hash
        {
            return chain  // The same thing twice is a success.
        }
        guard header.epoch == admission.roster.epoch else {
            throw Refusal.epochOld(roster: admission.diary.mark)
        }
        guard header.first == last + 1 else {
            throw Refusal.chainPosition([
                mark(header.address, at: chain?.head, on: admission.roster)
            ])
        }
        let found = try chain ?? writer.insertChain(header.address, of: admission.diary)
        return try writer.append(envelope.wire, header: header, to: found)
    }

    /// Where a chain stands here; sequence 0 and no head where it does not.
    func mark(_ address: ChainAddress, at head: ChainHead?, on roster: Roster) -> WireChainMark {
        var mark = WireChainMark()
        mark.device = roster.device(address.device)?.number ?? 0
        mark.audience = UInt32(address.audience.rawValue)
        mark.chain = address.chain.data
        if let head, head.sequence > 0 {
            mark.sequence = head.sequence
            mark.head.append(contentsOf: head.hash.prefix8)
        }
        return mark
    }
}

extension WireRosterMark {
    /// The mark of a replica that holds no entry at all.
    var isNothing: Bool { hash.isEmpty && index == 0 }
}
