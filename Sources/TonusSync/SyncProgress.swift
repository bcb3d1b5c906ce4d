/// How far a sync has come: a value, so that what to do next can be decided without a network.
package struct SyncProgress: Hashable, Sendable {
    /// What the last exchange did; nil before the first.
    package struct Exchange: Hashable, Sendable {
        /// Changes that were new here.
        package var received = 0
        /// Envelopes the server took.
        package var pushed = 0
        /// The server cut its answer.
        package var hasMore = false
        /// Envelopes that could not be used, and are passed over from now on.
        package var passed = 0
        /// The server lost something that this replica can give again.
        package var serverIsBehind = false
        /// The server took nothing of the push; the next exchange is another one.
        package var isRefused = false
        /// Roster entries were taken or handed over.
        package var rosterMoved = false

        package init() {}

        var madeProgress: Bool {
            received > 0 || pushed > 0 || passed > 0 || rosterMoved || serverIsBehind
        }
    }

    package var last: Exchange?
    package var hasUnsent: Bool
    package var exchanges = 0

    package init(hasUnsent: Bool) { self.hasUnsent = hasUnsent }

    /// Enough for a million episodes, and an end where two sides only talk past each other.
    static let exchangeLimit = 10_000
}

package enum SyncStep: Hashable, Sendable {
    /// One round trip: what this replica holds, with what it has to give.
    case exchange
    case finish
}

extension SyncProgress {
    /// Goes on while there is something to fetch or to give and the last exchange moved anything.
    package var nextStep: SyncStep {
        guard let last else { return .exchange }
        if last.isRefused { return exchanges < Self.exchangeLimit ? .exchange : .finish }
        guard last.madeProgress, exchanges < Self.exchangeLimit else { return .finish }
        return last.hasMore || hasUnsent || last.serverIsBehind || last.rosterMoved
            ? .exchange : .finish
    }
}
