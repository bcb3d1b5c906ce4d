#if canImport(Glibc)
    import Glibc
#endif

/// Faults planted on purpose, to prove that the tests find them: one at a time, in debug builds
/// alone, named by the environment's `TONUS_PLANTED_FAULT`.
///
/// A release build holds none of them. Each stands where a slip would: one condition left out, one
/// order turned round. `PlantedFaultTests` says which lane must find which.
@usableFromInline
package enum PlantedFault: String, CaseIterable, Sendable {
    // The merge.
    case newestWinsOverPatient, removingWins, lowestRankWins, deletesHideUnseen
    case undoneStillCounts, replacedStaysLive, othersRatingsReplaced, undoTramples
    case anybodySpeaksForOthers
    // Time.
    case clockFollowsWall, clockFollowsOthers
    // The replica.
    case replicaSyncsLazily, savedInSpiteOfDisk, receivedIsNotFolded, receivedUndoIsForgotten
    case undoReachesNoFurther, aheadForgetsItself, aheadForgetsOthers, forksAreNotHealed,
        tailLosesOne, markedSentBeforeAnswer
    case lostIsNotReturned, ownersMendNothing, rosterIsNotReturned, putAsideForEver
    case viewersMayWrite, everyChangeIsAllowed, filesStayOpen, keysAreReadable
    // Seals, signatures and the server.
    case saltRepeats, headsAreUnsigned, rosterIsUnsigned, requestsAreUnsigned
    case sealLeavesHeaderOut, headsAreNotCompared, paddingLeavesLength, serverSyncsLazily
    case serverTakesFromViewers, ticketsLastForEver, packsDropBodies
}

#if DEBUG
    private let planted = getenv("TONUS_PLANTED_FAULT").flatMap {
        PlantedFault(rawValue: String(cString: $0))
    }

    /// Whether this process has that fault.
    package func isPlanted(_ fault: PlantedFault) -> Bool { planted == fault }
#else
    /// Never, in a release.
    @inlinable
    package func isPlanted(_: PlantedFault) -> Bool { false }
#endif
