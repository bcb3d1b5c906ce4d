/// Why something sealed, wrapped or typed was not accepted. Nothing was changed by it.
package enum VaultError: Error, Hashable {
    /// The seal does not open: another key, or altered bytes.
    case doesNotOpen
    /// It opened, and what is inside is not what it should be.
    case malformed(part: String)
    /// No key of this epoch and audience is held here.
    case noKey(epoch: UInt32)
    case tooLarge(part: String)
    /// A ticket's check characters do not fit: a typing slip.
    case mistypedTicket
    /// The diary that the server handed out is not the one this ticket was made for.
    case otherDiary
    case badKey
}
