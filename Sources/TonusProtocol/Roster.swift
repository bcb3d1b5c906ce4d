import TonusTypes

/// Who may do what: the state after every entry of the signed list, each one checked.
///
/// A pure value. The server, and every replica, build it from the same entries and so agree.
/// Source: Protocol/3-roster.md.
package struct Roster: Hashable, Sendable {
    package struct Device: Hashable, Sendable {
        package let id: DeviceID
        /// 0 for the founding device, then one up for each joining.
        package let number: UInt32
        package let member: MemberID
        package let keys: DeviceKeys
        /// The index of the entry that brought it.
        package let joinedAt: UInt64
        package fileprivate(set) var about: SealedText?
        /// Set once it has left: from then on it reads and writes nothing.
        package fileprivate(set) var departure: Departure?

        package var isActive: Bool { departure == nil }
    }

    /// How a device's time on the roster ended.
    package struct Departure: Hashable, Sendable {
        /// The index of the entry that says so.
        package let index: UInt64
        /// Up to where its chains count; a chain that is not named counts not at all.
        package let cuts: [ChainAddress: ChainHead]
    }

    package struct Member: Hashable, Sendable {
        package let role: Role
        package fileprivate(set) var about: SealedText?
    }

    package struct Ticket: Hashable, Sendable {
        package let id: TicketID
        package let keys: DeviceKeys
        package let member: MemberID
        package let role: Role
        /// Unix milliseconds by the server's clock; nil: it does not expire.
        package let expires: UInt64?
        package let isKit: Bool
        package let binding: [UInt8]
        package let invitedAt: UInt64
        package let invitedBy: DeviceID
        package let wrapHash: Hash?
    }

    package let diary: DiaryID
    package let founder: MemberID
    /// Of the last entry.
    package private(set) var index: UInt64
    package private(set) var hash: Hash
    package private(set) var epoch: UInt32
    /// In the order of joining, so that `devices[n].number == n`.
    package private(set) var devices: [Device]
    package private(set) var members: [MemberID: Member]
    /// Tickets that nobody has used.
    package private(set) var tickets: [TicketID: Ticket]
    /// The wraps that entries promise, by the entry's index and the recipient.
    package private(set) var wrapHashes: [WrapKey: Hash]

    package struct WrapKey: Hashable, Sendable {
        package let index: UInt64
        package let recipient: [UInt8]

        package init(index: UInt64, recipient: [UInt8]) {
            (self.index, self.recipient) = (index, recipient)
        }
    }

    package func device(_ id: DeviceID) -> Device? { devices.first { $0.id == id } }

    /// A device that may act: on the roster, and not gone from it.
    package func activeDevice(_ id: DeviceID) -> Device? {
        device(id).flatMap { $0.isActive ? $0 : nil }
    }

    /// The role of the device's member, also of one that has left.
    package func role(of device: DeviceID) -> Role? {
        self.device(device).flatMap { members[$0.member]?.role }
    }

    /// The last sequence of a chain that counts as far as the roster goes; 0: none of it does.
    package func lastAllowed(_ address: ChainAddress) -> UInt64 {
        guard let device = device(address.device),
            members[device.member]?.role.mayWrite(to: address.audience) == true
        else { return 0 }
        return device.departure.map { $0.cuts[address]?.sequence ?? 0 } ?? .max
    }

    /// Whether a change at this place counts as far as the roster goes.
    package func allows(_ address: ChainAddress, sequence: UInt64) -> Bool {
        sequence <= lastAllowed(address)
    }
}

extension Roster {
    /// Founds a roster.
    ///
    /// - Throws: `ProtocolError`, where the first entry is not a well-signed genesis.
    package init(genesis entry: WireRosterEntry) throws(ProtocolError) {
        let body = try Self.body(of: entry)
        guard case .genesis(let genesis)? = body.of else {
            throw body.of == nil ? .unsupportedEntry : .malformed(part: "genesis")
        }
        guard body.index == 0, body.previous.isEmpty else { throw .malformed(part: "index") }
        guard genesis.salt.count == 16, let member = MemberID(bytes: genesis.member) else {
            throw .malformed(part: "genesis")
        }
        let keys = try DeviceKeys(genesis.device)
        let hash = Label.roster.hash(Array(entry.body))
        // The genesis names its own diary: that is what founding means.
        guard let diary = DiaryID(bytes: hash.bytes) else { throw .malformed(part: "body") }
        self.init(
            diary: diary, founder: member, index: 0, hash: hash, epoch: 1, devices: [],
            members: [:], tickets: [:], wrapHashes: [:])
        try check(entry, by: [(keys.deviceID.bytes, keys.signing)])
        members[member] = Member(
            role: .owner,
            about: try SealedText(optional: genesis.memberAbout, genesis.hasMemberAbout))
        devices.append(
            Device(
                id: keys.deviceID, number: 0, member: member, keys: keys, joinedAt: 0,
                about: try SealedText(optional: genesis.deviceAbout, genesis.hasDeviceAbout)))
        try promise(genesis.wraps, at: 0)
    }

