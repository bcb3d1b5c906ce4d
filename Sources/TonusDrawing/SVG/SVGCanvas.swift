/// A page as wide as asked for, and as high as what has been put on it.
public struct SVGCanvas {
    let style: SVGStyle
    var writer: SVGWriter
    /// How far down the page is filled.
    var y: Double

    init(_ style: SVGStyle) {
        self.style = style
        writer = SVGWriter(idPrefix: style.idPrefix)
        y = style.scale * 4
    }

    /// Kept free on both sides, so that nothing is cut at the edge.
    var margin: Double { 2 * style.scale }
    var width: Double { style.width - 2 * margin }

    var letters: Lettering { Lettering(size: style.letter) }
    var softLetters: Lettering { Lettering(size: style.letter, tone: .soft) }

    func measure(_ text: some StringProtocol, isBold: Bool = false) -> Double {
        LetterWidths.width(text, size: style.letter, isBold: isBold)
    }

    func wrapped(_ text: String, _ width: Double, isBold: Bool = false) -> [String] {
        Wording.wrapped(Wording.cleaned(text), width: width) { measure($0, isBold: isBold) }
    }

    mutating func title(_ text: String) {
        let lines = Wording.wrapped(Wording.cleaned(text), width: width) {
            LetterWidths.width($0, size: style.headline, isBold: true)
        }
        for line in lines {
            y += style.headline * 1.15
            writer.text(
                line, at: Spot(x: margin, y: y), Lettering(size: style.headline, isBold: true))
        }
        y += style.scale * 5
    }

    mutating func paragraph(_ text: String, _ lettering: Lettering? = nil, indent: Double = 0) {
        for line in wrapped(text, width - indent) {
            y += style.line
            writer.text(
                line, at: Spot(x: margin + indent, y: y - style.line * 0.25), lettering ?? letters)
        }
    }

    /// Of the whole picture as far as it is drawn.
    var height: Double { y + style.scale * 4 }

    /// The whole picture. Only attributes, no style sheet: one page may hold many of these.
    func document(title: String, description: String) -> String {
        var all = SVGWriter(idPrefix: style.idPrefix)
        all.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"")
        all.attribute("aria-labelledby", "\(style.idPrefix)-title \(style.idPrefix)-desc")
        for (name, length) in [("width", style.width), ("height", height)] {
            all.raw(" \(name)=\"")
            all.decimal(length)
            all.raw("pt\"")
        }
        all.raw(" viewBox=\"0 0 ")
        all.decimal(style.width)
        all.raw(" ")
        all.decimal(height)
        all.raw("\"")
        all.attribute("font-family", Self.fonts)
        all.raw(">\n<title id=\"\(style.idPrefix)-title\">")
        all.escaped(title)
        all.raw("</title>\n<desc id=\"\(style.idPrefix)-desc\">")
        all.escaped(description)
        all.raw("</desc>\n")
        definitions(of: writer.textures, into: &all)
        all.rect(
            Box(x: 0, y: 0, width: style.width, height: height), .filled(.paper), "paper")
        return String(decoding: all.bytes + writer.bytes, as: UTF8.self) + "</svg>\n"
    }

    private static let fonts =
        "system-ui, -apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"

    private func definitions(of textures: [Texture], into all: inout SVGWriter) {
        guard !textures.isEmpty else { return }
        all.raw("<defs>\n")
        for texture in Texture.allCases where textures.contains(texture) {
            let side = style.scale * 4
            all.raw("<pattern id=\"\(style.idPrefix)-\(texture.rawValue)\"")
            all.attribute("patternUnits", "userSpaceOnUse")
            all.number("width", side)
            all.number("height", side)
            if texture == .hatch { all.attribute("patternTransform", "rotate(45)") }
            all.raw(">\n")
            switch texture {
            case .hatch:
                let stroke = Stroke(tone: .skinEdge, width: style.scale * 1.6)
                all.line(Spot(x: 0, y: 0), Spot(x: 0, y: side), stroke)
            case .dots:
                let centre = Spot(x: side / 2, y: side / 2)
                all.circle(centre, style.scale * 0.7, .filled(.skinEdge))
            }
            all.raw("</pattern>\n")
        }
        all.raw("</defs>\n")
    }
}
