import TonusCore
import TonusTypes

extension Episode {
    /// How far apart two people may put the beginning of one spasm, in milliseconds.
    public static let twinWindow: Int64 = 15 * 60 * 1000

    /// How far apart two beginnings can be where one lasted into the other, in milliseconds: longer
    /// than a spasm lasts.
    public static let twinReach: Int64 = 24 * 3600 * 1000

    /// Whether two episodes may be one spasm, written down twice: begun within fifteen minutes of
    /// each other or overlapping, at a shared site, and not on one device, where whoever wrote
    /// the second saw the first. A person decides.
    public func mayBeTwin(of other: Episode) -> Bool {
        guard let mine = onset?.instant, let theirs = other.onset?.instant,
            author?.device != other.author?.device, abs(mine - theirs) <= Self.twinReach
        else { return false }
        let isNear = abs(mine - theirs) <= Self.twinWindow
        let isDuring = mine < (other.endInstant ?? theirs) && theirs < (endInstant ?? mine)
        return (isNear || isDuring)
            && sites.contains { site in other.sites.contains { $0.overlaps(site) } }
    }
}
