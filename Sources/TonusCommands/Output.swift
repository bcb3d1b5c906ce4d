import Foundation
import Synchronization
import TonusCore
import TonusDiary
import TonusExchange
import TonusStore
import TonusTypes

#if canImport(Glibc)
    import Glibc
#endif

/// What goes to standard output: sentences for people, or one JSON document for programs.
enum Output {
    static func say(_ lines: [String], accessible: Bool = Config.isAccessible) {
        write(shown(lines, accessible: accessible))
    }

    /// Lines that are already as wide as they should be.
    static func sayAsItIs(_ lines: [String]) {
        write(printable(lines.joined(separator: "\n")))
    }

    /// Lines as a person gets them, on whichever stream.
    static func shown(_ lines: [String], accessible: Bool = Config.isAccessible) -> String {
        let text = printable(lines.joined(separator: "\n"))
        return wrapped(accessible ? withoutGlyphs(text) : text, to: width)
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

    private static let glyphs: KeyValuePairs<String, String> = [
        " · ": ", ", "…": "...", "“": "\"", "”": "\"", "„": "\"", "–": "-", "≥": ">=",
    ]

    /// Words and commas for what a screen reader would spell out.
    static func withoutGlyphs(_ text: String) -> String {
        glyphs.reduce(text) { $0.replacing($1.key, with: $1.value) }
    }

    /// - Throws: only where the value cannot be encoded, which is a bug of ours.
    static func json(_ document: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(document), as: UTF8.self)
        write(JSONTree.escapingSteering(text))
    }

    /// What a person is told while standard output is a program's.
    static func note(_ lines: [String]) {
        let text = printable(lines.map { $0 + "\n" }.joined())
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// A whole document, as it is; a terminal shows it without what would steer it.
    static func document(_ text: String) {
        let isSeen = isatty(STDOUT_FILENO) == 1
        let shown = isSeen ? printable(text.replacing("\r\n", with: "\n")) : text
        send(shown)
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
        send(text + "\n")
    }

    /// What standard output said when it took no more, `errno`; 0 before.
    private static let refusal = Atomic<Int32>(0)

    /// Nothing goes behind a gap: after the first refusal nothing more is sent.
    static func send(_ text: String) {
        guard refusal.load(ordering: .relaxed) == 0 else { return }
        do throws(SystemError) {
            try Descriptor.write(text.utf8, to: STDOUT_FILENO)
        } catch {
            refusal.store(error.code, ordering: .relaxed)
        }
    }

    /// Nil where all of it went out, and where whoever read it had read enough.
    static var failure: UsageError? {
        let code = refusal.load(ordering: .relaxed)
        return code == 0 || code == EPIPE ? nil : .cutShort
    }
}
