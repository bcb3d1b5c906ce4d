import DiaryGenerator
import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusExchange
import TonusStore
import TonusTypes

@testable import TonusCommands

/// A file that says something else under an id than what is here.
struct OtherContentTests {
    private let exchange = Exchange()

    private func count(_ text: String, into replica: Replica) throws -> DiaryCount {
        try DiaryImport(DiaryFile(reading: Array(text.utf8))).take(
            into: replica, Exchange.words)
    }

    @Test(arguments: [
        ("{\"field\":\"severity\",\"value\":8}", "{\"field\":\"severity\",\"value\":3}"),
        ("left leg", "left calf"), ("\"value\":true", "\"value\":null"),
    ])
    func `what a file says otherwise of a change that is here is left out and told`(
        said: String, otherwise: String
    ) throws {
        let replica = try exchange.replica("own")
        try replica.log("foot 2 1h")
        let key = try replica.log("left leg 8 20m")
        let text = try replica.text()
        let changed = text.replacing(said, with: otherwise, maxReplacements: 1)
        #expect(changed != text)
        let line = changed.split(separator: "\n").enumerated().first {
            !text.contains($0.element)
        }.map { $0.offset + 1 }
        let changedLine = try #require(line)
        let count = try count(changed, into: replica)
        #expect(count.new == 0 && count.known == 1 && count.different == [changedLine])
        #expect(try replica.text() == text)
        #expect(try replica.episode(key).severities.first?.told.points == 8)
    }

    @Test func `a change that undoes another one than the one here is told too`() throws {
        let replica = try exchange.replica("own")
        try replica.log("foot 2 1h")
        try replica.log("left leg 8 20m")
        let ids = try DiaryFile(reading: Array(replica.text().utf8)).intents.joined().map(\.id)
        _ = try replica.undo(.lastHere, zoneOffset: 0)
        let text = try replica.text()
        let named = try #require(ids.first { text.contains("\"undoes\":[\"\($0)\"]") })
        let other = try #require(ids.first { $0 != named })
        let changed = text.replacing(
            "\"undoes\":[\"\(named)\"]", with: "\"undoes\":[\"\(other)\"]")
        #expect(try count(changed, into: replica).different.count == 1)
        #expect(try count(text, into: replica).different == [])
    }

    @Test(arguments: 0..<3 as Range<UInt64>)
    func `nothing differs in a file of the diary itself, nor of one that took it in`(
        seed: UInt64
    ) throws {
        var plan = DiaryPlan(.moderate, days: 60, seed: seed)
        plan.end(before: Exchange.now)
        let own = try GeneratedDiary(plan).write(to: "\(exchange.folder)/own")
        let text = try own.text()
        let other = try exchange.replica("other")
        let first = try count(text, into: other)
        #expect(first.known == 0 && first.different == [])
        for (text, replica) in [(text, own), (text, other), (try other.text(), own)] {
            let again = try count(text, into: replica)
            #expect(again.new == 0 && again.different == [], "seed \(seed)")
        }
    }
}
