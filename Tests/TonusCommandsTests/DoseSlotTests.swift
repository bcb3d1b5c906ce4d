import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

@testable import TonusCommands

/// Which of the doses that were due `tonus dose` means.
///
/// Each time is typed with its day, years ago, so that no clock decides anything; what the clock
/// decides stands in the transcript `doses.txt`.
struct DoseSlotTests {
    /// A diary with its regimens, for one test.
    private final class Shelf {
        let folder = NSTemporaryDirectory() + "tonus-doses-\(UUID().uuidString)"
        let replica: Replica
        let desk: Desk

        init(_ regimens: [(name: String, times: [String])]) throws {
            desk = try Desk(DiaryOptions.parse([]))
            replica = try #require(
                try Replica.open(
                    ReplicaDirectory(path: folder), founding: true, clock: Desk.milliseconds))
            for regimen in regimens {
                try replica.record(zoneOffset: 0) { intent in
                    let treatment = try intent.treatment(regimen.name, nil)
                    let times = try regimen.times.map {
                        Assignment(.regimenTimes, true, key: try #require(TimeOfDay($0)).key)
                    }
                    try intent.say(
                        [
                            Assignment(.regimenTreatment, .entity(treatment)),
                            Assignment(.regimenStart, .date(DoseSlotTests.first)),
                        ] + times, on: intent.newEntity(.regimen))
                }
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        func read(_ text: String) throws -> DoseReading {
            try replica.read {
                try DoseReading(text.split(separator: " ").map(String.init), desk, $0)
            }
        }

        /// The dose that is meant, as a day and a time; nil where it is one by itself.
        func slot(_ text: String) throws -> String? {
            try read(text).due.map { "\(WhenFormat.iso($0.date)) \($0.time.text)" }
        }

        /// Says what became of the dose that is meant.
        func tick(_ text: String, _ status: DoseStatus = .taken) throws {
            let due = try #require(try read(text).due)
            let word = Assignment(.doseStatus, .integer(Int64(status.rawValue)))
            try replica.record(zoneOffset: 0) { try $0.say([word], on: due.key) }
        }
    }

    /// 1 January 2020.
    private static let first = LocalDate(days: 18_262)

    private func refusal(_ body: () throws -> Void) -> DraftError? {
        do {
            try body()
            return nil
        } catch {
            return (error as? SheetError)?.error
        }
    }

    @Test(arguments: [
        ("09:30", "2020-01-15 08:00"), ("04:00", "2020-01-15 08:00"), ("03:59", nil),
        ("12:00", "2020-01-15 08:00"), ("12:01", nil), ("15:59", nil),
        ("16:00", "2020-01-15 20:00"), ("20:00", "2020-01-15 20:00"),
        ("23:59", "2020-01-15 20:00"),
    ])
    func `a dose is the nearest that was due, within four hours before or after`(
        clock: String, expected: String?
    ) throws {
        let shelf = try Shelf([("baclofen", ["8:00", "20:00"])])
        #expect(try shelf.slot("baclofen 2020-01-15 \(clock)") == expected)
        #expect(try shelf.slot("Baclofen 2020-01-15 \(clock) 10 mg") == expected)
        #expect(try shelf.slot("baclofen skipped 2020-01-15 \(clock)") == expected)
    }

    @Test(arguments: [
        ("2020-01-16 00:10", "2020-01-15 23:30"), ("2020-01-16 00:20", "2020-01-16 01:00"),
        ("2020-01-15 23:00", "2020-01-15 23:30"), ("2020-01-15 21:00", "2020-01-15 23:30"),
        ("2020-01-16 05:00", "2020-01-16 01:00"),
    ])
    func `midnight parts no dose from the time at which it was due`(
        time: String, expected: String
    ) throws {
        let shelf = try Shelf([("tizanidine", ["23:30", "1:00"])])
        #expect(try shelf.slot("tizanidine \(time)") == expected)
    }

    @Test func `one of which something is known is not ticked again, but by its very time`() throws
    {
        let shelf = try Shelf([("baclofen", ["8:00", "10:00", "20:00"])])
        #expect(try shelf.slot("baclofen 2020-01-15 08:10") == "2020-01-15 08:00")
        try shelf.tick("baclofen 2020-01-15 08:10")
        #expect(try shelf.slot("baclofen 2020-01-15 08:10") == "2020-01-15 10:00")
        try shelf.tick("baclofen 2020-01-15 08:10", .skipped)
        #expect(try shelf.slot("baclofen 2020-01-15 08:10") == nil)
        #expect(try shelf.slot("baclofen 2020-01-15 08:00") == "2020-01-15 08:00")
        #expect(try shelf.slot("baclofen 2020-01-15 10:00 skipped") == "2020-01-15 10:00")
        // What was skipped on one day says nothing of the next.
        #expect(try shelf.slot("baclofen 2020-01-16 08:10") == "2020-01-16 08:00")
    }

    @Test func `of a day with several left somebody has to say which`() throws {
        let shelf = try Shelf([("baclofen", ["8:00", "20:00"])])
        let times = try ["8:00", "20:00"].map { try #require(TimeOfDay($0)) }
        let day = LocalDate(days: Self.first.days + 14)
        let words = ["baclofen 2020-01-15", "baclofen skipped 2020-01-15"]
        for text in words {
            #expect(
                refusal { _ = try shelf.read(text) }
                    == .severalDue(name: "baclofen", day: day, times: times), "\(text)")
        }
        try shelf.tick("baclofen 2020-01-15 08:00")
        for text in words { #expect(try shelf.slot(text) == "2020-01-15 20:00", "\(text)") }
        try shelf.tick("baclofen 2020-01-15")
        for text in words { #expect(try shelf.slot(text) == nil, "\(text)") }
    }

    @Test func `another treatment's dose is not ticked, and none before the regimen began`() throws
    {
        let shelf = try Shelf([("baclofen", ["8:00"]), ("gabapentin", ["9:00"])])
        #expect(try shelf.slot("baclofen 2020-01-15 09:00") == "2020-01-15 08:00")
        #expect(try shelf.slot("gabapentin 2020-01-15 08:00") == "2020-01-15 09:00")
        #expect(try shelf.slot("ibuprofen 2020-01-15 08:00") == nil)
        #expect(try shelf.slot("baclofen 2019-12-31 08:00") == nil)
    }

    @Test func `a number is one of the day's list, unless a unit makes it an amount`() throws {
        let shelf = try Shelf([("baclofen", ["8:00", "20:00"]), ("gabapentin", ["9:00"])])
        #expect(try shelf.slot("1 2020-01-15") == "2020-01-15 08:00")
        #expect(try shelf.slot("2 2020-01-15") == "2020-01-15 09:00")
        #expect(try shelf.slot("3 skipped 2020-01-15") == "2020-01-15 20:00")
        #expect(try shelf.slot("3 baclofen 2020-01-15") == "2020-01-15 20:00")
        #expect(try shelf.slot("3 mg baclofen 2020-01-15 08:00") == "2020-01-15 08:00")
        let known = try shelf.read("2 2020-01-15")
        #expect(known.due?.treatment == "gabapentin")
        // It is the very one, taken or not.
        try shelf.tick("1 2020-01-15")
        #expect(try shelf.slot("1 2020-01-15") == "2020-01-15 08:00")
    }

    @Test func `a number beside another name is refused`() throws {
        let shelf = try Shelf([("baclofen", ["8:00"])])
        guard case .besideName(_, "baclofen")? = refusal({ _ = try shelf.read("1 gabapentin") })
        else {
            Issue.record("it was taken for one of them")
            return
        }
    }

    @Test func `a day alone is a day to be listed`() throws {
        let shelf = try Shelf([("baclofen", ["8:00"])])
        #expect(try shelf.read("2020-01-15").listedDay == LocalDate(days: Self.first.days + 14))
        #expect(try shelf.read("baclofen 2020-01-15").listedDay == nil)
        #expect(try shelf.read("2020-01-15 skipped").listedDay == nil)
    }
}
