import TonusInsights

/// A picture for a page.
public struct SVGPicture: Hashable, Sendable {
    public let markup: String
    /// In points, as printed at its own width.
    public let height: Double
}

/// A chart that can be shown: as a picture for a page, or as lines for a terminal.
public protocol DrawnChart: Chart {
    /// The picture alone; `DrawnChart` puts title and sentence around it.
    func draw(on canvas: inout SVGCanvas)
    /// The picture alone, in as many columns as the style has; never in the accessible form.
    func picture(_ style: TerminalStyle) -> [String]
}

extension DrawnChart {
    /// One `<svg>` that needs nothing from outside itself.
    public func svg(_ style: SVGStyle) -> String { drawn(style).markup }

    /// The same, and how much of a page it takes.
    public func drawn(_ style: SVGStyle) -> SVGPicture {
        var canvas = SVGCanvas(style)
        if style.showsTitle { canvas.title(text.title) }
        if isEmpty {
            canvas.paragraph(text.empty)
        } else {
            draw(on: &canvas)
        }
        let markup = canvas.document(
            title: text.title, description: isEmpty ? text.empty : text.summary)
        return SVGPicture(markup: markup, height: canvas.height)
    }

    /// The sentence, then the picture; in the accessible form the sentence, then the table.
    public func lines(_ style: TerminalStyle) -> [String] {
        if isEmpty { return style.wrapped(text.empty) }
        let sentence = style.wrapped(text.summary)
        if style.form == .accessible { return sentence + table.sentences(style) }
        return sentence + [""] + style.wrapped(text.title) + picture(style)
    }
}
