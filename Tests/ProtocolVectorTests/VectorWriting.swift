import Crypto
import Foundation
import Synchronization
import Testing
import TonusProtocol
import TonusTesting
import TonusTypes
import TonusVault

/// Makes the files anew, from fixed seeds, when `TONUS_WRITE_VECTORS` is set. Ed25519 signatures
/// may differ from run to run; they are vectors for verifying, not for signing.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["TONUS_WRITE_VECTORS"] != nil))
struct VectorWriting {
    let random = seeded(1)
    let device: DeviceSecrets
    let diary: DiaryID
    let address: ChainAddress
    let keys: EpochKeys

    init() throws {
        device = try DeviceSecrets.generate(random)
        diary = try #require(DiaryID(bytes: random.bytes(32)))
        address = ChainAddress(
            device: device.device, audience: .everyone,
            chain: try #require(ChainID(bytes: random.bytes(8))))
        keys = EpochKeys.generate(epoch: 1, random)
    }

    static func seeded(_ seed: UInt64) -> Randomness {
        let generator = Mutex(SplitMix64(seed: seed))
        return Randomness { count in generator.withLock { $0.bytes(count) } }
    }

    @Test func `leaves, heads and signatures`() throws {
        let changes = [[], random.bytes(40), random.bytes(300)]
        let leaves = changes.map { Chain.leaf(device: device.device, changeBytes: $0) }
        let names = ["no bytes at all", "a small change", "a larger change"]
        try Vectors.write(
            "leaf", "Leaf and change id (2-envelopes.md)",
            zip(names, zip(changes, leaves)).map { name, pair in
                LeafCase(
                    name: name, device: device.device.description, change: Hex.encode(pair.0),
                    leaf: pair.1.description,
                    changeID: Chain.changeID(leaf: pair.1).description)
            })
        try Vectors.write(
            "head", "Running heads of a chain (2-envelopes.md)",
            Audience.allCases.map { audience in
                let place = ChainAddress(
                    device: device.device, audience: audience, chain: address.chain)
                var heads = [Chain.start(place, diary: diary)]
                for leaf in leaves { heads.append(heads[heads.count - 1].appending(leaf)) }
                return HeadCase(
                    name: "three changes for \(audience)", diary: diary.description,
                    device: device.device.description, audience: audience.rawValue,
                    chain: address.chain.description, leaves: leaves.map(\.description),
                    heads: heads.map(\.hash.description))
            })
        try Vectors.write("signature", "Signed heads (2-envelopes.md)", signatures(leaves[1]))
    }

    private func signatures(_ leaf: Hash) throws -> [SignatureCase] {
        let head = Chain.start(address, diary: diary).appending(leaf)
        let signature = try device.sign(head, of: address, diary: diary)
        func one(
            _ name: String, isValid: Bool = false, diary: DiaryID? = nil, audience: UInt8 = 1,
            sequence: UInt64 = 1, signature other: [UInt8]? = nil
        ) -> SignatureCase {
            SignatureCase(
                name: name, diary: (diary ?? self.diary).description,
                device: device.device.description, audience: audience,
                chain: address.chain.description, sequence: sequence,
                head: head.hash.description, publicKey: Hex.encode(device.keys.signing),
                signature: Hex.encode(other ?? signature), isValid: isValid)
        }
        let otherDiary = DiaryID(bytes: random.bytes(32))
        return [
            one("as it was signed", isValid: true),
            one("in another diary", diary: otherDiary),
            one("for the other audience", audience: 2),
            one("at another sequence", sequence: 2),
            one("one bit flipped", signature: [signature[0] ^ 1] + signature.dropFirst()),
            one("one byte short", signature: signature.dropLast()),
        ]
    }

    @Test func `envelopes`() throws {
        let changes = (0..<3).map { _ in random.bytes(60) }
        let repeated = [UInt8](repeating: 7, count: 2000)
        let erased = Chain.leaf(device: device.device, changeBytes: changes[1])
        let one = try seal([.change(changes[0])])
        let three = try seal(changes.map { .change($0) })
        let squeezed = try seal([.change(repeated), .change(repeated)])
        let absent = try seal([.change(changes[0]), .leaf(erased), .change(changes[2])])
        var cases = [
            try envelope("one change", one, [.change(changes[0])]),
            try envelope("three changes", three, changes.map { .change($0) }),
            try envelope(
                "compressed inside the seal", squeezed, [.change(repeated), .change(repeated)]),
            try envelope(
                "an erased body, of which the leaf is left", absent,
                [.change(changes[0]), .leaf(erased), .change(changes[2])]),
        ]
        var flipped = one
        flipped.sealed[flipped.sealed.startIndex + 9] ^= 4
        cases.append(try envelope("one bit of the ciphertext flipped", flipped, nil))
        var short = one
        short.sealed.removeLast()
        cases.append(try envelope("one byte short", short, nil))
        var swapped = one
        swapped.header = three.header
        cases.append(try envelope("under another envelope's header", swapped, nil))
        let other = EpochKeys.generate(epoch: 1, random)
        cases.append(try envelope("with another key", one, nil, keys: other))
        let later = EpochKeys(epoch: 2, everyone: keys.everyone, owner: nil)
        cases.append(try envelope("with no key of its epoch", one, nil, keys: later))
        try Vectors.write("envelope", "Sealed envelopes (2-envelopes.md)", cases)
    }

    private func seal(_ bodies: [ChainBody]) throws -> WireEnvelope {
        var head = Chain.start(address, diary: diary)
        for body in bodies { head = head.appending(body.leaf(device: device.device)) }
        return try EnvelopeSealing.seal(
            bodies, of: address, first: 1, head: head,
            signature: device.sign(head, of: address, diary: diary), keys: keys, random: random)
    }

    private func envelope(
        _ name: String, _ envelope: WireEnvelope, _ bodies: [ChainBody]?, keys: EpochKeys? = nil
    ) throws -> EnvelopeCase {
        let held = keys ?? self.keys
        return EnvelopeCase(
            name: name, epoch: held.epoch, everyoneKey: Hex.encode(held.everyone),
            header: Hex.encode(envelope.header), sealed: Hex.encode(envelope.sealed),
            bodies: bodies?.map { body in
                switch body {
                case .change(let bytes): .init(change: Hex.encode(bytes))
                case .leaf(let leaf): .init(leaf: leaf.description)
                }
            })
    }

    @Test func `requests`() throws {
        let server = try #require(ServerID(bytes: random.bytes(16)))
        let time: Int64 = 1_795_132_800_000
        let body = random.bytes(20)
        let path = "/v1/diaries/\(diary)/sync"
        let header = try device.authorize(
            as: .device(device.device), server: server, method: "POST", path: path, time: time,
            body: body
        ).headerValue
        let ticket = try device.authorize(
            as: .ticket(device.keys.ticketID), server: server, method: "POST", path: path,
            time: time, body: body
        ).headerValue
        func one(
            _ name: String, _ header: String, signer: String? = "device", isValid: Bool = false,
            server other: ServerID? = nil, method: String = "POST", path otherPath: String? = nil,
            body otherBody: [UInt8]? = nil
        ) -> RequestCase {
            RequestCase(
                name: name, server: (other ?? server).description, method: method,
                path: otherPath ?? path, time: time, body: Hex.encode(otherBody ?? body),
                authorization: header, publicKey: Hex.encode(device.keys.signing),
                signer: signer, isValid: isValid)
        }
        try Vectors.write(
            "request", "Signed requests (4-http.md)",
            [
                one("a device's request", header, isValid: true),
                one("a ticket's request", ticket, signer: "ticket", isValid: true),
                one("sent on to another server", header, server: ServerID(bytes: random.bytes(16))),
                one("with another method", header, method: "DELETE"),
                one("to another path", header, path: path + "x"),
                one("with another body", header, body: body + [0]),
                one("no scheme", String(header.dropFirst(7)), signer: nil),
                one("one character short", String(header.dropLast()), signer: nil),
                one("padded, a second spelling", header + "=", signer: nil),
            ])
    }

    @Test func `tickets`() throws {
        var cases: [TicketCase] = []
        let pin = try #require(Hash(bytes: random.bytes(32)))
        for (name, server, pin) in [
            ("a server on this machine", "http://127.0.0.1:8787", nil),
            ("a public server", "https://tonus.example", nil),
            ("a server with a pinned certificate", "https://10.0.0.7:8787", pin as Hash?),
        ] {
            let ticket = Ticket(secret: random.bytes(16), server: server, pin: pin)
            cases.append(try accepted(name, ticket, ticket.text))
            cases.append(
                try accepted(name + ", in small letters without dashes", ticket, plain(ticket.text))
            )
        }
        let text = cases[0].text
        var slip = Array(text)
        slip[3] = slip[3] == "4" ? "5" : "4"
        for (name, text) in [
            ("one character wrong", String(slip)),
            ("one character missing", String(text.dropFirst())),
            ("another server", text.replacing("8787", with: "8788")),
            ("no server", String(text.prefix { $0 != "@" })),
            ("nothing", ""),
            ("a letter that is in no code", "U" + text.dropFirst()),
        ] {
            cases.append(
                TicketCase(
                    name: name, text: text, secret: nil, server: nil, signingKey: nil,
                    agreementKeyHash: nil, ticket: nil, diary: nil, binding: nil))
        }
        try Vectors.write("ticket", "Tickets (3-roster.md)", cases)
    }

    private func plain(_ text: String) -> String {
        let parts = text.split(separator: "@", maxSplits: 1)
        return parts[0].lowercased().filter { $0 != "-" } + "@" + parts[1]
    }

    private func accepted(_ name: String, _ ticket: Ticket, _ text: String) throws -> TicketCase {
        let keys = try ticket.secrets().keys
        return TicketCase(
            name: name, text: text, secret: Hex.encode(ticket.secret), server: ticket.server,
            signingKey: Hex.encode(keys.signing),
            agreementKeyHash: Hex.encode(Array(SHA256.hash(data: keys.agreement))),
            ticket: keys.ticketID.description, diary: diary.description,
            binding: Hex.encode(ticket.binding(of: diary)))
    }
}
