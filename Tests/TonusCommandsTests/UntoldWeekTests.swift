import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

@testable import TonusCommands

/// When a check-in asks of the week as a whole.
struct UntoldWeekTests {
    private static let told = LocalDate(days: 20_700)

    private static func isUntold(_ said: [Assignment], later days: Int) throws -> Bool {
        let folder = NSTemporaryDirectory() + "tonus-week-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let replica = try #require(
            try Replica.open(
                ReplicaDirectory(path: folder), founding: true, clock: Desk.milliseconds))
        try replica.record(zoneOffset: 0) { intent in
            try intent.say(
                [Assignment(.checkInDate, .date(told))] + said, on: .checkIn(told, .everyone))
        }
        return try replica.read { try $0.isWeekUntold(LocalDate(days: told.days + days)) }
    }

    @Test(arguments: [Field.penn, .bothered], [(0, false), (6, false), (7, true), (-1, true)])
    func `it asks again once seven days have passed`(
        field: Field, later: (days: Int, isUntold: Bool)
    ) throws {
        #expect(
            try Self.isUntold([Assignment(field, .integer(2))], later: later.days)
                == later.isUntold)
    }

    @Test func `what is said of a day says nothing of the week`() throws {
        #expect(try Self.isUntold([Assignment(.spasticity, .integer(6))], later: 0))
    }
}
