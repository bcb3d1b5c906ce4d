import TonusCore
import TonusDiary

/// Where there were more spasms later than before, or fewer: counts with a range, and no reason for it.
public struct SiteDrift: Hashable, Sendable {
    public struct Place: Hashable, Sendable {
        public let site: Site
        /// The later half as exposed, the earlier as unexposed.
        public let estimate: Estimate
        /// Among all places that have spasms enough.
        public let q: Double
    }

    /// The first day of the later half.
    public let since: LocalDate
    /// From the gate of spasms on; by q, then by site.
    public let places: [Place]

    init(_ figures: DiaryFigures, _ record: DiaryRecord) {
        let middle = record.middle
        since = LocalDate(days: record.firstDay + middle)
        let sides = record.days.indices.map { $0 < middle ? Exposure.no : .yes }
        let estimates = Self.counts(figures, record).sorted { $0.key < $1.key }
            .map { (site: $0.key, estimate: Estimate($0.value, sides)) }
            .filter { $0.estimate.comparison.events >= Gate.leastEvents }
        let qValues = FalseDiscovery.qValues(estimates.map { $0.estimate.pValue ?? 1 })
        places = zip(estimates, qValues).map { Place(site: $0.site, estimate: $0.estimate, q: $1) }
            .sorted { ($0.q, $0.site) < ($1.q, $1.site) }
    }

    /// Day by day, nil where nobody looked; a tally counts as many times as it says.
    private static func counts(_ figures: DiaryFigures, _ record: DiaryRecord) -> [Site: [Int?]] {
        let none = record.days.map { $0.isObserved ? Optional(0) : nil }
        var counts: [Site: [Int?]] = [:]
        func add(_ sites: [Site], _ count: Int, _ place: Int?) {
            guard let place else { return }
            for site in Set(sites) {
                let before = counts[site, default: none][place] ?? 0
                counts[site, default: none][place] = before + count
            }
        }
        for episode in figures.episodes {
            add(episode.sites, 1, record.observedPlace(of: episode))
        }
        for tally in figures.tallies {
            let day = DiaryFigures.day(tally.from, offset: tally.offset)
            add(tally.sites, tally.count, record.observedPlace(day))
        }
        return counts
    }
}
