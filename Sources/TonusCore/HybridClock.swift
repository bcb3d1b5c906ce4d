import TonusTypes

/// The clock of one device: never behind what it has stamped, never dragged far ahead by others.
///
/// Causality decides what a diary shows; this clock only orders what did not see each other. So no
/// time, however wrong, is a reason to refuse an entry.
public struct HybridClock: Hashable, Sendable {
    /// The last moment stamped or taken over; every later stamp is greater.
    public private(set) var latest: Timestamp

    public init(latest: Timestamp = .zero) { self.latest = latest }

    /// How far another device's stamp can move this clock ahead of the wall clock: five minutes.
    public static let driftLimit: Int64 = 5 * 60 * 1000

    /// The stamp of a new operation, greater than every one before.
    ///
    /// - Parameter now: the wall clock, in Unix milliseconds; it may jump either way.
    public mutating func tick(now: Int64) -> Timestamp {
        latest = max(latest.next, Timestamp(milliseconds: now))
        if isPlanted(.clockFollowsWall) { latest = Timestamp(milliseconds: now) }
        return latest
    }

    /// Takes notice of a stamp that another device made.
    ///
    /// - Returns: whether the stamp is suspect, being more than `driftLimit` ahead of `now`. A
    ///   suspect stamp moves this clock to the limit and no further.
    @discardableResult
    public mutating func observe(_ stamp: Timestamp, now: Int64) -> Bool {
        let limit = Timestamp(milliseconds: now + Self.driftLimit, counter: .max)
        latest = max(latest, isPlanted(.clockFollowsOthers) ? stamp : min(stamp, limit))
        return stamp > limit
    }

    /// Whether this device's own stored clock is so far ahead that a new chain should begin at now.
    public func isFarAhead(of now: Int64) -> Bool {
        latest > Timestamp(milliseconds: now + Self.driftLimit, counter: .max)
    }
}
