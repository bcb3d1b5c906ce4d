/// Writes the few elements that the pictures are made of; text is escaped here and nowhere else.
struct SVGWriter {
    let idPrefix: String
    private(set) var bytes: [UInt8] = []
    private(set) var textures: [Texture] = []

    init(idPrefix: String) {
        self.idPrefix = idPrefix
        bytes.reserveCapacity(1 << 16)
    }

    // MARK: - Shapes

    /// - Parameter meaning: what it stands for, as a class for pages and tests.
    mutating func rect(_ box: Box, _ paint: Paint, _ meaning: String? = nil) {
        open("rect")
        number("x", box.x)
        number("y", box.y)
        number("width", max(0, box.width))
        number("height", max(0, box.height))
        finish(paint, meaning)
    }

    mutating func circle(_ centre: Spot, _ radius: Double, _ paint: Paint, _ meaning: String? = nil)
    {
        open("circle")
        number("cx", centre.x)
        number("cy", centre.y)
        number("r", radius)
        finish(paint, meaning)
    }

    mutating func line(_ from: Spot, _ to: Spot, _ stroke: Stroke, _ meaning: String? = nil) {
        path([.move(from), .line(to)], Paint(stroke: stroke), meaning)
    }

    mutating func polyline(_ spots: [Spot], _ stroke: Stroke, _ meaning: String? = nil) {
        path(
            spots.enumerated().map { $0 == 0 ? .move($1) : .line($1) }, Paint(stroke: stroke),
            meaning)
    }

    enum Stride {
        case move(Spot)
        case line(Spot)
        case curve(Spot, Spot, Spot)
        case close
    }

    mutating func path(_ strides: [Stride], _ paint: Paint, _ meaning: String? = nil) {
        open("path")
        raw(" d=\"")
        for stride in strides {
            switch stride {
            case .move(let spot): letter("M", [spot])
            case .line(let spot): letter("L", [spot])
            case .curve(let first, let second, let end): letter("C", [first, second, end])
            case .close: raw("Z")
            }
        }
        raw("\"")
        finish(paint, meaning)
    }

    private mutating func letter(_ name: String, _ spots: [Spot]) {
        raw(name)
        for (index, spot) in spots.enumerated() {
            if index > 0 { raw(" ") }
            decimal(spot.x)
            raw(" ")
            decimal(spot.y)
        }
    }

    mutating func text(
        _ text: String, at spot: Spot, _ style: Lettering, _ meaning: String? = nil
    ) {
        open("text")
        number("x", spot.x)
        number("y", spot.y)
        number("font-size", style.size)
        if style.anchor != .start { attribute("text-anchor", style.anchor.rawValue) }
        if style.isBold { attribute("font-weight", "600") }
        if style.hasRim {
            attribute("paint-order", "stroke")
            attribute("stroke", Tone.paper.rawValue)
            number("stroke-width", style.size / 3)
            attribute("stroke-linejoin", "round")
        }
        attribute("fill", style.tone.rawValue)
        if let meaning { attribute("class", "tonus-" + meaning) }
        raw(">")
        escaped(text)
        raw("</text>\n")
    }

    // MARK: - The letters of XML

    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func escaped(_ text: String) {
        for byte in Wording.cleaned(text).utf8 {
            switch byte {
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "<"): raw("&lt;")
            case UInt8(ascii: ">"): raw("&gt;")
            case UInt8(ascii: "\""): raw("&quot;")
            case UInt8(ascii: "'"): raw("&#39;")
            default: bytes.append(byte)
            }
        }
    }

    mutating func attribute(_ name: String, _ value: String) {
        raw(" \(name)=\"")
        escaped(value)
        raw("\"")
    }

    mutating func number(_ name: String, _ value: Double) {
        raw(" \(name)=\"")
        decimal(value)
        raw("\"")
    }

    /// Two decimals, without zeros at their end; what is no number is written as 0.
    mutating func decimal(_ value: Double) {
        guard value.isFinite, value.magnitude < 1e9 else { return raw("0") }
        let hundredths = Int((value * 100).rounded())
        if hundredths < 0 { raw("-") }
        let (whole, part) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        raw(String(whole))
        guard part > 0 else { return }
        raw(part < 10 ? ".0" : ".")
        raw(String(part % 10 == 0 ? part / 10 : part))
    }

    private mutating func open(_ name: String) { raw("<" + name) }

    private mutating func finish(_ paint: Paint, _ meaning: String?) {
        switch paint.fill {
        case .none: attribute("fill", "none")
        case .tone(let tone): attribute("fill", tone.rawValue)
        case .texture(let texture):
            if !textures.contains(texture) { textures.append(texture) }
            attribute("fill", "url(#\(idPrefix)-\(texture.rawValue))")
        }
        if let stroke = paint.stroke { self.stroke(stroke) }
        if let meaning { attribute("class", "tonus-" + meaning) }
        raw("/>\n")
    }

    private mutating func stroke(_ stroke: Stroke) {
        attribute("stroke", stroke.tone.rawValue)
        number("stroke-width", stroke.width)
        if stroke.isRound {
            attribute("stroke-linecap", "round")
            attribute("stroke-linejoin", "round")
        }
        guard !stroke.dash.isEmpty else { return }
        raw(" stroke-dasharray=\"")
        for (index, length) in stroke.dash.enumerated() {
            if index > 0 { raw(" ") }
            decimal(length * stroke.width)
        }
        raw("\"")
    }
}
