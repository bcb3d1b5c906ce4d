import Foundation
import Testing

/// What a person types and reads, word for word.
///
/// `make transcripts` writes the answers anew; read the difference before it is committed.
struct TranscriptTests {
    @Test(arguments: Transcript.names)
    func `what is typed is answered word for word`(name: String) throws {
        let transcript = try Transcript(name)
        let run = try TranscriptRun(transcript)
        var now: [Transcript.Step] = []
        for step in transcript.steps {
            let answered = try run.run(step)
            if !Recording.isOn { #expect(answered == step, "\(name)") }
            now.append(answered)
        }
        if Recording.isOn {
            let url = Transcript.folder.appendingPathComponent(name + ".txt")
            try Transcript.text(now).write(to: url, atomically: true, encoding: .utf8)
        }
    }

    /// Sentences whose cause cannot be brought about at a terminal, with the test that shows them.
    private static let elsewhere = Recording.reasons(in: "shown-elsewhere.md")

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