    /// Builds a roster from all its entries.
    package init(entries: [WireRosterEntry]) throws(ProtocolError) {
        guard let first = entries.first else { throw .malformed(part: "roster") }
        guard entries.count <= Limits.rosterEntries else { throw .tooLarge(part: "roster") }
        try self.init(genesis: first)
        for entry in entries.dropFirst() { try append(entry) }
    }

    /// Takes the next entry.
    ///
    /// - Throws: `ProtocolError`; the roster is then what it was.
    package mutating func append(_ entry: WireRosterEntry) throws(ProtocolError) {
        var next = self
        let body = try Self.body(of: entry)
        guard body.index == index + 1, Array(body.previous) == hash.bytes else {
            throw .notNext(expected: index + 1)
        }
        guard body.index < Limits.rosterEntries else { throw .tooLarge(part: "roster") }
        next.index = body.index
        next.hash = Label.roster.hash(Array(entry.body))
        switch body.of {
        case .invite(let invite)?: try next.apply(invite, entry)
        case .join(let join)?: try next.apply(join, entry)
        case .name(let name)?: try next.apply(name, entry)
        case .withdraw(let withdraw)?: try next.apply(withdraw, entry)
        case .leave(let leave)?: try next.apply(leave, entry)
        case .genesis?: throw .malformed(part: "genesis")
        // Defined in the format; a version that does not carry them out must not guess.
        case .revoke?, .rotate?, .erase?, nil: throw .unsupportedEntry
        }
        self = next
    }

    private mutating func apply(_ invite: WireInvite, _ entry: WireRosterEntry)
        throws(ProtocolError)
    {
        let signer = try checkOwner(entry)
        let keys = try DeviceKeys(invite.ticket)
        guard let member = MemberID(bytes: invite.member) else { throw .malformed(part: "member") }
        guard let role = UInt8(exactly: invite.role).flatMap(Role.init(rawValue:)) else {
            throw .malformed(part: "role")
        }
        guard invite.binding.count == 32 else { throw .malformed(part: "binding") }
        let isOwn = member == founder
        if isOwn || invite.kit {
            // Nobody else may add devices to the person whose diary it is.
            guard signer.member == founder else { throw .notAllowed(part: "member") }
        }
        if invite.kit { guard isOwn, invite.expires == 0 else { throw .notAllowed(part: "kit") } }
        if let known = members[member] {
            guard known.role == role else { throw .notAllowed(part: "role") }
        } else {
            members[member] = Member(
                role: role,
                about: try SealedText(optional: invite.memberAbout, invite.hasMemberAbout))
        }
        guard tickets[keys.ticketID] == nil else { throw .notAllowed(part: "ticket") }
        try promise(invite.wraps, at: index)
        tickets[keys.ticketID] = Ticket(
            id: keys.ticketID, keys: keys, member: member, role: role,
            expires: invite.expires == 0 ? nil : invite.expires, isKit: invite.kit,
            binding: Array(invite.binding), invitedAt: index, invitedBy: signer.id,
            wrapHash: wrapHashes[WrapKey(index: index, recipient: keys.ticketID.bytes)])
    }

    private mutating func apply(_ join: WireJoin, _ entry: WireRosterEntry) throws(ProtocolError) {
        guard let id = TicketID(bytes: join.ticket), let ticket = tickets[id] else {
            throw .notAllowed(part: "ticket")
        }
        let keys = try DeviceKeys(join.device)
        guard device(keys.deviceID) == nil else { throw .notAllowed(part: "device") }
        try check(
            entry,
            by: [(id.bytes, ticket.keys.signing), (keys.deviceID.bytes, keys.signing)])
        if join.hasMemberAbout, members[ticket.member]?.about == nil {
            members[ticket.member]?.about = try SealedText(join.memberAbout)
        }
        tickets[id] = nil
        devices.append(
            Device(
                id: keys.deviceID, number: UInt32(devices.count), member: ticket.member,
                keys: keys, joinedAt: index,
                about: try SealedText(optional: join.deviceAbout, join.hasDeviceAbout)))
    }

