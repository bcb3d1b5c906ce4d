/// Where the functions of a Swift file begin and end, as `Scripts/sizes` finds them: by keyword and
/// braces, after comments and strings were blanked. That is no parser, but good enough for a length.
struct SwiftFunctions {
    struct Function: Equatable {
        let firstLine: Int
        let lines: Int
    }

    private(set) var found: [Function] = []
    private var code: [UInt8]

    init(in source: String) {
        code = Array(source.utf8)
        blank()
        var line = 1
        for place in code.indices {
            if code[place] == Self.newline { line += 1 }
            guard startsFunction(at: place), let end = end(of: place) else { continue }
            let breaks = code[place..<end].count { $0 == Self.newline }
            found.append(Function(firstLine: line, lines: breaks + 1))
        }
    }

    private static let newline = UInt8(ascii: "\n")

    // MARK: - Blanking

    /// Turns comments and strings into blanks, line by line as they were.
    private mutating func blank() {
        var place = 0
        while place < code.count {
            let start = place
            guard "/`#\"".utf8.contains(code[place]) else {
                place += 1
                continue
            }
            if starts("//", at: place) {
                while place < code.count, code[place] != Self.newline { place += 1 }
            } else if starts("/*", at: place) {
                while place < code.count, !starts("*/", at: place) { place += 1 }
                place = min(place + 2, code.count)
            } else if code[place] == UInt8(ascii: "`") {
                place += 1
                while place < code.count, code[place] != UInt8(ascii: "`") { place += 1 }
                place = min(place + 1, code.count)
            } else if let end = literalEnd(at: place) {
                place = end
            } else {
                place += 1
                continue
            }
            for index in start..<place where code[index] != Self.newline {
                code[index] = UInt8(ascii: " ")
            }
        }
    }

    /// Where the string that starts here ends; nil where none does.
    private func literalEnd(at start: Int) -> Int? {
        var place = start
        while place < code.count, code[place] == UInt8(ascii: "#") { place += 1 }
        let hashes = String(repeating: "#", count: place - start)
        guard starts("\"", at: place) else { return nil }
        let mark = starts("\"\"\"", at: place) ? "\"\"\"" : "\""
        place += mark.utf8.count
        while place < code.count, !starts(mark + hashes, at: place) {
            if starts("\\" + hashes + "(", at: place) {
                place = gapEnd(at: place + hashes.utf8.count + 2)
            } else {
                place += starts("\\", at: place) && hashes.isEmpty ? 2 : 1
            }
        }
        return min(place + mark.utf8.count + hashes.utf8.count, code.count)
    }

    /// Where the gap of a string ends, behind its parenthesis.
    private func gapEnd(at start: Int) -> Int {
        var (place, depth) = (start, 1)
        while place < code.count, depth > 0 {
            if let end = literalEnd(at: place) {
                place = end
                continue
            }
            depth += starts("(", at: place) ? 1 : starts(")", at: place) ? -1 : 0
            place += 1
        }
        return place
    }

    // MARK: - Finding

    private func startsFunction(at place: Int) -> Bool {
        guard "fids".utf8.contains(code[place]),
            place == 0 || !isWord(code[place - 1]) && code[place - 1] != UInt8(ascii: ".")
        else { return false }
        for keyword in ["func", "init", "deinit", "subscript"] where starts(keyword, at: place) {
            var next = place + keyword.utf8.count
            if keyword == "init", starts("?", at: next) { next += 1 }
            guard next < code.count, !isWord(code[next]) else { continue }
            let takesMore = starts("(", at: next) || starts("<", at: next)
            return keyword == "func" || keyword == "deinit" || takesMore
        }
        return false
    }

    /// Where the body of the function that starts here ends; nil where it has none, as in a protocol.
    private func end(of start: Int) -> Int? {
        var (depth, braces) = (0, 0)
        for place in start + 1..<code.count {
            switch code[place] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "{") where depth == 0: braces += 1
            case UInt8(ascii: "}") where depth == 0:
                braces -= 1
                if braces <= 0 { return braces == 0 ? place : nil }
            default:
                if braces == 0, depth == 0, startsDeclaration(at: place) { return nil }
            }
        }
        return nil
    }

    /// Whether another declaration begins a line here.
    private func startsDeclaration(at place: Int) -> Bool {
        guard place > 0, "fvlia".utf8.contains(code[place]), !isWord(code[place - 1]),
            ["func", "var", "let", "init", "associatedtype"].contains(where: {
                starts($0, at: place)
            })
        else { return false }
        let front = code[..<place].reversed().prefix { $0 != Self.newline }
        return front.allSatisfy { $0 == UInt8(ascii: " ") }
    }

    private func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private func starts(_ text: String, at place: Int) -> Bool {
        code[place...].starts(with: text.utf8)
    }
}
