/// Where: how often in each part of the body, on which side.
public struct BodyMapChart: Chart, Hashable {
    /// How often a place was named.
    public struct Mention: Hashable, Sendable {
        /// The part's number in the format.
        public let region: UInt8
        /// The side's number in the format: 0 unsaid, 1 left, 2 right, 3 both, 4 middle.
        public let side: UInt8
        public let count: Int
        /// The part in the reader's words, without its side.
        public let label: String

        public init(region: UInt8, side: UInt8, count: Int, label: String) {
            (self.region, self.side, self.count, self.label) = (region, side, count, label)
        }
    }

    /// One part with all its sides; what was on both sides counts on each.
    public struct Area: Hashable, Sendable {
        public let region: UInt8
        public let label: String
        public internal(set) var left = 0
        public internal(set) var right = 0
        /// Those of `left` and `right` that were on both sides at once.
        public internal(set) var both = 0
        public internal(set) var middle = 0
        public internal(set) var unsaid = 0

        /// How often it was named.
        var total: Int { left + right - both + middle + unsaid }

        mutating func add(_ count: Int, side: UInt8) {
            switch side {
            case 1: left += count
            case 2: right += count
            case 3: (left, right, both) = (left + count, right + count, both + count)
            case 4: middle += count
            default: unsaid += count
            }
        }
    }

    public struct Words: Hashable, Sendable {
        public let area: String
        public let left: String
        public let right: String
        /// Heads the column of those on both sides at once.
        public let both: String
        public let middle: String
        /// A place that was named without its side.
        public let unsaid: String
        public let front: String
        public let back: String
        /// What a dot counts, such as `Spasms; a larger dot is more`.
        public let count: String

        public init(
            area: String, left: String, right: String, both: String, middle: String,
            unsaid: String, front: String, back: String, count: String
        ) {
            (self.area, self.left, self.right, self.both) = (area, left, right, both)
            (self.middle, self.unsaid, self.front) = (middle, unsaid, front)
            (self.back, self.count) = (back, count)
        }
    }

    public let text: ChartText
    public let words: Words
    /// In the order of their numbers.
    public let areas: [Area]

    /// Mentions of one place add up; those that count nothing are left out.
    public init(text: ChartText, words: Words, mentions: [Mention]) {
        (self.text, self.words) = (text, words)
        var areas: [Area] = []
        for mention in mentions where mention.count > 0 {
            let known = areas.firstIndex { $0.region == mention.region }
            let index = known ?? areas.count
            if known == nil { areas.append(Area(region: mention.region, label: mention.label)) }
            areas[index].add(mention.count, side: mention.side)
        }
        self.areas = areas.sorted { $0.region < $1.region }
    }

    /// The parts that were named most often.
    public func limited(to count: Int) -> BodyMapChart {
        let most = areas.sorted { ($1.total, $0.region) < ($0.total, $1.region) }.prefix(count)
        return BodyMapChart(text, words, areas.filter(most.contains))
    }

    private init(_ text: ChartText, _ words: Words, _ areas: [Area]) {
        (self.text, self.words, self.areas) = (text, words, areas)
    }

    public var isEmpty: Bool { areas.isEmpty }

    public var table: ChartTable {
        ChartTable(
            header: [
                words.area, words.left, words.right, words.both, words.middle, words.unsaid,
            ],
            rows: areas.map { area in
                [area.label]
                    + [area.left, area.right, area.both, area.middle, area.unsaid].map { "\($0)" }
            })
    }
}
