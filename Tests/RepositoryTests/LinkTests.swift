import Foundation
import Testing

/// Pages lead to what is there.
struct LinkTests {
    private static let top = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"]

    /// Every page, with its path from the root.
    static let pages: [String] = {
        let below = ["Docs", "Protocol"].flatMap { folder in
            (try? Repository.files(under: folder, ending: ".md")) ?? []
        }
        return top + below.map(\.name)
    }()

    @Test(arguments: pages)
    func `every link of a page leads to a file, and to a heading that it has`(page: String) throws {
        let folder = page.split(separator: "/").dropLast().map(String.init)
        for target in try Self.links(page) where !target.contains("://") {
            let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            let path = parts[0].isEmpty ? page : Self.resolved(String(parts[0]), from: folder)
            let isThere = FileManager.default.fileExists(atPath: "\(Repository.root)/\(path)")
            #expect(isThere, "\(page) links to \(target)")
            guard isThere, parts.count == 2 else { continue }
            #expect(try Self.anchors(path).contains(String(parts[1])), "\(page) links to \(target)")
        }
    }

    /// In prose and in code alike: what moves is named in many places.
    @Test func `every page and picture that is named with its path is there`() throws {
        let texts =
            try Self.pages.map { ($0, try Repository.text($0)) }
            + ["Sources", "Tests", "Benchmarks"].flatMap { folder in
                try Repository.files(under: folder, ending: ".swift").map {
                    ($0.name, $0.lines.joined(separator: "\n"))
                }
            }
        let pattern = try Regex(#"\bDocs/[A-Za-z0-9/._-]*[A-Za-z0-9/]"#)
        for (name, text) in texts {
            for match in text.matches(of: pattern) {
                let path = String(text[match.range])
                let isThere = FileManager.default.fileExists(atPath: "\(Repository.root)/\(path)")
                #expect(isThere, "\(name) names \(path)")
            }
        }
    }

    @Test func `every page of the documents is in their table of contents`() throws {
        let linked = Set(
            try Self.links("Docs/README.md").map { Self.resolved($0, from: ["Docs"]) })
        for page in Self.pages where page.hasPrefix("Docs/") && page != "Docs/README.md" {
            // The decisions are a book of their own.
            if page.hasPrefix("Docs/Decisions/") { continue }
            #expect(linked.contains(page), "\(page)")
        }
    }

    /// What stands in `[…](…)`, outside of fenced blocks.
    private static func links(_ page: String) throws -> [String] {
        let pattern = try Regex(#"\]\(([^)\s]+)\)"#, as: (Substring, Substring).self)
        return try prose(page).flatMap { line in
            line.matches(of: pattern).map { String($0.output.1) }
        }
    }

    private static func prose(_ page: String) throws -> [Substring] {
        var isInside = false
        return try Repository.text(page).split(separator: "\n").filter { line in
            if line.hasPrefix("```") { isInside.toggle() }
            return !isInside
        }
    }

    /// The names that a heading has on the web: small letters, digits and dashes.
    private static func anchors(_ page: String) throws -> Set<String> {
        Set(
            try prose(page).filter { $0.hasPrefix("#") }.map { heading in
                let words = heading.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces)
                return String(
                    words.lowercased().compactMap { letter -> Character? in
                        if letter == " " { return "-" }
                        return letter.isLetter || letter.isNumber || "-_".contains(letter)
                            ? letter : nil
                    })
            })
    }

    private static func resolved(_ path: String, from folder: [String]) -> String {
        var parts = folder
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }
}
