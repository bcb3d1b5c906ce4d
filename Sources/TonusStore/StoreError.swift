import TonusTypes

/// Why the replica could not do what was asked. Nothing that was saved before is touched.
package enum StoreError: Error, Hashable {
    /// The entry is not saved; `reason` is SQLite's or the system's own word.
    case notSaved(reason: String)
    case busy
    /// The file was written by a newer version and is left untouched.
    case newerVersion
    /// SQLite would not promise durability.
    case notDurable
    /// The key file can be read by others.
    case keysExposed(path: String)
    case keysMissing(path: String)
    case keysUnreadable(path: String)
    case roster(reason: String)
    /// A kind of roster entry that this version does not know.
    case updateNeeded
    case viewerCannotWrite
    case caregiverCannotWritePrivately
    case unknownReference(String)
    case ambiguousReference(String, matches: Int)
    /// What was to be undone has been written over since.
    case writtenOver(by: ChangeID)
    case nothingToUndo
    case nothingToRedo
    case alreadyShared
    case entriesCannotCome(count: Int)
    case log(reason: String)
}
