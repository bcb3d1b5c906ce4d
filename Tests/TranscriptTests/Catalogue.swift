import Foundation

/// The fixed parts of every sentence in the catalogue's source.
enum Catalogue {
    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/TonusCommands")

    /// Shorter ones are words such as field names, which occur anyway.
    private static let shortest = 10

    static func fragments() throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(atPath: sources.path)
            .filter { $0.hasPrefix("Catalogue") && !$0.contains("Help") && !$0.contains("Topics") }
        var found: Set<String> = []
        for file in files {
            let text = try String(
                contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
            for line in text.split(separator: "\n") {
                let code = line.trimmingCharacters(in: .whitespaces)
                if code.hasPrefix("//") { continue }
                found.formUnion(literals(in: code).filter { $0.count >= shortest })
            }
        }
        return found.sorted()
    }

    /// The fixed parts of the string literals of a line; what is interpolated parts them.
    static func literals(in line: String) -> [String] {
        var parts: [String] = []
        var (part, depth, isInside, isEscaped) = ("", 0, false, false)
        for letter in line {
            if isInside, depth == 0, isEscaped {
                isEscaped = false
                if letter == "(" {
                    depth = 1
                    parts.append(part)
                    part = ""
                } else {
                    part.append(letter == "n" ? "\n" : letter)
                }
            } else if isInside, depth == 0, letter == "\\" {
                isEscaped = true
            } else if letter == "\"", depth == 0 {
                if isInside { parts.append(part) }
                part = ""
                isInside.toggle()
            } else if depth > 0 {
                depth += letter == "(" ? 1 : letter == ")" ? -1 : 0
            } else if isInside {
                part.append(letter)
            }
        }
        return parts.map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
