import Crypto
import Foundation
import Testing
import TonusProtocol
import TonusTypes
import TonusVault

/// Runs every file of `Protocol/Vectors` against the code.
struct VectorTests {
    @Test func `a leaf is the hash of the device and the change's bytes`() throws {
        for one in try Vectors.read("leaf", as: LeafCase.self) {
            let device = try #require(DeviceID(bytes: one.device.bytes))
            let leaf = Chain.leaf(device: device, changeBytes: try one.change.bytes)
            #expect(leaf.description == one.leaf, "\(one.name)")
            #expect(Chain.changeID(leaf: leaf).description == one.changeID, "\(one.name)")
        }
    }

    @Test func `heads run on from the chain's own address`() throws {
        for one in try Vectors.read("head", as: HeadCase.self) {
            var head = Chain.start(
                try address(one.device, one.audience, one.chain),
                diary: try #require(DiaryID(bytes: one.diary.bytes)))
            var heads = [head.hash.description]
            for leaf in one.leaves {
                head = head.appending(try #require(Hash(bytes: leaf.bytes)))
                heads.append(head.hash.description)
            }
            #expect(heads == one.heads, "\(one.name)")
        }
    }

    @Test func `a signature holds for one head at one place, and no other`() throws {
        for one in try Vectors.read("signature", as: SignatureCase.self) {
            let message = Chain.signedMessage(
                ChainHead(
                    sequence: one.sequence, hash: try #require(Hash(bytes: one.head.bytes))),
                of: try address(one.device, one.audience, one.chain),
                diary: try #require(DiaryID(bytes: one.diary.bytes)))
            let isValid = isValidSignature(
                try one.signature.bytes, of: message, by: try one.publicKey.bytes)
            #expect(isValid == one.isValid, "\(one.name)")
        }
    }

    @Test func `an envelope opens to its bodies, or not at all`() throws {
        for one in try Vectors.read("envelope", as: EnvelopeCase.self) {
            let keys = EpochKeys(epoch: one.epoch, everyone: try one.everyoneKey.bytes, owner: nil)
            let opened = try? EnvelopeSealing.open(
                one.sealed.bytes, header: EnvelopeHeader(parsing: one.header.bytes),
                ring: KeyRing([keys]))
            let bodies = opened?.bodies.map { body -> EnvelopeCase.Body in
                switch body {
                case .change(let bytes): .init(change: Hex.encode(bytes))
                case .leaf(let leaf): .init(leaf: leaf.description)
                }
            }
            #expect(bodies == one.bodies, "\(one.name)")
        }
    }

    @Test func `a roster is taken entry by entry, up to the first that does not fit`() throws {
        for one in try Vectors.read("roster", as: RosterCase.self).whole() {
            var taken: [WireRosterEntry] = []
            var refusal: ProtocolError?
            for entry in try one.entries.map(WireRosterEntry.init(vector:)) {
                do {
                    _ = try Roster(entries: taken + [entry])
                } catch {
                    refusal = error
                    break
                }
                taken.append(entry)
            }
            #expect((refusal == nil ? nil : taken.count) == one.refusedAt, "\(one.name)")
            #expect((refusal == .unsupportedEntry) == (one.needsUpdate == true), "\(one.name)")
            let roster = refusal == nil ? try Roster(entries: taken) : nil
            #expect(roster.map(RosterCase.Accepted.init) == one.accepted, "\(one.name)")
            for place in one.places ?? [] {
                let at = try address(place.device, place.audience, place.chain)
                #expect(
                    roster?.allows(at, sequence: place.sequence) == place.counts, "\(one.name)")
            }
        }
    }

    @Test func `a request is signed for one server, method, path, time and body`() throws {
        for one in try Vectors.read("request", as: RequestCase.self) {
            let read = RequestAuthorization(headerValue: one.authorization)
            guard let signer = one.signer else {
                #expect(read == nil, "\(one.name)")
                continue
            }
            let authorization = try #require(read, "\(one.name)")
            #expect(authorization.headerValue == one.authorization, "\(one.name)")
            #expect(authorization.time == one.time, "\(one.name)")
            #expect("\(authorization.signer)".hasPrefix(signer), "\(one.name)")
            let message = RequestAuthorization.signedMessage(
                server: try #require(ServerID(bytes: one.server.bytes)), method: one.method,
                path: one.path, time: one.time, body: try one.body.bytes)
            let isValid = isValidSignature(
                authorization.signature, of: message, by: try one.publicKey.bytes)
            #expect(isValid == one.isValid, "\(one.name)")
        }
    }

    @Test func `a ticket reads back as what it was made of, or is refused`() throws {
        for one in try Vectors.read("ticket", as: TicketCase.self) {
            guard let secret = one.secret else {
                #expect(throws: VaultError.mistypedTicket, "\(one.name)") {
                    try Ticket(text: one.text)
                }
                continue
            }
            let ticket = try Ticket(text: one.text)
            #expect(Hex.encode(ticket.secret) == secret, "\(one.name)")
            #expect(ticket.server == one.server, "\(one.name)")
            let keys = try ticket.secrets().keys
            #expect(Hex.encode(keys.signing) == one.signingKey, "\(one.name)")
            #expect(
                Hex.encode(Array(SHA256.hash(data: keys.agreement))) == one.agreementKeyHash,
                "\(one.name)")
            #expect(keys.ticketID.description == one.ticket, "\(one.name)")
            let diaryText = try #require(one.diary)
            let diary = try #require(DiaryID(bytes: diaryText.bytes))
            #expect(Hex.encode(ticket.binding(of: diary)) == one.binding, "\(one.name)")
        }
    }

    private func address(
        _ device: String, _ audience: UInt8, _ chain: String
    ) throws -> ChainAddress {
        ChainAddress(
            device: try #require(DeviceID(bytes: device.bytes)),
            audience: try #require(Audience(rawValue: audience)),
            chain: try #require(ChainID(bytes: chain.bytes)))
    }
}

extension WireRosterEntry {
    init(vector: RosterCase.Entry) throws {
        self.init()
        body = Data(try vector.body.bytes)
        for (signer, signature) in zip(vector.signers, vector.signatures) {
            var one = WireRosterSignature()
            one.signer = Data(try signer.bytes)
            one.signature = Data(try signature.bytes)
            signatures.append(one)
        }
    }
}

extension RosterCase.Accepted {
    init(_ roster: Roster) {
        self.init(
            diary: roster.diary.description, index: roster.index, hash: roster.hash.description,
            devices: roster.devices.map(\.id.description),
            roles: roster.devices.compactMap { roster.role(of: $0.id)?.rawValue },
            left: roster.devices.filter { !$0.isActive }.map(\.id.description),
            named: roster.members.filter { $0.value.about != nil }.map(\.key.description).sorted()
                + roster.devices.filter { $0.about != nil }.map(\.id.description),
            tickets: roster.tickets.keys.map(\.description).sorted())
    }
}

extension RosterCase.Entry {
    init(_ entry: WireRosterEntry) {
        self.init(
            body: Hex.encode(entry.body), signers: entry.signatures.map { Hex.encode($0.signer) },
            signatures: entry.signatures.map { Hex.encode($0.signature) })
    }
}
