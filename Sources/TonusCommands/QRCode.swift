import CQrencode

/// A QR code as lines of text, two rows of modules to a line.
enum QRCode {
    /// Light on dark, with the quiet zone of four modules around it that readers need.
    ///
    /// - Returns: nil where the text is too long for a code.
    /// Source: ISO/IEC 18004; the code itself is libqrencode's.
    static func lines(_ text: String) -> [String]? {
        // The lowest level of correction: a screen is not torn or stained, and small codes read best.
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let modules = code.pointee.data else { return nil }
        func isDark(_ row: Int, _ column: Int) -> Bool {
            guard (0..<width).contains(row), (0..<width).contains(column) else { return false }
            return modules[row * width + column] & 1 == 1
        }
        return stride(from: -4, to: width + 4, by: 2).map { row in
            String(
                (-4..<width + 4).map { column -> Character in
                    switch (isDark(row, column), isDark(row + 1, column)) {
                    case (false, false): "█"
                    case (false, true): "▀"
                    case (true, false): "▄"
                    case (true, true): " "
                    }
                })
        }
    }
}
