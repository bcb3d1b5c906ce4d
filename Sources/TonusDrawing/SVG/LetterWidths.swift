/// How wide words will be, before anybody has drawn them.
///
/// Whichever sans serif a reader's machine has, it is hardly wider than this: widths of a common
/// one, in thousandths of its height, and a fifth more.
enum LetterWidths {
    /// From space to tilde.
    private static let ascii: [Double] = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ]

    static func width(_ text: some StringProtocol, size: Double, isBold: Bool = false) -> Double {
        let sum = text.unicodeScalars.reduce(0.0) { sum, scalar in
            let index = Int(scalar.value) - 32
            if ascii.indices.contains(index) { return sum + ascii[index] }
            return sum + 600 * Double(min(2, Columns.width(of: scalar)))
        }
        return sum / 1000 * size * (isBold ? 1.3 : 1.2)
    }
}
