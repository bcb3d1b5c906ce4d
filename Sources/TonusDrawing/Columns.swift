/// How many columns of a terminal letters take.
enum Columns {
    /// Ranges that take two: East Asian scripts and pictures.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615,
        0x2648...0x2653, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE...0x26CE,
        0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F5, 0x26FA...0x26FD, 0x2705...0x2705,
        0x270A...0x270B, 0x2728...0x2728, 0x274C...0x274E, 0x2753...0x2757, 0x2795...0x2797,
        0x27B0...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B55, 0x2E80...0x303E, 0x3041...0xA4CF,
        0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x1F000...0x1FAFF, 0x20000...0x3FFFD,
    ]

    static func width(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }

    /// A letter and its marks are as wide as its widest part; a joined picture is one picture.
    static func width(_ text: some StringProtocol) -> Int {
        text.reduce(0) { sum, letter in
            let widest = letter.unicodeScalars.map { width(of: $0) }.max() ?? 0
            let isPicture = letter.unicodeScalars.contains("\u{FE0F}")
            return sum + (isPicture ? 2 : widest)
        }
    }

    /// At most so wide, from the front.
    static func prefix(_ text: String, _ width: Int) -> String {
        var (kept, used) = ("", 0)
        for letter in text {
            let next = Self.width(String(letter))
            if used + next > width { break }
            kept.append(letter)
            used += next
        }
        return kept
    }
}
