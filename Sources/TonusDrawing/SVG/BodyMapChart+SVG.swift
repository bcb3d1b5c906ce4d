import TonusInsights

extension BodyMapChart: DrawnChart {
    public func draw(on canvas: inout SVGCanvas) {
        if canvas.style.showsKey { canvas.paragraph(words.count, canvas.softLetters) }
        let all = self.dots
        let layout = BodyLayout(all, heads: [words.left, words.right], on: canvas)
        let dots = layout.named(all)
        var bottom = canvas.y
        let top = canvas.y + 4 * canvas.style.scale
        for (index, isBack) in [false, true].enumerated() {
            let start = layout.isStacked ? bottom + 4 * canvas.style.scale : top
            bottom = draw(
                dots.filter { $0.isBack == isBack }, layout.figures[index], from: start, layout,
                on: &canvas)
        }
        canvas.y = bottom
        var legend = Legend()
        legend.add(.dot(isVague: true), words.unsaid, if: dots.contains(where: \.isVague))
        if !legend.entries.isEmpty { canvas.legend(legend) }
        for line in unplaced + crowded(out: all.filter { !dots.contains($0) }) {
            canvas.paragraph(line)
        }
    }

    /// What has a place on the body: a side, or the middle of a part that goes across it.
    var dots: [BodyDot] {
        areas.flatMap { area -> [BodyDot] in
            guard let anchor = BodyFigure.anchor(area.region) else { return [] }
            // The figure in front faces us, so that its left is at our right.
            let left = anchor.isBack ? -anchor.x : anchor.x
            let central =
                anchor.isCentral ? [(0.0, area.middle, false), (0, area.unsaid, true)] : []
            return ([(left, area.left, false), (-left, area.right, false)] + central)
                .filter { $0.1 > 0 }
                .map { x, count, isVague in
                    // Two in the middle of one part stand one beneath the other.
                    let shift = isVague && area.middle > 0 ? 9.0 : 0
                    return BodyDot(
                        isBack: anchor.isBack, x: x, y: anchor.y + shift, count: count,
                        isVague: isVague, label: "\(area.label) \(count)")
                }
        }
    }

    /// Sentences for what has no place on the figure, such as a leg of which no side was said.
    var unplaced: [String] {
        func listed(_ head: String, _ count: (Area) -> Int) -> String? {
            let parts = areas.filter { count($0) > 0 }.map { "\($0.label) \(count($0))" }
            return parts.isEmpty ? nil : head + ": " + parts.joined(separator: ", ")
        }
        func isCentral(_ area: Area) -> Bool { BodyFigure.anchor(area.region)?.isCentral == true }
        func isKnown(_ area: Area) -> Bool { BodyFigure.anchor(area.region) != nil }
        return [
            listed(words.left) { isKnown($0) ? 0 : $0.left },
            listed(words.right) { isKnown($0) ? 0 : $0.right },
            listed(words.middle) { isCentral($0) ? 0 : $0.middle },
            listed(words.unsaid) { isCentral($0) ? 0 : $0.unsaid },
        ].compactMap(\.self)
    }

    /// The places for whose names there was no room beside the figures.
    private func crowded(out dots: [BodyDot]) -> [String] {
        let sorted = dots.sorted { ($0.y, $0.label) < ($1.y, $1.label) }
        let named = sorted.map { dot in
            // In front our right is their left.
            let isLeft = dot.isBack ? dot.x < 0 : dot.x > 0
            let side = (isLeft ? words.left : words.right).lowercased()
            return dot.x == 0 ? dot.label : "\(dot.label) (\(side))"
        }
        return named.isEmpty ? [] : [named.joined(separator: ", ")]
    }

    /// Returns where the figure ends.
    private func draw(
        _ dots: [BodyDot], _ figure: BodyLayout.Figure, from top: Double, _ layout: BodyLayout,
        on canvas: inout SVGCanvas
    ) -> Double {
        let (isBack, middle) = (figure.isBack, figure.middle)
        let (scale, line) = (canvas.style.scale, canvas.style.line)
        var head = canvas.letters
        (head.anchor, head.isBold) = (.middle, true)
        canvas.writer.text(
            isBack ? words.back : words.front, at: Spot(x: middle, y: top + line), head)
        let edge = BodyFigure.reach * layout.unit
        let sides = isBack ? [words.left, words.right] : [words.right, words.left]
        for (word, direction) in zip(sides, [-1.0, 1.0]) {
            var lettering = canvas.softLetters
            lettering.anchor = direction < 0 ? .end : .start
            canvas.writer.text(
                word, at: Spot(x: middle + direction * edge, y: top + line), lettering)
        }
        let origin = top + line * 1.6
        func place(_ x: Double, _ y: Double) -> Spot {
            Spot(x: middle + x * layout.unit, y: origin + y * layout.unit)
        }
        BodyFigure.draw(isBack: isBack, on: &canvas, place: place)
        let bottom = origin + BodyFigure.height * layout.unit
        let columns = BodyLayout.columns(dots)
        for (column, (direction, width)) in zip(columns, zip([-1.0, 1.0], figure.names)) {
            let ys = BodyLayout.spread(
                column.map { origin + $0.y * layout.unit }, apart: line,
                within: origin + line...bottom)
            for (dot, y) in zip(column, ys) {
                let spot = place(dot.x, dot.y)
                let foot = Spot(x: middle + direction * (edge + 4 * scale), y: y)
                let knee = Spot(x: middle + direction * (edge - 3 * scale), y: y)
                canvas.writer.polyline(
                    [spot, knee, foot], Stroke(tone: .skinEdge, width: 0.6 * scale))
                var lettering = canvas.letters
                lettering.anchor = direction < 0 ? .end : .start
                let label = canvas.fitted(dot.label, width)
                canvas.writer.text(
                    label,
                    at: Spot(x: foot.x + direction * 2 * scale, y: y + canvas.style.letter * 0.35),
                    lettering, "place")
            }
        }
        for dot in dots.sorted(by: { ($0.count, $0.y, $0.x) > ($1.count, $1.y, $1.x) }) {
            let share = (Double(dot.count) / Double(greatest)).squareRoot()
            canvas.dot(
                at: place(dot.x, dot.y), radius: (1.6 + 5.4 * share) * scale, isVague: dot.isVague)
        }
        return bottom + 4 * scale
    }

