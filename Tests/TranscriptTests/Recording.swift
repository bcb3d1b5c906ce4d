import Foundation

/// Whether answers are written anew where they are kept, instead of being compared; and the lists
/// of what is shown nowhere.
enum Recording {
    static let isOn = ProcessInfo.processInfo.environment["TONUS_WRITE_TRANSCRIPTS"] == "1"

    /// The rows `` - `what`: reason `` of a list beside the transcripts.
    static func reasons(in name: String) -> [String: String] {
        let url = Transcript.folder.appendingPathComponent(name)
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("- `") }
        return Dictionary(
            rows.compactMap { row -> (String, String)? in
                let parts = row.dropFirst(3).components(separatedBy: "`: ")
                return parts.count == 2 ? (parts[0], parts[1]) : nil
            }, uniquingKeysWith: { first, _ in first })
    }
}
