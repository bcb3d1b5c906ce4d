public enum DeviceTag {}
public enum MemberTag {}
public enum EntityTag {}
public enum ChangeTag {}
public enum TicketTag {}
public enum ServerTag {}
public enum DiaryTag {}
public enum HashTag {}

/// An installation, named by the start of the hash of its public keys.
public typealias DeviceID = ID16<DeviceTag>
/// A person on the roster.
public typealias MemberID = ID16<MemberTag>
/// One thing recorded.
public typealias EntityID = ID16<EntityTag>
/// The first sixteen bytes of a change's leaf hash.
public typealias ChangeID = ID16<ChangeTag>
/// A ticket, named by the start of the hash of its public keys.
public typealias TicketID = ID16<TicketTag>
/// A server, named by sixteen random bytes made when its database was.
public typealias ServerID = ID16<ServerTag>
/// A diary, named by the hash of its genesis.
public typealias DiaryID = ID32<DiaryTag>
/// A SHA-256 hash.
public typealias Hash = ID32<HashTag>

/// Who can open an envelope.
public enum Audience: UInt8, CaseIterable, Comparable, Sendable {
    /// Every device on the roster.
    case everyone = 1
    /// The owners' devices alone.
    case owner = 2

    public static func < (a: Audience, b: Audience) -> Bool { a.rawValue < b.rawValue }
}

/// What a member may do; fixed when they join.
public enum Role: UInt8, CaseIterable, Sendable {
    case owner = 1
    case caregiver = 2
    case viewer = 3

    /// Whether a device with this role may append to chains of `audience`.
    public func mayWrite(to audience: Audience) -> Bool {
        switch self {
        case .owner: true
        case .caregiver: audience == .everyone
        case .viewer: false
        }
    }

    public func mayRead(_ audience: Audience) -> Bool {
        self == .owner || audience == .everyone
    }
}

/// Where a chain is found: whose it is, for whom, and which.
public struct ChainAddress: Hashable, Comparable, Sendable {
    public let device: DeviceID
    public let audience: Audience
    public let chain: ChainID

    public init(device: DeviceID, audience: Audience, chain: ChainID) {
        (self.device, self.audience, self.chain) = (device, audience, chain)
    }

    public static func < (a: ChainAddress, b: ChainAddress) -> Bool {
        (a.device, a.audience, a.chain) < (b.device, b.audience, b.chain)
    }
}

/// The running hash of a chain after `sequence` changes; sequence 0 is the empty chain.
public struct ChainHead: Hashable, Sendable {
    public let sequence: UInt64
    public let hash: Hash

    public init(sequence: UInt64, hash: Hash) { (self.sequence, self.hash) = (sequence, hash) }
}
