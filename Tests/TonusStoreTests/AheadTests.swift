import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusProtocol
import TonusTypes

@testable import TonusStore

/// While a piece of an envelope is being applied, the next ones are read and folded with what the log held
/// a moment ago. Whatever comes in between, the tables show what the log says.
struct AheadTests {
    private static let cell = Field.severity.cell()

    /// Episodes that both hold.
    private static func pair(
        _ count: Int
    ) throws -> (World, author: Replica, reader: Replica, keys: [EntityKey]) {
        let world = try World()
        let author = try world.replica("author")
        let reader = try world.join("reader", to: author, as: .owner)
        let all = try begin(count, by: author, world)
        try world.carry(from: author, to: reader)
        return (world, author, reader, all)
    }

    private static func begin(
        _ count: Int, by author: Replica, _ world: World
    ) throws -> [EntityKey] {
        try author.record(zoneOffset: 0) { intent in
            (0..<count).map { number in
                let onset = TimePoint(
                    instant: world.start - Int64(number) * 7_200_000, offset: 0, zone: "UTC")
                return intent.add(
                    .episode, .everyone,
                    [
                        Write(cell: Field.onset.cell(), value: .time(onset)),
                        Write(cell: cell, value: .integer(1)),
                    ])
            }
        }
    }

    private static func rate(_ keys: [EntityKey], _ points: Int, by replica: Replica) throws {
        _ = try replica.recordMany(zoneOffset: 0, keys) { intent, key in
            let state = try intent.state(of: key)
            let seen = state.replaced(by: intent.member, on: cell, rule: .perReporter)
            intent.write(
                [Write(cell: cell, value: .integer(Int64(points)), replaces: seen)], on: state)
            return true
        }
    }

    @Test func `one envelope says something of the same episodes again and again`() throws {
        let (world, author, reader, keys) = try Self.pair(400)
        for points in 0...5 { try Self.rate(keys, points, by: author) }
        try world.carry(from: author, to: reader)
        #expect(try reader.rebuild(), "the tables are not what the log says")
        try world.carry(from: reader, to: author)
        #expect(try author.digest() == reader.digest())
    }

    @Test func `what is taken back in between may be of any episode`() throws {
        let (world, author, reader, keys) = try Self.pair(900)
        try Self.rate(keys, 2, by: author)
        try world.carry(from: author, to: reader)
        let ratings = try author.read { log in
            try keys.map { try log.state(of: $0).live(Self.cell.field).map(\.change) }
        }
        // Undone on other entities, in the piece before the one that goes on from them.
        _ = try author.recordMany(zoneOffset: 0, Array(700..<900)) { intent, place in
            intent.change(keys[place - 700]) { $0.undoes = ratings[place] }
            return true
        }
        try Self.rate(Array(keys.prefix(EnvelopePiece.limit - 200)), 3, by: author)
        _ = try author.recordMany(zoneOffset: 0, Array(700..<900)) { intent, place in
            let word = Write(
                cell: Field.course.cell(), value: .integer(1), replaces: ratings[place])
            intent.write([word], on: try intent.state(of: keys[place]))
            return true
        }
        try world.carry(from: author, to: reader)
        #expect(try reader.rebuild(), "the tables are not what the log says")
    }

    @Test func `another process writes on the same episodes meanwhile`() throws {
        let (world, author, other, keys) = try Self.pair(1500)
        try Self.rate(keys, 2, by: author)
        let envelopes = try author.outgoing(byteLimit: .max / 2).map(\.envelope)
        let hasBegun = DispatchSemaphore(value: 0)
        let start = world.start
        let reader = try world.replica("reader") {
            hasBegun.signal()
            return start
        }
        let hasEnded = DispatchGroup()
        Thread.detachNewThread(in: hasEnded) {
            // The first piece is being applied, the second one read: it comes in between.
            hasBegun.wait()
            try? Self.rate(keys, 3, by: other)
        }
        _ = try reader.receive(envelopes)
        hasEnded.wait()
        #expect(try reader.read { try $0.changeCount() } == 3 * keys.count)
        #expect(try reader.rebuild(), "the tables are not what the log says")
        #expect(try reader.check().damage.isEmpty)
    }

    @Test func `another process learns of a device meanwhile, and what it wrote`() throws {
        let world = try World()
        let author = try world.replica("author")
        let reader = try world.join("reader", to: author, as: .owner)
        let known = try reader.rosterEntries().count
        let third = try world.join("third", to: author, as: .caregiver)
        let keys = try Self.begin(240, by: author, world)
        try world.carry(from: author, to: reader, third)
        try Self.rate(keys, 5, by: third)
        // Each in an envelope of its own, and so a step of its own.
        let envelopes = try (0..<8).flatMap { part in
            try Self.rate(Array(keys.dropFirst(part * 30).prefix(30)), 2, by: author)
            let outgoing = try author.outgoing(byteLimit: .max / 2)
            try author.markSent(outgoing)
            return outgoing.map(\.envelope)
        }
        let other = try world.replica("reader")
        let reading = try reader.envelopeReader()
        var steps = 0
        try reading.each(envelopes) { step in
            guard case .begin(var read, let piece) = step else { return }
            steps += 1
            if steps == 2 {
                try other.takeRoster(Array(author.rosterEntries().dropFirst(known)))
                _ = try other.receive(third.outgoing(byteLimit: .max / 2).map(\.envelope))
            }
            try reader.transaction { db in
                var receiving = try Receiving(db, now: world.start, random: reader.random)
                receiving.others = try reading.ahead.note(db)
                try receiving.take(&read, piece)
            }
        }
        #expect(steps == 8)
        #expect(try reader.rebuild(), "the tables are not what the log says")
    }
}

extension Thread {
    fileprivate static func detachNewThread(
        in group: DispatchGroup, _ body: @escaping @Sendable () -> Void
    ) {
        group.enter()
        detachNewThread {
            body()
            group.leave()
        }
    }
}