    private var greatest: Int { max(1, dots.map(\.count).max() ?? 1) }
}

/// A place on the figure, and how often it was named.
struct BodyDot: Hashable {
    let isBack: Bool
    /// In the figure's units, from its middle to our right.
    let x: Double
    let y: Double
    let count: Int
    /// Whether no side was said.
    let isVague: Bool
    let label: String
}

/// Two figures side by side with names on both sides of each, or one above the other.
struct BodyLayout {
    /// One of the two, the front first.
    struct Figure {
        let isBack: Bool
        let middle: Double
        /// How wide names can be, at the left and at the right.
        let names: [Double]
    }

    let isStacked: Bool
    /// Points of the page for one unit of the figure.
    let unit: Double
    /// How many names fit beneath each other.
    let room: Int
    let figures: [Figure]

    /// - Parameter heads: what stands above the sides.
    init(_ dots: [BodyDot], heads: [String], on canvas: SVGCanvas) {
        let scale = canvas.style.scale
        let columns = [false, true].map { isBack in
            Self.columns(dots.filter { $0.isBack == isBack })
        }
        let gap = 7 * scale
        let head = heads.map { canvas.measure($0) }.max() ?? 0
        let wanted = columns.map { sides in
            sides.map { ($0.map { canvas.measure($0.label) } + [head]).max() ?? 0 }
        }
        let asked = canvas.style.plotHeight.map { $0 / BodyFigure.height * scale }
        // Beside a figure there is room for as many names as it is high.
        let longest = columns.joined().map(\.count).max() ?? 0
        let needed = Double(longest + 1) * canvas.style.line / BodyFigure.height
        func unit(_ usual: Double) -> Double {
            let least = asked ?? usual
            return min(max(least, needed), asked.map { $0 * 1.5 } ?? max(least, 0.86 * scale))
        }
        func left(_ unit: Double) -> Double {
            canvas.width - 4 * (BodyFigure.reach * unit + gap) - wanted.joined().reduce(0, +)
        }
        let beside = unit(0.86 * scale)
        isStacked = left(beside) < 0
        let unit = isStacked ? unit(0.54 * scale) : beside
        self.unit = unit
        room = max(1, Int(BodyFigure.height * unit / canvas.style.line) - 1)
        let edge = BodyFigure.reach * unit + gap
        if isStacked {
            let middle = canvas.margin + canvas.width / 2
            let width = max(0, canvas.width / 2 - edge)
            figures = [false, true].map {
                Figure(isBack: $0, middle: middle, names: [width, width])
            }
        } else {
            // What is left over is shared alike.
            let more = left(unit) / 4
            let names = wanted.map { $0.map { max(0, $0 + more) } }
            let front = canvas.margin + names[0][0] + edge
            let back = front + edge + names[0][1] + names[1][0] + edge
            figures = zip([false, true], [front, back]).enumerated().map { index, figure in
                Figure(isBack: figure.0, middle: figure.1, names: names[index])
            }
        }
    }

    /// Names left and right, each from top to bottom; those in the middle go where fewer are.
    static func columns(_ dots: [BodyDot]) -> [[BodyDot]] {
        var (left, right) = (dots.filter { $0.x < 0 }, dots.filter { $0.x > 0 })
        for dot in dots where dot.x == 0 {
            if left.count < right.count { left.append(dot) } else { right.append(dot) }
        }
        return [left, right].map { column in
            column.sorted { ($0.y, $0.label) < ($1.y, $1.label) }
        }
    }

    /// Those that have room for their name, on each side of each figure the most often named.
    func named(_ dots: [BodyDot]) -> [BodyDot] {
        let kept = [false, true].flatMap { isBack in
            Self.columns(dots.filter { $0.isBack == isBack }).flatMap { column in
                column.sorted { ($1.count, $0.y, $0.label) < ($0.count, $1.y, $1.label) }
                    .prefix(room)
            }
        }
        return dots.filter(kept.contains)
    }

    /// As near to where they want to be as fits, in the same order.
    static func spread(
        _ wanted: [Double], apart: Double, within bounds: ClosedRange<Double>
    ) -> [Double] {
        var places = wanted
        for index in places.indices {
            let least = index == 0 ? bounds.lowerBound : places[index - 1] + apart
            places[index] = max(places[index], least)
        }
        for index in places.indices.reversed() {
            let most =
                index == places.count - 1 ? bounds.upperBound : places[index + 1] - apart
            places[index] = min(places[index], most)
        }
        return places
    }
}

extension SVGCanvas {
    /// Cut short where there is no room; the table has it whole.
    func fitted(_ text: String, _ width: Double) -> String {
        if measure(text) <= width { return text }
        var cut = Substring(text)
        while !cut.isEmpty, measure(cut + "…") > width { cut = cut.dropLast() }
        return cut + "…"
    }
}
