import Foundation
import Testing
import TonusTypes

/// Every planted fault is found by the lane that is there for it; so is each lane proven to find
/// something. The table in `Docs/Testing.md` is written by `make planted`.
@Suite(.serialized)
struct PlantedFaultTests {
    enum Lane {
        /// Seeded worlds; from a seed near the first that finds it, as long as worlds stay what they
        /// are.
        case worlds(from: Int)
        /// Power cuts, but for the first so many.
        case power(skipping: Int)
        /// The tests whose names match.
        case tests(String)
    }

    /// Where each is to be found. A fault without a line does not compile.
    static func lane(of fault: PlantedFault) -> Lane {
        switch fault {
        case .newestWinsOverPatient, .lowestRankWins: .tests("ReadingLawTests")
        case .undoneStillCounts, .removingWins: .tests("MergeExampleTests")
        case .deletesHideUnseen: .tests("ConflictTableTests")
        case .anybodySpeaksForOthers: .tests("SpokenForTests")
        case .undoTramples: .tests("HistoryTests|ReplicaTests")
        case .clockFollowsOthers: .tests("HybridClockTests")
        case .keysAreReadable: .tests("ReplicaTests")
        case .everyChangeIsAllowed, .headsAreUnsigned, .headsAreNotCompared,
            .putAsideForEver:
            .tests("MeetingTests")
        case .rosterIsUnsigned, .paddingLeavesLength: .tests("SealingTests")
        case .sealLeavesHeaderOut: .tests("a sealed name")
        case .requestsAreUnsigned, .serverTakesFromViewers: .tests("RoleTests")
        case .ticketsLastForEver: .tests("JoiningTests")
        case .packsDropBodies: .tests("PackTests")
        case .aheadForgetsItself, .aheadForgetsOthers: .tests("AheadTests")
        case .ownersMendNothing, .rosterIsNotReturned: .tests("an owner gives back")
        case .replicaSyncsLazily: .power(skipping: 40)
        case .serverSyncsLazily: .power(skipping: 160)
        case .forksAreNotHealed: .worlds(from: 2205)
        case .tailLosesOne: .worlds(from: 2030)
        case .markedSentBeforeAnswer: .worlds(from: 2045)
        case .clockFollowsWall: .worlds(from: 2018)
        case .replacedStaysLive, .othersRatingsReplaced, .savedInSpiteOfDisk,
            .receivedIsNotFolded, .receivedUndoIsForgotten, .undoReachesNoFurther,
            .lostIsNotReturned, .viewersMayWrite, .filesStayOpen, .saltRepeats:
            .worlds(from: 2000)
        }
    }

    @Test(arguments: PlantedFault.allCases)
    func `is found`(_ fault: PlantedFault) async throws {
        let began = Date()
        let child: ChildProcess
        switch Self.lane(of: fault) {
        case .worlds(let first):
            child = try .soak(
                "worlds", "--worker", "--until-found", "--first", "\(first)", "--seeds", "300",
                "--steps", "100", fault: fault)
        case .power(let first):
            child = try .soak(
                "power", "--worker", "--until-found", "--skip", "\(first)", fault: fault)
        case .tests(let names): child = try .tests(names, fault: fault)
        }
        let (code, output) = try await child.end()
        let seconds = Date().timeIntervalSince(began)
        #expect(code == 1, "\(fault) was not found: \(output.suffix(2000))")
        guard ProcessInfo.processInfo.environment["TONUS_PRINT_PLANTED"] != nil else { return }
        print(
            "PLANTED \(fault.rawValue)\t\(Self.finder(output))\t\(String(format: "%.1f", seconds))")
    }

    /// The first thing that failed, in its own words.
    private static func finder(_ output: String) -> String {
        for line in output.split(separator: "\n") {
            if line.contains("VIOLATION") {
                let place = line.range(of: "invariant: \"")?.upperBound
                let number = place.map { line[$0...].prefix { $0 != "\"" } }
                return "\(line.prefix { $0 != ":" }), \(number ?? line.suffix(40))"
            }
            if line.contains("✘ Test"), let name = line.split(separator: "\"").dropFirst().first {
                return "“\(name)”"
            }
        }
        return "?"
    }
}
