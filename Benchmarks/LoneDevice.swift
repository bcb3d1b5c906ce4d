import Foundation
import TonusProtocol
import TonusTypes
import TonusVault

/// A device without a replica, whose requests are made beforehand: a load to put on a server.
struct LoneDevice {
    let secrets: DeviceSecrets
    let diary: DiaryID
    private let server: ServerID
    private let genesis: WireRosterEntry
    private let keys: EpochKeys
    private let chain: ChainAddress
    private var head: ChainHead
    private let authority: String

    /// - Parameter authority: host and port of the server.
    init(_ server: ServerID, _ authority: String) throws {
        secrets = try DeviceSecrets.generate(.system)
        let member = MemberID(high: 1, low: .random(in: 0 ... .max))
        genesis = try RosterWriting(secrets: secrets, random: .system, now: Workload.now())
            .genesis(member: member)
        diary = try Roster(genesis: genesis).diary
        keys = EpochKeys.generate(epoch: 1, .system)
        chain = ChainAddress(
            device: secrets.device, audience: .everyone, chain: ChainID(.random(in: 0 ... .max)))
        head = Chain.start(chain, diary: diary)
        (self.server, self.authority) = (server, authority)
    }

    func founding(code: String) throws -> [UInt8] {
        var request = WireFoundRequest()
        request.code = code
        request.roster = [genesis]
        return try bytes("/v1/diaries", request.serializedBytes())
    }

    /// The next change of the chain, sealed, as `tonus sync` would send it.
    mutating func push() throws -> [UInt8] {
        let body = ChainBody.change((0..<190).map { _ in UInt8.random(in: 0 ... .max) })
        let before = head
        head = head.appending(body.leaf(device: chain.device))
        let envelope = try EnvelopeSealing.seal(
            [body], of: chain, first: head.sequence, head: head,
            signature: try secrets.sign(head, of: chain, diary: diary), keys: keys, random: .system)
        var request = try question(at: before)
        request.append = [envelope]
        return try bytes("/v1/diaries/\(diary)/sync", request.serializedBytes())
    }

    /// Waits for what comes after everything that was pushed so far.
    func waiting() throws -> [UInt8] {
        var request = try question(at: head)
        request.waitMilliseconds = 55_000
        return try bytes("/v1/diaries/\(diary)/sync", request.serializedBytes())
    }

    private func question(at head: ChainHead) throws -> WireSyncRequest {
        let roster = try Roster(genesis: genesis)
        var request = WireSyncRequest()
        request.protocol = 1
        request.roster.index = 0
        request.roster.hash = Data(roster.hash.prefix8)
        if head.sequence > 0 {
            var mark = WireChainMark()
            mark.device = 0
            mark.audience = UInt32(chain.audience.rawValue)
            mark.chain = Data(chain.chain.bytes)
            mark.sequence = head.sequence
            mark.head = Data(head.hash.prefix8)
            request.have = [mark]
        }
        return request
    }

    private func bytes(_ path: String, _ body: [UInt8]) throws -> [UInt8] {
        let authorization = try secrets.authorize(
            as: .device(secrets.device), server: server, method: "POST", path: path,
            time: Workload.now(), body: body)
        let head = """
            POST \(path) HTTP/1.1\r
            host: \(authority)\r
            authorization: \(authorization.headerValue)\r
            content-type: application/x-protobuf\r
            content-length: \(body.count)\r
            \r

            """
        return Array(head.utf8) + body
    }
}
