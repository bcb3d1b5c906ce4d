import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// How wide the lines of a person may be; what a program reads is one line per fact, however long.
extension Output {
    /// No line is broken to be shorter.
    private static let least = 40

    /// `COLUMNS`, else the width of the terminal on standard output; nil where neither is there.
    static var width: Int? {
        let said = ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) }
        let columns = said ?? terminal
        return columns.flatMap { $0 > 0 ? max($0, least) : nil }
    }

    private static var terminal: Int? {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    /// Breaks what is longer at blanks; what goes on is indented. Pictures, and commands that somebody
    /// may want to copy, stay whole.
    static func wrapped(_ text: String, to width: Int?) -> String {
        guard let width else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { broken(String($0), width) }.joined(separator: "\n")
    }

    private static func broken(_ line: String, _ width: Int) -> [String] {
        let indent = line.prefix { $0 == " " }.count
        let isCommand = line.dropFirst(indent).hasPrefix("tonus ")
        guard line.count > width, !isCommand, !line.unicodeScalars.contains(where: isDrawn) else {
            return [line]
        }
        let margin = String(repeating: " ", count: min(indent, width / 4) + 2)
        var (lines, rest) = ([String](), Array(line))
        while rest.count > width {
            let first = (rest.firstIndex { $0 != " " } ?? 0) + 1
            let inside = rest[first..<max(first, width + 1)].lastIndex(of: " ")
            guard let blank = inside ?? rest[first...].firstIndex(of: " ") else { break }
            lines.append(trimmed(rest[..<blank]))
            let next = rest[blank...].drop { $0 == " " }
            if next.isEmpty { return lines }
            rest = Array(margin) + next
        }
        return lines + [String(rest)]
    }

    private static func trimmed(_ letters: ArraySlice<Character>) -> String {
        var letters = letters
        while letters.last == " " { letters = letters.dropLast() }
        return String(letters)
    }

    /// Box drawing and block elements, of which charts and codes are made.
    private static func isDrawn(_ scalar: Unicode.Scalar) -> Bool {
        ("\u{2500}"..."\u{259F}").contains(scalar)
    }
}
