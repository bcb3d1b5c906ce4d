import TonusInsights

/// The frame of a picture over time: where a day and a value are.
struct TimePlot {
    let box: Box
    let span: ChartSpan
    let scale: Scale
    let lanes: ChangeLanes

    func x(_ day: Double) -> Double { box.x + box.width * day / Double(span.days) }
    func y(_ value: Double) -> Double { box.bottom - box.height * value / scale.top }
    func x(_ day: Int) -> Double { x(Double(day)) }

    /// The stretch of the plot over some days, at full height.
    func strip(_ days: Range<Int>) -> Box {
        let (start, end) = (x(max(0, days.lowerBound)), x(min(span.days, days.upperBound)))
        return Box(x: start, y: box.y, width: end - start, height: box.height)
    }
}

extension SVGCanvas {
    /// Lays out a plot beneath what is there, and draws what lies behind the data.
    mutating func timePlot(
        _ span: ChartSpan, _ scale: Scale, _ numbers: ChartNumbers, height: Double
    ) -> TimePlot {
        let size = style.scale
        let labels = scale.ticks.map { numbers.text($0, decimals: scale.decimals) }
        let gutter = max(22 * size, (labels.map { measure($0) }.max() ?? 0) + 5 * size)
        // The number of a change on the last day stands half beside its line.
        let edge = span.changes.isEmpty ? 0 : style.letter * 0.8
        let (left, right) = (margin + gutter, margin + width - edge)
        let isNamed = span.changes.contains { !$0.label.isEmpty }
        let lanes = ChangeLanes(
            isNamed ? span.changes.map(\.label) : [],
            at: span.changes.map {
                left + (right - left) * Double($0.day) / Double(span.days)
            },
            within: left...right, numberWidth: style.letter * 1.5, gap: 3 * size,
            measure: { measure($0) })
        y += Double(lanes.laneCount) * style.line * (lanes.areNumbers ? 1.2 : 1)
        y += relapseLane(span)
        let box = Box(
            x: left, y: y, width: right - left, height: (style.plotHeight ?? height) * size)
        let plot = TimePlot(box: box, span: span, scale: scale, lanes: lanes)
        drawRelapses(plot)
        for (tick, label) in zip(scale.ticks, labels) {
            let height = plot.y(tick)
            if tick > 0 {
                writer.line(
                    Spot(x: box.x, y: height), Spot(x: box.right, y: height),
                    Stroke(tone: .grid, width: 0.6 * size))
            }
            var lettering = softLetters
            lettering.anchor = .end
            writer.text(
                label, at: Spot(x: box.x - 4 * size, y: height + style.letter * 0.35), lettering)
        }
        y = box.bottom
        return plot
    }

    /// What stands between the plot and the names of changes: the names of relapses, if they have any.
    private func relapseLane(_ span: ChartSpan) -> Double {
        let isNamed = span.relapses.contains { !$0.label.isEmpty }
        return isNamed ? style.line + 2 * style.scale : 4 * style.scale
    }

    private mutating func drawRelapses(_ plot: TimePlot) {
        let lane = relapseLane(plot.span) - style.scale
        for relapse in plot.span.relapses {
            let days = relapse.days.lowerBound..<relapse.days.upperBound + 1
            var box = plot.strip(days)
            box = Box(x: box.x, y: box.y - lane, width: box.width, height: box.height + lane)
            writer.rect(box, Paint(fill: .texture(.dots)), "relapse")
            let edge = Stroke(tone: .skinEdge, width: 0.6 * style.scale)
            for x in [box.x, box.right] {
                writer.line(Spot(x: x, y: box.y), Spot(x: x, y: box.bottom), edge)
            }
        }
    }

    /// Stretches of which nothing was written; neighbours become one.
    mutating func hatch(_ stretches: [Range<Int>], _ plot: TimePlot) {
        var whole: [Range<Int>] = []
        for stretch in stretches {
            if let last = whole.last, last.upperBound == stretch.lowerBound {
                whole[whole.count - 1] = last.lowerBound..<stretch.upperBound
            } else {
                whole.append(stretch)
            }
        }
        for stretch in whole {
            let box = plot.strip(stretch)
            writer.rect(box, .filled(.paper))
            let edge = Stroke(tone: .grid, width: 0.6 * style.scale)
            writer.rect(box, Paint(fill: .texture(.hatch), stroke: edge), "missing")
        }
    }