    private mutating func apply(_ name: WireName, _ entry: WireRosterEntry) throws(ProtocolError) {
        let signer = try checkOwner(entry)
        let about = try SealedText(name.about)
        if !name.member.isEmpty {
            guard let id = MemberID(bytes: name.member), members[id] != nil else {
                throw .malformed(part: "member")
            }
            // What the founding member is called, and to whom the diary belongs, is theirs to say.
            guard id != founder || signer.member == founder else {
                throw .notAllowed(part: "member")
            }
            members[id]?.about = about
        } else {
            guard let id = DeviceID(bytes: name.device),
                let place = devices.firstIndex(where: { $0.id == id })
            else { throw .malformed(part: "device") }
            devices[place].about = about
        }
    }

    private mutating func apply(
        _ withdraw: WireWithdraw, _ entry: WireRosterEntry
    ) throws(ProtocolError) {
        let signer = try checkOwner(entry)
        guard let id = TicketID(bytes: withdraw.ticket), let ticket = tickets[id] else {
            throw .notAllowed(part: "ticket")
        }
        // What the founding member has open, the kit above all, is theirs to close.
        guard ticket.member != founder || signer.member == founder else {
            throw .notAllowed(part: "member")
        }
        tickets[id] = nil
    }

    private mutating func apply(_ leave: WireLeave, _ entry: WireRosterEntry) throws(ProtocolError)
    {
        guard let id = DeviceID(bytes: leave.device),
            let place = devices.firstIndex(where: { $0.id == id }), devices[place].isActive
        else { throw .notAllowed(part: "device") }
        try check(entry, by: [(id.bytes, devices[place].keys.signing)])
        var cuts: [ChainAddress: ChainHead] = [:]
        for wire in leave.heads {
            let (address, head) = try Self.cut(wire)
            guard address.device == id, cuts[address] == nil else {
                throw .malformed(part: "heads")
            }
            cuts[address] = head
        }
        devices[place].departure = Departure(index: index, cuts: cuts)
        // Whoever leaves keeps no way back in; the kit belongs to the founding member, not to a device.
        tickets = tickets.filter { $0.value.isKit || $0.value.invitedBy != id }
    }

    private static func cut(
        _ wire: WireChainHead
    ) throws(ProtocolError) -> (ChainAddress, ChainHead) {
        guard let device = DeviceID(bytes: wire.device), let chain = ChainID(bytes: wire.chain),
            let audience = UInt8(exactly: wire.audience).flatMap(Audience.init(rawValue:)),
            let hash = Hash(bytes: wire.head), wire.sequence > 0
        else { throw .malformed(part: "heads") }
        return (
            ChainAddress(device: device, audience: audience, chain: chain),
            ChainHead(sequence: wire.sequence, hash: hash)
        )
    }

    private mutating func promise(
        _ wraps: [WireWrapReference], at index: UInt64
    ) throws(ProtocolError) {
        for wrap in wraps {
            guard wrap.recipient.count == 16, let hash = Hash(bytes: wrap.hash) else {
                throw .malformed(part: "wraps")
            }
            wrapHashes[WrapKey(index: index, recipient: Array(wrap.recipient))] = hash
        }
    }
}

// MARK: - Signatures

extension Roster {
    /// Reads and bounds the body of an entry; says nothing about its signatures.
    package static func body(of entry: WireRosterEntry) throws(ProtocolError) -> WireRosterBody {
        guard entry.body.count <= Limits.rosterEntryBytes, entry.signatures.count <= 4 else {
            throw .tooLarge(part: "entry")
        }
        return try parse(Array(entry.body), part: "body")
    }

    package static func hash(of entry: WireRosterEntry) -> Hash {
        Label.roster.hash(Array(entry.body))
    }

    /// What a signer of an entry signs.
    package static func signedMessage(body: [UInt8], diary: DiaryID) -> [UInt8] {
        Label.rosterSignature.message(diary.bytes, body)
    }

    /// Exactly these signers, in this order: so an entry has one form.
    private func check(
        _ entry: WireRosterEntry, by signers: [(id: [UInt8], key: [UInt8])]
    ) throws(ProtocolError) {
        guard entry.signatures.count == signers.count else {
            throw .badSignature(part: "signatures")
        }
        let message = Self.signedMessage(body: Array(entry.body), diary: diary)
        for (signature, signer) in zip(entry.signatures, signers) {
            guard Array(signature.signer) == signer.id,
                isPlanted(.rosterIsUnsigned)
                    || isValidSignature(Array(signature.signature), of: message, by: signer.key)
            else { throw .badSignature(part: "signatures") }
        }
    }

    @discardableResult
    private func checkOwner(_ entry: WireRosterEntry) throws(ProtocolError) -> Device {
        guard let id = entry.signatures.first.flatMap({ DeviceID(bytes: $0.signer) }),
            let signer = activeDevice(id)
        else { throw .badSignature(part: "signatures") }
        guard members[signer.member]?.role == .owner else { throw .notAllowed(part: "signer") }
        try check(entry, by: [(id.bytes, signer.keys.signing)])
        return signer
    }
}
