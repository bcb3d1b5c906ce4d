import Foundation

/// The repository as its own tests see it.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    struct File {
        let name: String
        let lines: [String]

        /// The modules it imports.
        var imports: Set<String> {
            Set(
                lines.compactMap { line in
                    let words = line.split(separator: " ").map(String.init)
                    let bare = words.drop { $0.hasPrefix("@") || $0 == "public" }
                    return bare.first == "import" ? bare.dropFirst().first : nil
                })
        }
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOfFile: root + "/" + path, encoding: .utf8)
    }

    static func files(under folder: String, ending: String) throws -> [File] {
        let all = FileManager.default.enumerator(atPath: root + "/" + folder)?.allObjects ?? []
        return try all.compactMap { $0 as? String }.filter { $0.hasSuffix(ending) }.sorted()
            .map { name in
                let text = try text("\(folder)/\(name)")
                return File(
                    name: "\(folder)/\(name)",
                    lines: text.split(separator: "\n", omittingEmptySubsequences: false)
                        .map(String.init))
            }
    }
}
