import Foundation
import Household
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// One changed episode, from the keystroke on one device to the row on the other; and a sync that
/// finds nothing to do.
final class Exchanges {
    private let tap: WireTap
    private let pair: Together
    private let key: EntityKey
    private(set) var milliseconds: [Double] = []
    /// Bytes up and down of the device that has news, and of the one that hears of it.
    private(set) var telling: [Double] = []
    private(set) var hearing: [Double] = []
    private(set) var idle: [Double] = []
    private(set) var requests: [Double] = []
    private var count = 0

    /// The sizes take turns, so that what else the machine does meets each of them alike.
    static func measured(_ home: Household, at sizes: [Int], runs: Int) async throws -> [Exchanges]
    {
        var all: [Exchanges] = []
        for size in sizes { all.append(try await Exchanges(home, size)) }
        for _ in 0..<runs {
            for one in all { try await one.run() }
        }
        for one in all { try one.check() }
        return all
    }

    private init(_ home: Household, _ size: Int) async throws {
        tap = WireTap()
        pair = try await Together(
            home.folder + "/home", "pair-\(size)", size: size,
            address: tap.start(to: home.address), code: home.newCode())
        key = try Workload.write(Workload.draft(size), pair.author)
        // Three devices with a chain in each audience: six in all.
        let third = try Workload.replica(home.folder + "/home", "pair-\(size)-third")
        try await pair.join(third)
        let all = [pair.author, pair.reader, third]
        for (number, replica) in all.enumerated() {
            try Workload.write(Workload.draft(size + 1 + number), replica)
            try Workload.writePrivately(replica)
            try await pair.sync(replica)
        }
        for replica in all { try await pair.sync(replica) }
    }

    private func run() async throws {
        _ = tap.taken()
        let started = ContinuousClock.now
        try edit("severity=\(count % 11)")
        try await pair.sync(pair.author)
        let told = tap.taken()
        try await pair.sync(pair.reader)
        milliseconds.append((ContinuousClock.now - started).milliseconds)
        let heard = tap.taken()
        try await pair.sync(pair.reader)
        let nothing = tap.taken()
        telling.append(Double(told.up + told.down))
        hearing.append(Double(heard.up + heard.down))
        idle.append(Double(nothing.up + nothing.down))
        requests.append(Double(max(told.requests, heard.requests, nothing.requests)))
        count += 1
    }

    private func check() throws {
        let shown = try pair.reader.read { try $0.episode(key).severity?.points }
        guard shown == (count - 1) % 11 else {
            throw RawDatabase.Failure(message: "the edit did not arrive")
        }
    }

    private func edit(_ text: String) throws {
        let edit = try Assignment(
            text, at: Moment(milliseconds: Workload.start, zone: Workload.zone))
        try pair.author.record(zoneOffset: 0) { intent in
            let state = try intent.state(of: key)
            intent.write([edit.write(over: state, by: intent.member)], on: state)
        }
    }
}
