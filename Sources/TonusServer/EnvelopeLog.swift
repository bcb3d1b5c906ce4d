import TonusProtocol
import TonusTypes

/// Where a server keeps what it is given: the seam behind which a database stands.
///
/// It stores and finds; what may be stored is decided above it, in `ServerLogic`. What is synchronous can be
/// called by a simulated world, which has one thread for everything.
package protocol EnvelopeLog: Sendable {
    /// Made once, with the store.
    var server: ServerID { get }

    /// Looks at one moment of the store.
    func read<Value>(_ work: (any EnvelopeLogReader) throws -> Value) throws -> Value

    /// Runs `work` in one transaction; returning means that it is durable, throwing that nothing
    /// of it was stored.
    func write<Value: Sendable>(
        _ work: @escaping @Sendable (any EnvelopeLogWriter) throws -> Value
    ) throws -> Value

    /// The same without a thread that waits meanwhile.
    func write<Value: Sendable>(
        _ work: @escaping @Sendable (any EnvelopeLogWriter) throws -> Value
    ) async throws -> Value
}

/// What can be asked inside a transaction.
package protocol EnvelopeLogReader {
    func isAnyDiaryFounded() throws -> Bool
    func diary(_ id: DiaryID) throws -> StoredDiary?
    /// The oldest diary that holds this ticket, used up ones left out.
    func diary(withTicket ticket: TicketID) throws -> StoredDiary?

    func rosterEntry(_ index: UInt64, of diary: StoredDiary) throws -> WireRosterEntry?
    /// In order; stops after the entry with which `bytes` is reached.
    func rosterEntries(
        of diary: StoredDiary, from index: UInt64, upTo bytes: Int
    ) throws -> [WireRosterEntry]
    func rosterBytes(of diary: StoredDiary) throws -> Int

    /// In the order of the entries that name them.
    func wraps(
        for recipient: [UInt8], of diary: StoredDiary, in indexes: ClosedRange<UInt64>
    ) throws -> [WireWrap]

    func chains(of diary: StoredDiary) throws -> [StoredChain]
    /// The head of the envelope that ends exactly at `last`.
    func head(at last: UInt64, of chain: StoredChain) throws -> Hash?
    /// The headers of the envelopes that end within `range`, in order.
    func headers(
        of chain: StoredChain, endingIn range: ClosedRange<UInt64>
    ) throws -> [EnvelopeHeader]
    /// Hands over the envelopes that end beyond `sequence`, in order, until `take` returns false.
    func eachEnvelope(
        of chain: StoredChain, after sequence: UInt64, _ take: (WireEnvelope) throws -> Bool
    ) throws

    /// Sorted by device, then audience.
    func witnesses(of diary: StoredDiary) throws -> [StoredWitness]

    /// The hashes of the codes that may found this diary: unused, or used for it already.
    func codeHashes(usableFor diary: DiaryID) throws -> [[UInt8]]
}

/// What can be changed inside a transaction.
package protocol EnvelopeLogWriter: EnvelopeLogReader {
    func insertDiary(_ id: DiaryID, genesis: WireRosterEntry) throws -> StoredDiary
    /// - Returns: the diary as it then stands.
    func appendRosterEntry(
        _ entry: WireRosterEntry, to diary: StoredDiary
    ) throws -> StoredDiary

    /// Storing the same wrap again changes nothing.
    func insertWrap(_ wrap: WireWrap, of diary: StoredDiary) throws
    /// - Parameter expires: Unix milliseconds; nil where it does not expire.
    func insertTicket(_ ticket: TicketID, expires: UInt64?, of diary: StoredDiary) throws
    /// Forgets a ticket and everything wrapped to it.
    func deleteTicket(_ ticket: TicketID, of diary: StoredDiary) throws
    func tickets(of diary: StoredDiary) throws -> [TicketID]
    /// Forgets what was wrapped to tickets that have expired; their names stay, to answer by.
    func deleteExpiredWraps(now: Int64) throws

    func insertChain(_ address: ChainAddress, of diary: StoredDiary) throws -> StoredChain
    /// Stores the envelope and moves the chain's head.
    /// - Returns: the chain as it then stands.
    func append(
        _ envelope: WireEnvelope, header: EnvelopeHeader, to chain: StoredChain
    ) throws -> StoredChain

    /// Stores one envelope in the place of those that end within `range`; the chain's head stays.
    func replaceEnvelopes(
        endingIn range: ClosedRange<UInt64>, of chain: StoredChain, with envelope: WireEnvelope,
        _ header: EnvelopeHeader
    ) throws

    /// Replaces the older witness of this device and audience.
    func replaceWitness(_ witness: StoredWitness, of diary: StoredDiary) throws

    func insertCode(_ hash: [UInt8], now: Int64) throws
    func useCode(_ hash: [UInt8], for diary: DiaryID) throws

    /// Writes something that changes nothing, to prove that writing works.
    func touch(now: Int64) throws
}

/// A diary, and where its roster stands.
package struct StoredDiary: Hashable, Sendable {
    package let row: Int64
    package let id: DiaryID
    package let rosterIndex: UInt64
    package let rosterHash: Hash

    package init(row: Int64, id: DiaryID, rosterIndex: UInt64, rosterHash: Hash) {
        (self.row, self.id) = (row, id)
        (self.rosterIndex, self.rosterHash) = (rosterIndex, rosterHash)
    }
}

/// A chain, and where it stands; sequence 0 with a head of zeros while nothing was appended.
package struct StoredChain: Hashable, Sendable {
    package let row: Int64
    package let address: ChainAddress
    package let head: ChainHead

    package init(row: Int64, address: ChainAddress, head: ChainHead) {
        (self.row, self.address, self.head) = (row, address, head)
    }
}

/// The newest witness of a device for an audience.
package struct StoredWitness: Hashable, Sendable {
    package let device: DeviceID
    package let audience: Audience
    package let number: UInt64
    package let wire: WireWitness

    package init(device: DeviceID, audience: Audience, number: UInt64, wire: WireWitness) {
        (self.device, self.audience) = (device, audience)
        (self.number, self.wire) = (number, wire)
    }
}

/// Why a store did not answer. None of it is the sender's doing.
package enum EnvelopeLogError: Error, Hashable {
    /// The database refused; `code` is its own number for it.
    case unavailable(code: Int32)
    /// A row is not what this program writes.
    case damaged(table: String)
}
