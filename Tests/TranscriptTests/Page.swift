import Foundation
import Household

/// A page for people, with the terminals it shows.
///
/// A block of the kind `console` is run as it stands: `$ …` is typed, the exact answer is beneath.
/// What must have happened before, and is not shown, stands in a comment above it: `<!-- tonus`,
/// then lines as in a transcript, then `-->`; or all on one line. What comes before `-->` must
/// succeed, and what it answers is not looked at.
struct Page {
    enum Part {
        /// Not looked at here: prose, and blocks of other kinds.
        case prose([String])
        case hidden([Transcript.Step], lines: [String])
        case terminal([Transcript.Step], lines: [String])
    }

    /// A fenced block of any kind.
    struct Block {
        let kind: String
        let lines: [String]
    }

    let name: String
    let parts: [Part]

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// All pages that people read: those at the root, and in `Docs`.
    static let names: [String] = {
        let files = FileManager.default
        let top = (try? files.contentsOfDirectory(atPath: root.path)) ?? []
        let docs = files.enumerator(atPath: root.path + "/Docs")?.compactMap { $0 as? String } ?? []
        return (top + docs.map { "Docs/" + $0 }).filter { $0.hasSuffix(".md") }.sorted()
    }()

    /// Those that show a terminal.
    static let run = names.filter { name in
        (try? lines(name))?.contains(where: { $0 == fence + terminalKind }) == true
    }

    private static let fence = "```"
    private static let terminalKind = "console"
    private static let hidden = "<!-- tonus"

    static func lines(_ name: String) throws -> [String] {
        try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
            .components(separatedBy: "\n")
    }

    init(_ name: String) throws {
        self.name = name
        var parts: [Part] = []
        var rest = try Self.lines(name)[...]
        while let line = rest.first {
            if line == Self.fence + Self.terminalKind {
                let inside = Array(rest.dropFirst().prefix { $0 != Self.fence })
                parts.append(.terminal(try Transcript.steps(inside), lines: inside))
                rest = rest.dropFirst(inside.count + 2)
            } else if line.hasPrefix(Self.hidden) {
                let (lines, inside) = Self.comment(rest)
                parts.append(.hidden(try Transcript.steps(inside), lines: lines))
                rest = rest.dropFirst(lines.count)
            } else {
                // Of other blocks the fences are prose too, but nothing in them begins another.
                let isBlock = line.hasPrefix(Self.fence)
                let body = isBlock ? rest.dropFirst().prefix { $0 != Self.fence }.count + 2 : 1
                parts.append(.prose(Array(rest.prefix(body))))
                rest = rest.dropFirst(body)
            }
        }
        self.parts = parts
    }

    /// The lines of a comment, and what is in it.
    private static func comment(_ rest: ArraySlice<String>) -> ([String], inside: [String]) {
        let first = rest.first ?? ""
        if first.hasSuffix(" -->") {
            return ([first], [String(first.dropFirst(hidden.count + 1).dropLast(4))])
        }
        let lines = rest.dropFirst().prefix { $0 != "-->" }
        return (Array(rest.prefix(lines.count + 2)), Array(lines))
    }

    /// The page with other terminals in the place of its own.
    static func text(_ parts: [Part]) -> String {
        parts.flatMap { part in
            switch part {
            case .prose(let lines), .hidden(_, let lines): lines
            case .terminal(_, let lines): [fence + terminalKind] + lines + [fence]
            }
        }.joined(separator: "\n")
    }

    /// Every fenced block of a page.
    static func blocks(_ name: String) throws -> [Block] {
        var blocks: [Block] = []
        var rest = try lines(name).drop { !$0.hasPrefix(fence) }
        while let first = rest.first {
            let inside = Array(rest.dropFirst().prefix { $0 != fence })
            blocks.append(Block(kind: String(first.dropFirst(fence.count)), lines: inside))
            rest = rest.dropFirst(inside.count + 2).drop { !$0.hasPrefix(fence) }
        }
        return blocks
    }
}

extension Page.Block {
    /// Whether somebody would take it for a terminal: it shows a prompt, or our programs being
    /// typed.
    var isTerminal: Bool {
        guard ["", "console", "text", "sh", "bash", "shell"].contains(kind) else { return false }
        return lines.contains { line in
            ["$ ", "tonus ", "tonus-server ", "make ", "sqlite3 "].contains(where: line.hasPrefix)
        }
    }
}
