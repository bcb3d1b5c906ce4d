import TonusProtocol
import TonusTypes

extension ServerLogic {
    /// What the sender lacks, and what the server lacks of what the sender holds.
    ///
    /// - Parameter appended: what this very request brought.
    func answer(
        _ request: WireSyncRequest, _ admission: Admission,
        _ appended: [ChainAddress: [ClosedRange<UInt64>]], _ reader: any EnvelopeLogReader,
        _ now: Int64
    ) throws -> Syncing {
        var answer = WireSyncAnswer()
        answer.roster = admission.diary.mark
        if !request.roster.isNothing, request.roster.index == answer.roster.index {
            // The sender holds the very entry: as much of its hash as it said itself is enough.
            answer.roster.hash = answer.roster.hash.prefix(request.roster.hash.count)
        }
        answer.time = now
        try addRoster(after: request.roster, admission, reader, to: &answer)
        let have = try HeldChains(request.have, admission, appended: appended)
        let chains = try reader.chains(of: admission.diary)
            .filter { admission.role.mayRead($0.address.audience) }
            .sorted { $0.address < $1.address }
        answer.behind = behind(have, chains, admission.roster)
        // A cut roster comes first: its rest may name the devices whose envelopes follow.
        if !answer.more {
            try addEnvelopes(
                of: chains, beyond: have, bytes: request.answerBytes, reader, to: &answer)
        }
        answer.witnesses = try witnesses(
            unlessDigestIs: Array(request.witnessDigest), admission, reader)
        let isAhead = !request.roster.isNothing && request.roster.index > answer.roster.index
        let isNews =
            isAhead || !answer.entries.isEmpty || !answer.envelopes.isEmpty
            || !answer.witnesses.isEmpty || !answer.behind.isEmpty
        return Syncing(answer: answer, isNews: isNews, isAppended: !appended.isEmpty)
    }

    /// All that a device which has left is answered: the roster up to where it left.
    func farewell(
        _ request: WireSyncRequest, _ diary: StoredDiary, _ departure: Roster.Departure,
        _ reader: any EnvelopeLogReader, _ now: Int64
    ) throws -> Syncing {
        var answer = WireSyncAnswer()
        answer.time = now
        let first = request.roster.isNothing ? 0 : request.roster.index + 1
        let standing = try reader.rosterEntries(of: diary, from: 0, upTo: .max)
            .prefix(Int(clamping: departure.index) + 1)
        guard let last = standing.last else {
            throw EnvelopeLogError.damaged(table: "roster_entry")
        }
        answer.roster.index = departure.index
        answer.roster.hash = Roster.hash(of: last).data
        answer.entries = Array(standing.dropFirst(Int(clamping: first)))
        return Syncing(answer: answer, isNews: true, isAppended: false)
    }

    private func addRoster(
        after mark: WireRosterMark, _ admission: Admission, _ reader: any EnvelopeLogReader,
        to answer: inout WireSyncAnswer
    ) throws {
        let diary = admission.diary
        guard mark.isNothing || mark.index < diary.rosterIndex else { return }
        let first = mark.isNothing ? 0 : mark.index + 1
        answer.entries = try reader.rosterEntries(
            of: diary, from: first, upTo: Limits.answerBytes)
        guard !answer.entries.isEmpty else { return }
        let last = first + UInt64(answer.entries.count) - 1
        answer.more = last < diary.rosterIndex
        answer.wraps = try reader.wraps(
            for: admission.device.id.bytes, of: diary, in: first...last)
    }

    /// Adds envelopes, chain by chain and in order, until the answer is large enough; one always.
    private func addEnvelopes(
        of chains: [StoredChain], beyond have: HeldChains, bytes: UInt64,
        _ reader: any EnvelopeLogReader, to answer: inout WireSyncAnswer
    ) throws {
        let limit = Limits.answerBytes
        var left = bytes == 0 ? limit : min(Int(clamping: bytes), limit)
        for chain in chains where !answer.more {
            let held = have[chain.address]
            guard chain.head.sequence > held else { continue }
            try reader.eachEnvelope(of: chain, after: held) { envelope in
                let size = envelope.header.count + envelope.sealed.count
                guard answer.envelopes.isEmpty || size <= left else {
                    answer.more = true
                    return false
                }
                left -= size
                answer.envelopes.append(envelope)
                return true
            }
        }
    }

    /// The heads here, of chains that the sender has more of, or other changes in.
    private func behind(
        _ have: HeldChains, _ chains: [StoredChain], _ roster: Roster
    ) -> [WireChainMark] {
        let heads = Dictionary(uniqueKeysWithValues: chains.map { ($0.address, $0.head) })
        return have.marks.sorted { $0.key < $1.key }.compactMap { address, mark in
            let head = heads[address]
            let last = head?.sequence ?? 0
            let isSame = head.map { mark.head.elementsEqual($0.hash.prefix8) } ?? true
            guard last < mark.sequence || (last == mark.sequence && !isSame) else { return nil }
            return self.mark(address, at: head, on: roster)
        }
    }
}

/// What the sender of a sync holds of each chain.
private struct HeldChains {
    /// As the request says; chains that its sender may not read are not among them.
    private(set) var marks: [ChainAddress: WireChainMark] = [:]
    private var sequences: [ChainAddress: UInt64] = [:]

    init(
        _ have: [WireChainMark], _ admission: Admission,
        appended: [ChainAddress: [ClosedRange<UInt64>]]
    ) throws(Refusal) {
        for mark in have {
            guard let audience = UInt8(exactly: mark.audience).flatMap(Audience.init(rawValue:)),
                let chain = ChainID(bytes: mark.chain)
            else { throw .malformed(part: "have") }
            let devices = admission.roster.devices
            guard let number = Int(exactly: mark.device), devices.indices.contains(number),
                admission.role.mayRead(audience)
            else { continue }
            let address = ChainAddress(
                device: devices[number].id, audience: audience, chain: chain)
            marks[address] = mark
            sequences[address] = mark.sequence
        }
        for (address, ranges) in appended {
            // Only what follows on what is held is held as well; before a gap all is sent again.
            for range in ranges where range.lowerBound - 1 <= self[address] {
                sequences[address] = max(self[address], range.upperBound)
            }
        }
    }

    /// The last sequence that the sender holds without a gap; 0 where it has none.
    subscript(address: ChainAddress) -> UInt64 { sequences[address, default: 0] }
}
