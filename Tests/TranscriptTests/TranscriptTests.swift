import Foundation
import Testing

/// What a person types and reads, word for word.
///
/// `TONUS_WRITE_TRANSCRIPTS=1 swift test --filter TranscriptTests` writes the answers anew; read
/// the difference before it is committed.
struct TranscriptTests {
    private static let isWriting =
        ProcessInfo.processInfo.environment["TONUS_WRITE_TRANSCRIPTS"] == "1"

    @Test(arguments: Transcript.names)
    func `what is typed is answered word for word`(name: String) throws {
        let transcript = try Transcript(name)
        let session = try Session(transcript)
        var now: [Transcript.Step] = []
        for step in transcript.steps {
            let answered = try session.run(step)
            if !Self.isWriting { #expect(answered == step, "\(name)") }
            now.append(answered)
        }
        if Self.isWriting {
            let url = Transcript.folder.appendingPathComponent(name + ".txt")
            try Transcript.text(now).write(to: url, atomically: true, encoding: .utf8)
        }
    }

    /// Sentences whose cause cannot be brought about at a terminal, with the test that shows them.
    private static let elsewhere: [String: String] = {
        let url = Transcript.folder.appendingPathComponent("shown-elsewhere.md")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("- `") }
        return Dictionary(
            rows.compactMap { row -> (String, String)? in
                let parts = row.dropFirst(3).components(separatedBy: "`: ")
                return parts.count == 2 ? (parts[0], parts[1]) : nil
            }, uniquingKeysWith: { first, _ in first })
    }()

    @Test func `every sentence of the catalogue is in a transcript`() throws {
        let shown = try Transcript.names.map { name in
            try String(
                contentsOf: Transcript.folder.appendingPathComponent(name + ".txt"),
                encoding: .utf8)
        }.joined(separator: "\n")
        let missing = try Catalogue.fragments().filter {
            !shown.contains($0) && Self.elsewhere[$0] == nil
        }
        #expect(missing.isEmpty, "\(missing.joined(separator: "\n"))")
        let stale = try Self.elsewhere.keys.filter { try !Catalogue.fragments().contains($0) }
        #expect(stale.isEmpty, "\(stale)")
    }
}
