/// How one line is told from another: by its dashes and its markers, never by hue.
struct Series {
    enum Marker {
        case none, disc, square
    }

    let dash: [Double]
    let marker: Marker
    var weight = 1.4
    var tone = Tone.ink

    func stroke(_ scale: Double) -> Stroke {
        Stroke(tone: tone, width: weight * scale, dash: dash, isRound: dash.isEmpty)
    }

    /// More lines than dashes begin again with the first dash.
    static func curve(_ index: Int) -> Series {
        let dashes: [[Double]] = [[], [4, 2], [1, 1.5], [6, 2, 1, 2], [2, 1]]
        return Series(dash: dashes[index % dashes.count], marker: .none)
    }

    static let mean = Series(dash: [], marker: .none, weight: 1.8)
    static let thinMean = Series(dash: [], marker: .none, weight: 0.9)
    static let severity = Series(dash: [], marker: .disc)
    static let spasticity = Series(dash: [3, 2], marker: .square)
}

extension SVGCanvas {
    mutating func draw(_ marker: Series.Marker, at spot: Spot) {
        let reach = 2.2 * style.scale
        let edge = Stroke(width: style.scale)
        switch marker {
        case .none: break
        case .disc: writer.circle(spot, reach, .filled(.ink), "marker")
        case .square:
            writer.rect(
                Box(x: spot.x - reach, y: spot.y - reach, width: reach * 2, height: reach * 2),
                Paint(fill: .tone(.paper), stroke: edge), "marker")
        }
    }
}
