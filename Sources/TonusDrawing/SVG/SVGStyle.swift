/// How large, and under which names, a chart is drawn as SVG.
public struct SVGStyle: Hashable, Sendable {
    /// The scale at which the smallest letters are 14.4 points high, for people rather than clinics.
    public static let largePrint = 1.6

    /// Begins every id: two charts of one page need two different ones.
    public let idPrefix: String
    /// In points, as printed; letters keep their size whatever the width.
    public let width: Double
    /// At 1 the smallest letters are 9 points high.
    public let scale: Double
    /// Whether the title is also drawn, for a picture that stands alone.
    public let showsTitle: Bool
    /// How high the plot itself is, at scale 1; nil for as high as the chart likes.
    ///
    /// Of a body it is the height of one figure, of a heat map that of all its rows.
    public let plotHeight: Double?
    /// Whether it says what its signs and its axis mean, where nothing beside it does.
    public let showsKey: Bool

    /// Keeps the width within 200 and 2000 points and the scale within 1 and 3.
    ///
    /// - Parameter idPrefix: whatever is no ASCII letter, digit or hyphen is written as its number.
    public init(
        idPrefix: String, width: Double = 510, scale: Double = 1, showsTitle: Bool = true,
        plotHeight: Double? = nil, showsKey: Bool = true
    ) {
        self.idPrefix = idPrefix.unicodeScalars.reduce(into: "t-") { prefix, scalar in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar == "-")
            let isDigit = ("0"..."9").contains(scalar)
            prefix += isPlain || isDigit ? String(scalar) : "_\(scalar.value)_"
        }
        self.width = width.isFinite ? min(2000, max(200, width)) : 510
        self.scale = scale.isFinite ? min(3, max(1, scale)) : 1
        (self.showsTitle, self.showsKey) = (showsTitle, showsKey)
        self.plotHeight = plotHeight.map { $0.isFinite ? min(1000, max(20, $0)) : 100 }
    }

    /// The smallest letters; nothing is written smaller.
    var letter: Double { 9 * scale }
    var headline: Double { 11.5 * scale }
    /// From one line of letters to the next.
    var line: Double { 12 * scale }
}