    /// Draws what lies before the data, and the axis of days.
    mutating func finish(_ plot: TimePlot) {
        let box = plot.box
        writer.line(
            Spot(x: box.x, y: box.bottom), Spot(x: box.right, y: box.bottom),
            Stroke(width: style.scale))
        drawChanges(plot)
        drawRelapseNames(plot)
        drawTicks(plot)
    }

    private mutating func drawRelapseNames(_ plot: TimePlot) {
        var free = plot.box.x
        for relapse in plot.span.relapses where !relapse.label.isEmpty {
            let wide = measure(relapse.label)
            let middle = plot.strip(relapse.days.lowerBound..<relapse.days.upperBound + 1).middle.x
            let start = min(max(plot.box.x, middle - wide / 2), plot.box.right - wide)
            guard start >= free else { continue }
            free = start + wide + 4 * style.scale
            var lettering = letters
            lettering.hasRim = true
            writer.text(
                relapse.label, at: Spot(x: start, y: plot.box.y - 4 * style.scale), lettering)
        }
    }

    private mutating func drawChanges(_ plot: TimePlot) {
        let lane = style.line * (plot.lanes.areNumbers ? 1.2 : 1)
        let first = plot.box.y - relapseLane(plot.span)
        if plot.lanes.flags.isEmpty {
            for change in plot.span.changes {
                drawChange(at: plot.x(change.day), from: first, plot)
            }
        }
        for flag in plot.lanes.flags {
            let foot = first - Double(flag.lane) * lane
            let number = Int(flag.text)
            // Beside a name the line goes on, and never through what stands for several.
            let isBeside = !plot.lanes.areNumbers || number != nil
            drawChange(at: flag.x, from: isBeside ? foot - lane * 0.75 : foot, plot)
            if flag.text.isEmpty { continue }
            if plot.lanes.areNumbers, let number {
                self.flag(number, at: Spot(x: flag.x, y: foot - lane * 0.5))
            } else {
                writer.text(flag.text, at: Spot(x: flag.start, y: foot - lane * 0.2), letters)
            }
        }
    }

    private mutating func drawChange(at x: Double, from top: Double, _ plot: TimePlot) {
        writer.line(
            Spot(x: x, y: top), Spot(x: x, y: plot.box.bottom),
            Stroke(width: 0.9 * style.scale, dash: [5, 2]), "change")
    }

    private mutating func drawTicks(_ plot: TimePlot) {
        let places = plot.span.ticks.map { plot.x($0.day) }
        let spans = zip(plot.span.ticks, places).map { tick, place in
            let wide = measure(tick.label)
            let start = min(max(margin, place - wide / 2), plot.box.right - wide)
            return start...start + wide
        }
        let shown = TickChoice.shown(
            spans: spans, firstMajor: plot.span.ticks.firstIndex(where: \.isMajor) ?? 0,
            gap: 6 * style.scale)
        for index in shown {
            writer.line(
                Spot(x: places[index], y: plot.box.bottom),
                Spot(x: places[index], y: plot.box.bottom + 3 * style.scale),
                Stroke(width: 0.8 * style.scale))
            writer.text(
                plot.span.ticks[index].label,
                at: Spot(x: spans[index].lowerBound, y: plot.box.bottom + style.line), softLetters)
        }
        y = plot.box.bottom + style.line + style.scale * 3
    }

    /// What the numbers above a plot stand for; nothing where names stand there.
    mutating func key(_ plot: TimePlot) {
        guard plot.lanes.areNumbers else { return }
        var legend = Legend()
        for (index, change) in plot.span.changes.enumerated() {
            let room = width - 30 * style.scale - measure(", \(change.date)")
            legend.add(.flag(index + 1), "\(fitted(change.label, room)), \(change.date)")
        }
        self.legend(legend)
    }
}
