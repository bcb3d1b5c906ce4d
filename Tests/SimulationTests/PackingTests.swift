import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusProtocol
import TonusSimulation
import TonusStore
import TonusTypes

/// What is pushed as it is written lies at the server in small envelopes, until an owner's device packs
/// them; simulated devices pack three. No digest changes by it.
struct PackingTests {
    @Test func `small envelopes become few, and every device reads them`() async throws {
        let folder = scratchFolder("packing")
        let meeting = try Meeting(
            template: try await Template(folder: folder + "/template"), folder: folder + "/packing",
            seed: 5)
        let (laptop, tablet) = (meeting.patient, meeting.caregiver)
        _ = try await laptop.sync()
        let before = try await meeting.held().envelopes.count
        var keys: [EntityKey] = []
        for number in 0..<20 {
            meeting.network.now += 60_000
            keys.append(try laptop.log("left calf \(number % 11) 20m"))
            _ = try await laptop.sync()
            if number.isMultiple(of: 2) {
                try tablet.replica().record(zoneOffset: 0) { intent in
                    let text = Write(cell: Field.text.cell(), value: .text("seen"))
                    intent.write([text], on: EntityState(intent.newEntity(.note), folding: []))
                }
                _ = try await tablet.sync()
            }
        }
        for device in [laptop, tablet, laptop] { _ = try await device.sync() }

        // Thirty were pushed, of which three each become one, and three of those one again.
        let held = try await meeting.held().envelopes
        #expect(held.count - before < 12)
        let lengths = try held.map { try EnvelopeHeader(parsing: Array($0.header)) }
            .map { $0.last - $0.first + 1 }
        #expect((lengths.max() ?? 0) >= 9)

        _ = try await meeting.third.sync()
        let digests = try meeting.all.map { try $0.everyonesDigest() }
        #expect(Set(digests).count == 1)
        for device in meeting.all {
            #expect(try device.replica().check().damage.isEmpty)
            for key in keys {
                #expect(try device.replica().read { try $0.episode(key).onset } != nil)
            }
        }
    }
}
