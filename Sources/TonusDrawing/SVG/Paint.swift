/// The few tones of all pictures: one hue, told apart by lightness, so that grey prints keep it.
enum Tone: String {
    case paper = "#ffffff"
    case ink = "#1a1a1a"
    case soft = "#4a4a4a"
    case grid = "#dcdcdc"
    case bar = "#a9c0d6"
    case barEdge = "#2f557a"
    case solid = "#5f83a6"
    case skin = "#f4f5f6"
    case skinEdge = "#6b7177"
    case shadeOne = "#d5e1ed"
    case shadeTwo = "#93b3d1"
    case shadeThree = "#4b7aa6"
    case shadeFour = "#14365a"

    static let shades: [Tone] = [.paper, .shadeOne, .shadeTwo, .shadeThree, .shadeFour]
}

/// What fills by a texture, which any printer and any eye keeps.
enum Texture: String, CaseIterable {
    /// Slanted lines: nothing was written.
    case hatch
    /// Dots: a relapse.
    case dots
}

enum Fill {
    case none
    case tone(Tone)
    case texture(Texture)
}

struct Stroke {
    var tone: Tone = .ink
    var width: Double
    /// In units of the width; empty for a whole line.
    var dash: [Double] = []
    var isRound = false
}

struct Paint {
    var fill: Fill = .none
    var stroke: Stroke?

    static func filled(_ tone: Tone) -> Paint { Paint(fill: .tone(tone)) }
}

struct Spot: Hashable {
    var x: Double
    var y: Double
}

struct Box {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var right: Double { x + width }
    var bottom: Double { y + height }
    var middle: Spot { Spot(x: x + width / 2, y: y + height / 2) }
}

struct Lettering {
    enum Anchor: String {
        case start, middle, end
    }

    var size: Double
    var tone: Tone = .ink
    var anchor = Anchor.start
    var isBold = false
    /// Whether a paper-coloured rim sets the letters off from what lies beneath.
    var hasRim = false
}
