import Foundation
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// What goes to standard output: sentences for people, or one JSON document for programs.
enum Output {
    static func say(_ lines: [String], accessible: Bool = Config.isAccessible) {
        let text = printable(lines.joined(separator: "\n"))
        write(accessible ? withoutGlyphs(text) : text)
    }

    /// Tab-separated lines, for `cut` and its kin.
    static func plain(_ rows: [[String]]) {
        let lines = rows.map { row in
            row.map { cell in
                String(printable(cell).map { $0.isWhitespace ? " " : $0 })
            }.joined(separator: "\t")
        }
        if !lines.isEmpty { write(lines.joined(separator: "\n")) }
    }

    /// Words and commas for what a screen reader would spell out.
    static func withoutGlyphs(_ text: String) -> String {
        text.replacing(" · ", with: ", ").replacing("…", with: "...")
    }

    /// - Throws: only where the value cannot be encoded, which is a bug of ours.
    static func json(_ document: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        write(String(decoding: try encoder.encode(document), as: UTF8.self))
    }

    /// A whole document, as it is.
    static func document(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }

    /// Without what would steer a terminal or turn the order of letters: other people's words, and a
    /// server's, are shown here.
    static func printable(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let steers = scalar.properties.generalCategory == .control && scalar != "\n"
            let turns =
                ("\u{202A}"..."\u{202E}").contains(scalar)
                || ("\u{2066}"..."\u{2069}").contains(scalar)
            shown.append(steers || turns ? "\u{FFFD}" : scalar)
        }
        return String(shown)
    }

    /// Straight to the terminal, with no buffer in between: what was said has been seen, also by
    /// a process that is killed right after.
    private static func write(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }
}
