/// A standing figure, drawn for these charts: units of its own, from the crown at 0 to the soles.
///
/// Only one half is written down, by its distance from the middle; the other is its mirror image.
enum BodyFigure {
    static let height = 270.0
    static let reach = 60.0

    /// From the neck down the outside, round the hand and the foot, to the crotch.
    private static let half: [(Double, Double)] = [
        (6.5, 35), (7, 44), (14, 49.5), (24, 53), (30.5, 59), (33, 70), (36, 86), (39.5, 103),
        (44.5, 121), (49, 139), (53.5, 148), (56, 158), (54.5, 167), (50.5, 167.5), (47.5, 158),
        (44.5, 142), (37.5, 124), (31.5, 107), (27.5, 91), (24.5, 77), (23, 92), (20.5, 108),
        (22, 122), (25, 136), (26, 152), (24.5, 174), (21, 194), (19.8, 204), (20.6, 219),
        (18, 237), (14.6, 251), (15.6, 258), (20.5, 264), (19, 267.5), (10, 268), (7.4, 262),
        (7.8, 250), (6.6, 236), (5.2, 220), (6, 204), (5, 192), (3, 172), (1, 149),
    ]

    /// Lines inside the figure, each by both halves.
    private static let frontLines: [[(Double, Double)]] = [
        [(4, 53.5), (13, 52.5), (23, 55.5)], [(4, 82), (12, 84.5), (20, 80)],
    ]
    private static let backLines: [[(Double, Double)]] = [
        [(8, 64), (13, 74), (9, 82)], [(2, 147), (10, 149.5), (19, 146)],
    ]

    /// Where a part of the body is, by its number in the format.
    struct Anchor {
        let isBack: Bool
        /// Whether it is one part across the middle rather than one on each side.
        let isCentral: Bool
        /// From the middle, for a part on a side.
        let x: Double
        let y: Double
    }

    static func anchor(_ region: UInt8) -> Anchor? {
        let index = Int(region) - 1
        return anchors.indices.contains(index) ? anchors[index] : nil
    }

    private static func limb(_ x: Double, _ y: Double, isBack: Bool = false) -> Anchor {
        Anchor(isBack: isBack, isCentral: false, x: x, y: y)
    }

    private static func trunk(_ x: Double, _ y: Double, isBack: Bool = false) -> Anchor {
        Anchor(isBack: isBack, isCentral: true, x: x, y: y)
    }

    /// From region 1 on: leg, calf, thigh, foot, toes, ankle, shin, knee, hip, groin, buttock,
    /// back, lower back, neck, shoulder, arm, upper arm, forearm, hand, fingers, trunk, abdomen,
    /// chest, pelvis, jaw, face, head.
    private static let anchors = [
        limb(15.5, 183), limb(13, 219, isBack: true), limb(14, 162), limb(12, 260),
        limb(16.5, 266), limb(11, 250), limb(13, 226), limb(13, 201), limb(21.5, 132),
        trunk(8, 146), limb(11.5, 138, isBack: true), trunk(10, 76, isBack: true),
        trunk(8, 114, isBack: true), trunk(4, 42, isBack: true), limb(26, 59), limb(35.5, 100),
        limb(31.5, 80), limb(42, 125), limb(51, 152), limb(53, 165), trunk(13, 96),
        trunk(9, 113), trunk(11, 70), trunk(9, 131), trunk(6, 32), trunk(5, 21), trunk(7, 8),
    ]

    // MARK: - Drawing

    /// - Parameter place: from the figure's units to the page's.
    static func draw(
        isBack: Bool, on canvas: inout SVGCanvas, place: (_ x: Double, _ y: Double) -> Spot
    ) {
        let scale = canvas.style.scale
        let skin = Paint(
            fill: .tone(.skin), stroke: Stroke(tone: .skinEdge, width: scale, isRound: true))
        let right = half.map { place($0.0, $0.1) }
        let left = half.reversed().map { place(-$0.0, $0.1) }
        canvas.writer.path(smooth(right + left, isClosed: true), skin, "body")
        let head = stride(from: 0, to: 12, by: 1).map { step in
            place(headShape[step].0, headShape[step].1)
        }
        canvas.writer.path(smooth(head, isClosed: true), skin, "body")
        let thin = Paint(stroke: Stroke(tone: .skinEdge, width: 0.6 * scale, isRound: true))
        for line in isBack ? backLines : frontLines {
            for side in [1.0, -1.0] {
                let spots = line.map { place(side * $0.0, $0.1) }
                canvas.writer.path(smooth(spots, isClosed: false), thin)
            }
        }
        let spine = isBack ? [place(0, 50), place(0, 146)] : [place(0, 117), place(0, 120)]
        canvas.writer.polyline(spine, Stroke(tone: .skinEdge, width: 0.6 * scale))
    }

    private static let headShape: [(Double, Double)] = [
        (0, 2), (7.5, 3.8), (12, 10), (12.6, 18), (11, 27), (6.5, 35.5), (0, 38.5), (-6.5, 35.5),
        (-11, 27), (-12.6, 18), (-12, 10), (-7.5, 3.8),
    ]

    /// A curve through all spots: between two it leaves and arrives in the direction of their
    /// neighbours (Catmull–Rom).
    private static func smooth(_ spots: [Spot], isClosed: Bool) -> [SVGWriter.Stride] {
        func spot(_ index: Int) -> Spot {
            isClosed
                ? spots[(index + spots.count) % spots.count]
                : spots[min(max(0, index), spots.count - 1)]
        }
        var strides: [SVGWriter.Stride] = [.move(spot(0))]
        for index in 0..<(isClosed ? spots.count : spots.count - 1) {
            let (before, from) = (spot(index - 1), spot(index))
            let (to, after) = (spot(index + 1), spot(index + 2))
            strides.append(
                .curve(
                    Spot(x: from.x + (to.x - before.x) / 6, y: from.y + (to.y - before.y) / 6),
                    Spot(x: to.x - (after.x - from.x) / 6, y: to.y - (after.y - from.y) / 6), to))
        }
        return isClosed ? strides + [.close] : strides
    }
}
