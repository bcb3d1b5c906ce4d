import Crypto
import TonusProtocol
import TonusTypes

/// What devices have seen of each other: kept, and handed on, but not interpreted here.
extension ServerLogic {
    private static let witnessBytes = 8 << 10

    func witnesses(
        in request: WireSyncRequest, _ admission: Admission
    ) throws(Refusal) -> [StoredWitness] {
        // One for each audience is all that a device ever has to say.
        guard request.witnesses.count <= Audience.allCases.count else { throw .witnessRefused }
        var witnesses: [StoredWitness] = []
        for wire in request.witnesses {
            guard wire.header.count + wire.sealed.count <= Self.witnessBytes,
                let header = try? WireWitnessHeader(serializedBytes: wire.header),
                DeviceID(bytes: header.device) == admission.device.id,
                let audience = UInt8(exactly: header.audience).flatMap(Audience.init(rawValue:)),
                admission.role.mayRead(audience), Int64(exactly: header.number) != nil
            else { throw .witnessRefused }
            witnesses.append(
                StoredWitness(
                    device: admission.device.id, audience: audience, number: header.number,
                    wire: wire.bare))
        }
        return witnesses
    }

    /// Keeps the newest of each device and audience; an older one is no fault, only late.
    func store(
        _ witnesses: [StoredWitness], of diary: StoredDiary, _ writer: any EnvelopeLogWriter
    ) throws {
        guard !witnesses.isEmpty else { return }
        for witness in witnesses {
            let known = try writer.witnesses(of: diary).first {
                $0.device == witness.device && $0.audience == witness.audience
            }
            if let known, known.number >= witness.number { continue }
            try writer.replaceWitness(witness, of: diary)
        }
    }

    /// The others' witnesses, unless the sender holds them all.
    func witnesses(
        unlessDigestIs digest: [UInt8], _ admission: Admission, _ reader: any EnvelopeLogReader
    ) throws -> [WireWitness] {
        let readable = try reader.witnesses(of: admission.diary)
            .filter { admission.role.mayRead($0.audience) }
        guard Self.digest(of: readable) != digest else { return [] }
        return readable.filter { $0.device != admission.device.id }.map(\.wire)
    }

    /// Eight bytes over who said how much, the sender's own words included, and those that came
    /// with this request.
    package static func digest(of witnesses: [StoredWitness]) -> [UInt8] {
        var sha = SHA256()
        for witness in witnesses.sorted(by: { ($0.device, $0.audience) < ($1.device, $1.audience) })
        {
            sha.update(
                data: witness.device.bytes + [witness.audience.rawValue]
                    + witness.number.bigEndianBytes)
        }
        return Array(sha.finalize().prefix(8))
    }
}
