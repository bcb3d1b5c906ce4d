import Foundation
import Testing
import TonusCore
import TonusProtocol
import TonusTypes
import TonusVault

/// Runs what `1-model.md` says, and what is inside a seal.
struct ModelVectorTests {
    @Test func `a change says what its bytes say, or is malformed`() throws {
        for one in try Vectors.read("change", as: ChangeCase.self) {
            let told = try? ChangeCodec.decode(one.allBytes, audience: .everyone)
            #expect(told.map(ChangeCase.Told.init) == one.says, "\(one.name)")
        }
    }

    @Test func `a clock gives and takes over timestamps`() throws {
        for one in try Vectors.read("clock", as: ClockCase.self) {
            var clock = HybridClock(latest: try stamp(one.clock))
            if let seen = one.seen {
                let isSuspect = clock.observe(try stamp(seen), now: one.wall)
                #expect(isSuspect == one.isSuspect, "\(one.name)")
            } else {
                let startsOver = clock.isFarAhead(of: one.wall)
                #expect(startsOver == one.isFarAhead, "\(one.name)")
                if startsOver { clock = HybridClock() }
                _ = clock.tick(now: one.wall)
            }
            #expect(clock.latest == (try stamp(one.after)), "\(one.name)")
        }
    }

    private func stamp(_ text: String) throws -> Timestamp {
        Timestamp(rawValue: UInt64(bigEndianBytes: try text.bytes))
    }

    @Test func `an id is derived from what makes two entries one`() throws {
        for one in try Vectors.read("derived-id", as: DerivedCase.self) {
            let id = derivedEntityID(kind: one.kind, canonicalKey: try one.key.bytes)
            #expect(id.description == one.id, "\(one.name)")
        }
    }

    @Test func `what is in a seal is one content, padded with zeros`() throws {
        for one in try Vectors.read("padding", as: PaddingCase.self) {
            let content = try? Padding.unpack(one.packed.bytes)
            #expect(content.map { Hex.encode($0) } == one.content, "\(one.name)")
        }
    }

    @Test func `changes come to the same diary everywhere, in whichever order they came`() throws {
        for one in try Vectors.read("merge", as: MergeCase.self) {
            for changes in [one.changes, one.changes.reversed(), one.changes + one.changes] {
                let now = try MergeCase(
                    name: one.name, members: one.members, patient: one.patient, changes: changes)
                #expect(now.counting == one.counting, "\(one.name)")
                #expect(now.entities == one.entities, "\(one.name)")
                #expect(now.reading == one.reading, "\(one.name)")
                #expect(now.digests == one.digests, "\(one.name)")
            }
        }
    }

    /// A file that no test runs proves nothing.
    @Test func `every file of the folder is run`() throws {
        let known = [
            "change", "clock", "derived-id", "envelope", "head", "leaf", "merge", "name", "padding",
            "request", "roster", "signature", "ticket", "wrap",
        ]
        let there = try FileManager.default.contentsOfDirectory(atPath: Vectors.folder.path)
            .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
        #expect(there == known)
    }
}
