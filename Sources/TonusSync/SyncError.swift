import TonusTypes

/// Why an errand with the server stopped; whatever was merged before that is kept.
package enum SyncError: Error, Hashable {
    case noServer
    /// Not an address of a server, such as `https://tonus.example` or `http://127.0.0.1:8787`.
    case badAddress(String)
    case unreachable(server: String)
    /// The server said no; `type` is the stable name of its problem document.
    case refused(type: String, status: Int)
    /// What came back is not what the protocol says.
    case badAnswer(server: String)
    /// The diary is not there: another server, or one that lost its data.
    case diaryUnknown(server: String)
    /// This device is not, or no longer, on the diary's roster.
    case notOnRoster
    /// This device has left the diary; what it holds stays readable.
    case departed
    /// Nobody of the person whose diary it is would be left on the roster.
    case lastOfFounder
    case codeRefused
    case ticketUnknown
    case ticketExpired
    /// The server, or another copy of this device, holds another history of these chains.
    case forked(count: Int)
    case rosterDiffers
    case updateNeeded
}
