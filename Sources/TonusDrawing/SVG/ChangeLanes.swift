import TonusInsights

/// Where the names of changes stand above a plot, each at the line that marks its day.
///
/// A name stands right of its line. Where it would run into a later one it goes up a lane, so that
/// no line ever crosses a name. Where that takes too many lanes, numbers stand in their place.
struct ChangeLanes {
    struct Flag {
        /// The line that marks the day.
        let x: Double
        let start: Double
        let end: Double
        /// 0 is next to the plot.
        let lane: Int
        let text: String
    }

    private static let laneLimit = 3

    let flags: [Flag]
    let areNumbers: Bool
    var laneCount: Int { (flags.map(\.lane).max() ?? -1) + 1 }

    /// - Parameter width: of a number's flag.
    init(
        _ names: [String], at places: [Double], within bounds: ClosedRange<Double>,
        numberWidth width: Double, gap: Double, measure: (String) -> Double
    ) {
        let named = Self.placed(
            names.enumerated().map { index, name in
                let end = min(bounds.upperBound, places[index] + gap + measure(name))
                return (places[index], end - measure(name), end, name)
            }, gap: gap)
        let fits = named.allSatisfy { $0.lane < Self.laneLimit && $0.start >= bounds.lowerBound }
        if fits, !Self.crosses(named) {
            (flags, areNumbers) = (named, false)
            return
        }
        let numbered = places.enumerated().map { index, x in
            (x, x - width / 2, x + width / 2, "\(index + 1)")
        }
        areNumbers = true
        let single = Self.placed(numbered, gap: gap / 2)
        flags =
            single.allSatisfy { $0.lane < Self.laneLimit }
            ? single
            : Self.grouped(places, within: bounds, width: width, gap: gap, measure: measure)
    }

    /// From the last to the first, each above all later ones that it would touch.
    private static func placed(
        _ wanted: [(x: Double, start: Double, end: Double, text: String)], gap: Double
    ) -> [Flag] {
        var flags: [Flag] = []
        for one in wanted.reversed() {
            let touched = flags.filter { flag in
                (one.start - gap < flag.end && flag.start - gap < one.end)
                    || (one.start - gap...one.end + gap).contains(flag.x)
            }
            let lane = (touched.map(\.lane).max() ?? -1) + 1
            flags.append(
                Flag(x: one.x, start: one.start, end: one.end, lane: lane, text: one.text))
        }
        return flags.reversed()
    }

    /// Numbers that would touch each other, as one: `3–14`. All but the first have a line alone.
    private static func grouped(
        _ places: [Double], within bounds: ClosedRange<Double>, width: Double, gap: Double,
        measure: (String) -> Double
    ) -> [Flag] {
        var groups: [Range<Int>] = []
        for (index, x) in places.enumerated() {
            if let last = groups.last, x - places[last.upperBound - 1] < width + gap {
                groups[groups.count - 1] = last.lowerBound..<index + 1
            } else {
                groups.append(index..<index + 1)
            }
        }
        let heads = groups.map { group in
            let (first, last) = (places[group.lowerBound], places[group.upperBound - 1])
            let text =
                group.count == 1
                ? "\(group.upperBound)" : "\(group.lowerBound + 1)–\(group.upperBound)"
            let wide = max(width, measure(text))
            let middle = (first + last) / 2
            let start = max(
                bounds.lowerBound, min(bounds.upperBound - wide, middle - wide / 2))
            return (x: first, start: start, end: start + wide, text: text)
        }
        let lines = groups.flatMap { $0.dropFirst() }.map { index in
            Flag(x: places[index], start: places[index], end: places[index], lane: 0, text: "")
        }
        return placed(heads, gap: gap) + lines
    }

    /// Whether a line runs down through a name, as it can near the right edge.
    private static func crosses(_ flags: [Flag]) -> Bool {
        flags.enumerated().contains { index, flag in
            flags.enumerated().contains { other, name in
                other != index && name.lane < flag.lane && (name.start...name.end).contains(flag.x)
            }
        }
    }
}
