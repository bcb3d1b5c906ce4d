/// What the signs of a picture stand for, in a row beneath it.
struct Legend {
    enum Sign {
        case bar, interval, zero
        case series(Series)
        case texture(Texture)
        case shade(Tone)
        case dot(isVague: Bool)
        case censored
        case flag(Int)
    }

    private(set) var entries: [(sign: Sign, label: String)] = []

    mutating func add(_ sign: Sign, _ label: String, if isShown: Bool = true) {
        if isShown { entries.append((sign, label)) }
    }
}

extension SVGCanvas {
    mutating func legend(_ legend: Legend) {
        let scale = style.scale
        let (sign, gap) = (20 * scale, 14 * scale)
        var x = margin
        y += style.line
        for entry in legend.entries {
            let lines = wrapped(entry.label, width - sign - 5 * scale)
            let wide = lines.map { measure($0) }.max() ?? 0
            if x > margin, x + sign + 5 * scale + wide > margin + width {
                x = margin
                y += style.line
            }
            draw(
                entry.sign,
                in: Box(x: x, y: y - style.letter * 0.72, width: sign, height: style.letter * 0.8))
            for (index, line) in lines.enumerated() {
                if index > 0 { y += style.line }
                writer.text(line, at: Spot(x: x + sign + 5 * scale, y: y), letters)
            }
            x += sign + 5 * scale + wide + gap
        }
        y += style.scale * 2
    }

    private mutating func draw(_ sign: Legend.Sign, in box: Box) {
        let (scale, middle) = (style.scale, box.middle)
        let edge = Stroke(tone: .barEdge, width: 0.8 * scale)
        switch sign {
        case .bar: writer.rect(box, Paint(fill: .tone(.bar), stroke: edge))
        case .interval:
            whisker(x: middle.x, from: box.bottom, to: box.y, cap: 3 * scale)
        case .zero:
            let height = 2 * scale
            writer.rect(
                Box(
                    x: box.x + 5 * scale, y: box.bottom - height, width: 10 * scale, height: height),
                .filled(.ink))
        case .series(let series):
            writer.line(
                Spot(x: box.x, y: middle.y), Spot(x: box.right, y: middle.y), series.stroke(scale))
            draw(series.marker, at: middle)
        case .texture(let texture):
            writer.rect(
                box,
                Paint(fill: .texture(texture), stroke: Stroke(tone: .skinEdge, width: 0.6 * scale)))
        case .shade(let tone):
            writer.rect(
                box, Paint(fill: .tone(tone), stroke: Stroke(tone: .skinEdge, width: 0.6 * scale)))
        case .dot(let isVague): dot(at: middle, radius: box.height / 2, isVague: isVague)
        case .censored: censoring(at: middle)
        case .flag(let number): flag(number, at: middle)
        }
    }

    /// An interval: a line between its ends.
    mutating func whisker(x: Double, from low: Double, to high: Double, cap: Double) {
        let stroke = Stroke(tone: .soft, width: 0.8 * style.scale)
        writer.line(Spot(x: x, y: low), Spot(x: x, y: high), stroke, "interval")
        for y in [low, high] where cap > 0 {
            writer.line(Spot(x: x - cap, y: y), Spot(x: x + cap, y: y), stroke)
        }
    }

    /// A place on the body; a broken rim where its side was not said.
    mutating func dot(at spot: Spot, radius: Double, isVague: Bool) {
        let stroke = Stroke(
            tone: isVague ? .barEdge : .paper, width: style.scale, dash: isVague ? [2, 1.5] : [])
        let paint = Paint(fill: .tone(isVague ? .paper : .barEdge), stroke: stroke)
        writer.circle(spot, radius, paint, isVague ? "unsaid" : "dot")
    }

    mutating func censoring(at spot: Spot) {
        let reach = 3.2 * style.scale
        writer.line(
            Spot(x: spot.x, y: spot.y - reach), Spot(x: spot.x, y: spot.y + reach),
            Stroke(width: style.scale), "censored")
    }

    /// The number of a change whose name did not fit beside its line.
    mutating func flag(_ number: Int, at spot: Spot) {
        let (size, scale) = (style.letter, style.scale)
        writer.circle(
            spot, size * 0.68, Paint(fill: .tone(.paper), stroke: Stroke(width: 0.8 * scale)))
        writer.text(
            "\(number)", at: Spot(x: spot.x, y: spot.y + size * 0.34),
            Lettering(size: size, anchor: .middle), "flag")
    }
}
