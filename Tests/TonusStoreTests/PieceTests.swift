import Foundation
import GRDB
import Synchronization
import Testing
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTypes
import TonusVault

@testable import TonusStore

/// A long envelope is applied in pieces: others get their turn in between, and it may end after any.
struct PieceTests {
    /// Short notes: their number is what counts here.
    private static func notes(_ count: Int, in replica: Replica) throws {
        _ = try replica.recordMany(zoneOffset: 0, Array(0..<count)) { intent, number in
            let text = Write(cell: Field.text.cell(), value: .text("\(number)"))
            intent.write([text], on: EntityState(intent.newEntity(.note), folding: []))
            return true
        }
    }

    private static func pair() throws -> (World, author: Replica, reader: Replica) {
        let world = try World()
        let author = try world.replica("author")
        return (world, author, try world.join("reader", to: author, as: .owner))
    }

    @Test func `another process writes while a long envelope is being applied`() throws {
        let (world, author, reader) = try Self.pair()
        try Self.notes(4 * EnvelopePiece.limit, in: author)
        let envelopes = try author.outgoing(byteLimit: .max / 2).map(\.envelope)
        #expect(envelopes.count == 1)
        let other = try world.replica("reader")
        let heldThen = Mutex<Int?>(nil)
        let hasBegun = DispatchSemaphore(value: 0)
        let hasWritten = DispatchGroup()
        hasWritten.enter()
        Thread.detachNewThread {
            defer { hasWritten.leave() }
            hasBegun.signal()
            do {
                // Once something of it is there, and before all of it can be.
                while try other.read({ try $0.changeCount() }) == 0 { usleep(500) }
                try other.record(zoneOffset: 0) { intent in
                    let text = Write(cell: Field.text.cell(), value: .text("mine"))
                    intent.write([text], on: EntityState(intent.newEntity(.note), folding: []))
                }
                let held = try other.read { try $0.changeCount() }
                heldThen.withLock { $0 = held }
            } catch {
                heldThen.withLock { $0 = .max }
            }
        }
        hasBegun.wait()
        _ = try reader.receive(envelopes)
        hasWritten.wait()
        let held = try #require(heldThen.withLock { $0 })
        #expect(held <= 4 * EnvelopePiece.limit)
        #expect(try reader.read { try $0.changeCount() } == 4 * EnvelopePiece.limit + 1)
        #expect(try reader.check().damage.isEmpty)
    }

    private struct Killed: Error {}

    /// As after a kill between two pieces: nobody has signed what is held.
    @Test func `an envelope that was applied in part is finished when it comes again`() throws {
        let (world, author, reader) = try Self.pair()
        try Self.notes(2 * EnvelopePiece.limit + 7, in: author)
        let envelopes = try author.outgoing(byteLimit: .max / 2).map(\.envelope)
        var envelope = try #require(envelopes.first)
        #expect(throws: Killed.self) {
            try reader.envelopeReader().each([envelope]) { step in
                guard case .begin(var read, let piece) = step else { return }
                try reader.transaction { db in
                    var receiving = try Receiving(db, now: world.start, random: reader.random)
                    try receiving.take(&read, piece)
                }
                throw Killed()
            }
        }
        #expect(try reader.read { try $0.changeCount() } == EnvelopePiece.limit)
        // What it cannot vouch for it gives to nobody, and its chains verify.
        #expect(try reader.outgoing(byteLimit: .max / 2).isEmpty)
        #expect(try reader.check().damage.isEmpty)
        let received = try reader.receive([envelope])
        #expect(received.changes == EnvelopePiece.limit + 7)
        #expect(try reader.digest() == author.digest())
        envelope.sealed.append(0)
        #expect(try reader.receive([envelope]).keptAside == 0)
    }
}
