import TonusInsights

extension ReliefChart: DrawnChart {
    public func draw(on canvas: inout SVGCanvas) {
        canvas.paragraph(words.share, canvas.softLetters)
        let box = drawFrame(on: &canvas)
        for (index, curve) in curves.enumerated() {
            draw(curve, as: .curve(index), in: box, on: &canvas)
        }
        drawTicks(box, on: &canvas)
        drawNumbersAtRisk(box, on: &canvas)
        guard hasCensored else { return }
        var legend = Legend()
        legend.add(.censored, words.censored)
        canvas.legend(legend)
    }

    private var hasCensored: Bool { curves.contains { $0.steps.contains { $0.censored > 0 } } }

    private func x(_ time: Double, _ box: Box) -> Double {
        end > 0 ? box.x + box.width * time / end : box.x
    }

    private func drawFrame(on canvas: inout SVGCanvas) -> Box {
        let scale = canvas.style.scale
        let gutter = canvas.measure(numbers.share(1)) + 6 * scale
        let box = Box(
            x: canvas.margin + gutter, y: canvas.y + 7 * scale,
            width: canvas.width - gutter - 8 * scale, height: 140 * scale)
        for quarter in 0...4 {
            let share = Double(quarter) / 4
            let y = box.bottom - box.height * share
            canvas.writer.line(
                Spot(x: box.x, y: y), Spot(x: box.right, y: y),
                quarter == 0 ? Stroke(width: scale) : Stroke(tone: .grid, width: 0.6 * scale))
            var lettering = canvas.softLetters
            lettering.anchor = .end
            canvas.writer.text(
                numbers.share(share),
                at: Spot(x: box.x - 4 * scale, y: y + canvas.style.letter * 0.35), lettering)
        }
        canvas.y = box.bottom
        return box
    }

    /// A staircase that goes on, level, to the last thing known.
    private func draw(
        _ curve: Curve, as series: Series, in box: Box, on canvas: inout SVGCanvas
    ) {
        var spots = [Spot(x: box.x, y: box.y)]
        for step in curve.steps {
            let x = x(step.time, box)
            let y = box.bottom - box.height * step.share
            if let last = spots.last { spots.append(Spot(x: x, y: last.y)) }
            spots.append(Spot(x: x, y: y))
        }
        canvas.writer.polyline(spots, series.stroke(canvas.style.scale), "curve")
        for step in curve.steps where step.censored > 0 {
            canvas.censoring(
                at: Spot(x: x(step.time, box), y: box.bottom - box.height * step.share))
        }
    }

    private func drawTicks(_ box: Box, on canvas: inout SVGCanvas) {
        let scale = canvas.style.scale
        var lettering = canvas.softLetters
        lettering.anchor = .middle
        for tick in ticks {
            let x = x(tick.time, box)
            canvas.writer.line(
                Spot(x: x, y: box.bottom), Spot(x: x, y: box.bottom + 3 * scale),
                Stroke(width: 0.8 * scale))
            canvas.writer.text(
                tick.label, at: Spot(x: x, y: box.bottom + canvas.style.line + scale), lettering)
        }
        canvas.y += canvas.style.line * 2 + scale * 2
        canvas.writer.text(
            words.time, at: Spot(x: box.middle.x, y: canvas.y - 2 * scale), lettering)
        canvas.y += 4 * scale
    }

    /// Names the curves as well: each has its line, its name, and its numbers beneath the ticks.
    private func drawNumbersAtRisk(_ box: Box, on canvas: inout SVGCanvas) {
        canvas.paragraph(words.atRisk, canvas.softLetters)
        var lettering = canvas.letters
        lettering.anchor = .middle
        for (index, curve) in curves.enumerated() {
            var legend = Legend()
            legend.add(.series(.curve(index)), curve.label)
            canvas.legend(legend)
            canvas.y += canvas.style.line - 2 * canvas.style.scale
            for tick in ticks {
                canvas.writer.text(
                    "\(curve.atRisk(at: tick.time))",
                    at: Spot(x: x(tick.time, box), y: canvas.y), lettering, "at-risk")
            }
            canvas.y += 3 * canvas.style.scale
        }
    }
}
