import Crypto
import Foundation
import Testing
import TonusProtocol
import TonusTypes

/// Keys as a device or a ticket has them; what is sealed for them is random bytes here, as it
/// might as well be for the server.
struct KeyHolder: Sendable {
    let signing = Curve25519.Signing.PrivateKey()
    let keys: DeviceKeys

    init() throws {
        keys = try DeviceKeys(
            signing: Array(signing.publicKey.rawRepresentation), agreement: randomBytes(1216))
    }

    var device: DeviceID { keys.deviceID }
    var ticket: TicketID { keys.ticketID }

    func sign(_ message: [UInt8]) throws -> [UInt8] { Array(try signing.signature(for: message)) }
}

func randomBytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in .random(in: 0...255) } }

/// A roster being written by its owner.
struct TestDiary: Sendable {
    let owner: KeyHolder
    let id: DiaryID
    let founder = MemberID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max))
    private(set) var entries: [WireRosterEntry] = []
    private(set) var wraps: [WireWrap] = []
    /// The devices in the order of their joining.
    private(set) var devices: [KeyHolder]

    init() throws {
        owner = try KeyHolder()
        devices = [owner]
        var genesis = WireGenesis()
        genesis.salt = Data(randomBytes(16))
        genesis.member = Data(founder.bytes)
        genesis.device = owner.keys.wire
        let wrap = Self.wrap(for: owner.device.bytes, at: 0)
        genesis.wraps = [Self.reference(to: wrap)]
        var body = WireRosterBody()
        body.genesis = genesis
        let bytes = try body.serializedData()
        id = try #require(DiaryID(bytes: Label.roster.hash(Array(bytes)).bytes))
        entries = [try Self.entry(bytes, id, by: [(owner.device.bytes, owner)])]
        wraps = [wrap]
    }

    var path: String { "/v1/diaries/\(id)" }

    /// The next entry, not taken yet.
    func next(_ fill: (inout WireRosterBody) -> Void, by signers: [([UInt8], KeyHolder)]) throws
        -> WireRosterEntry
    {
        var body = WireRosterBody()
        body.index = UInt64(entries.count)
        body.previous = Data(Roster.hash(of: entries[entries.count - 1]).bytes)
        fill(&body)
        return try Self.entry(try body.serializedData(), id, by: signers)
    }

    func invitation(
        _ ticket: KeyHolder, role: Role, expires: UInt64 = 0
    ) throws -> (entry: WireRosterEntry, wrap: WireWrap) {
        let wrap = Self.wrap(for: ticket.ticket.bytes, at: UInt64(entries.count))
        let entry = try next(
            {
                $0.invite.ticket = ticket.keys.wire
                $0.invite.member = Data(randomBytes(16))
                $0.invite.role = UInt32(role.rawValue)
                $0.invite.expires = expires
                $0.invite.binding = Data(randomBytes(32))
                $0.invite.wraps = [Self.reference(to: wrap)]
            }, by: [(owner.device.bytes, owner)])
        return (entry, wrap)
    }

    func joining(_ device: KeyHolder, with ticket: KeyHolder) throws -> WireRosterEntry {
        try next(
            {
                $0.join.ticket = Data(ticket.ticket.bytes)
                $0.join.device = device.keys.wire
            }, by: [(ticket.ticket.bytes, ticket), (device.device.bytes, device)])
    }

    mutating func take(_ entry: WireRosterEntry, _ wrap: WireWrap? = nil) {
        entries.append(entry)
        if let wrap { wraps.append(wrap) }
    }

    /// Invites and joins in one go.
    mutating func add(_ role: Role) throws -> KeyHolder {
        let (ticket, device) = (try KeyHolder(), try KeyHolder())
        let invitation = try invitation(ticket, role: role)
        take(invitation.entry, invitation.wrap)
        take(try joining(device, with: ticket))
        devices.append(device)
        return device
    }

    func foundRequest(code: String) -> WireFoundRequest {
        var request = WireFoundRequest()
        request.code = code
        request.roster = entries
        request.wraps = wraps
        return request
    }

    func mark() -> WireRosterMark {
        var mark = WireRosterMark()
        mark.index = UInt64(entries.count - 1)
        mark.hash = Data(Roster.hash(of: entries[entries.count - 1]).prefix8)
        return mark
    }

    static func wrap(for recipient: [UInt8], at index: UInt64) -> WireWrap {
        var wrap = WireWrap()
        wrap.recipient = Data(recipient)
        wrap.rosterIndex = index
        wrap.encapsulated = Data(randomBytes(1120))
        wrap.sealed = Data(randomBytes(90))
        return wrap
    }

    static func reference(to wrap: WireWrap) -> WireWrapReference {
        var reference = WireWrapReference()
        reference.recipient = wrap.recipient
        reference.hash = Data(wrap.hash().bytes)
        return reference
    }

    private static func entry(
        _ body: Data, _ diary: DiaryID, by signers: [([UInt8], KeyHolder)]
    ) throws -> WireRosterEntry {
        var entry = WireRosterEntry()
        entry.body = body
        let message = Roster.signedMessage(body: Array(body), diary: diary)
        entry.signatures = try signers.map { id, holder in
            var signature = WireRosterSignature()
            signature.signer = Data(id)
            signature.signature = Data(try holder.sign(message))
            return signature
        }
        return entry
    }
}

/// A chain being written by its device; the bodies are random.
struct TestChain {
    let address: ChainAddress
    let number: UInt32
    let diary: DiaryID
    private(set) var head: ChainHead
    private let author: KeyHolder

    init(_ author: KeyHolder, number: UInt32, audience: Audience = .everyone, of diary: TestDiary) {
        self.author = author
        self.number = number
        self.diary = diary.id
        address = ChainAddress(
            device: author.device, audience: audience, chain: ChainID(.random(in: 0 ... .max)))
        head = Chain.start(address, diary: diary.id)
    }

    mutating func envelope(
        changes: Int = 1, sealed bytes: Int = 200, epoch: UInt32 = 1
    ) throws -> WireEnvelope {
        var header = WireEnvelopeHeader()
        header.device = Data(address.device.bytes)
        header.audience = UInt32(address.audience.rawValue)
        header.chain = Data(address.chain.bytes)
        header.first = head.sequence + 1
        for _ in 0..<changes { head = head.appending(Label.change.hash(randomBytes(8))) }
        header.last = head.sequence
        header.epoch = epoch
        header.head = Data(head.hash.bytes)
        header.signature = Data(
            try author.sign(Chain.signedMessage(head, of: address, diary: diary)))
        header.salt = Data(randomBytes(16))
        var envelope = WireEnvelope()
        envelope.header = try header.serializedData()
        envelope.sealed = Data(randomBytes(bytes))
        return envelope
    }

    var mark: WireChainMark { mark(at: head) }

    func mark(at head: ChainHead) -> WireChainMark {
        var mark = WireChainMark()
        mark.device = number
        mark.audience = UInt32(address.audience.rawValue)
        mark.chain = Data(address.chain.bytes)
        mark.sequence = head.sequence
        mark.head = head.sequence == 0 ? Data() : Data(head.hash.prefix8)
        return mark
    }
}
