import TonusTypes

/// Why the replica could not do what was asked. Nothing that was saved before is touched.
package enum StoreError: Error, Hashable {
    /// The entry is not saved; `cause` is SQLite's own word, or the path that cannot be written.
    case notSaved(cause: String)
    case busy
    /// The file was written by a newer version and is left untouched.
    case newerVersion
    /// SQLite would not promise durability.
    case notDurable
    /// The key file can be read by others.
    case keysExposed(path: String)
    case keysMissing(path: String)
    case keysUnreadable(path: String)
    case roster(RosterProblem)
    /// A kind of roster entry that this version does not know.
    case updateNeeded
    case viewerCannotWrite
    /// This device has left the diary: what it holds stays readable.
    case departed
    case caregiverCannotWritePrivately
    case alreadyShared
    case entriesCannotCome(count: Int)
    /// `cause` names the row or file, or is SQLite's own word.
    case damaged(cause: String)
}

/// Why what a person named could not be used. Nothing was changed.
package enum ReferenceError: Error, Hashable {
    case unknown(String)
    case ambiguous(String, matches: Int)
    /// What was to be undone has been written over since.
    case writtenOver(by: ChangeID)
    case nothingToUndo
    case nothingToRedo
}

/// What is wrong with a list of devices.
package enum RosterProblem: Hashable, Sendable {
    case otherDiary
    case doesNotExtend
    case twoLists
    case notOnIt
    case keysMissing(epoch: UInt32)
}

/// Why an envelope was put aside; raw values are what the database keeps.
package enum AsideReason: String, Sendable {
    case notOnRoster = "not-on-roster"
    case badSignature = "bad-signature"
    case doesNotOpen = "does-not-open"
    case gap = "gap"
    case badHead = "bad-head"
    case otherHistory = "other-history"
}
