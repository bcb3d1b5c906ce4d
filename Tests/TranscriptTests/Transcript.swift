import Foundation
import Household

/// A session at a terminal as a text file: what was typed, and the exact answer beneath.
///
/// Lines: `# …` says what it shows; `@ TIME ZONE` sets the clock, and stops it there; `@ server
/// start` and `@ server stop`; `@ locale de_DE.UTF-8` says to whom it speaks; `$ …` is typed. Behind
/// an answer stands `(exit N)` where N is not 0.
/// What differs from run to run is written as `<id>`, `<code>`, `<founding>`, `<address>` and
/// `<home>`; in a typed line `<code>` is the last code that was shown.
struct Transcript {
    enum Step: Equatable {
        case comment(String)
        case clock(String, zone: String)
        case server(isOn: Bool)
        case locale(String)
        case typed(String, answer: [String])
    }

    let name: String
    let steps: [Step]

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Transcripts")

    /// The names of all transcripts, sorted.
    static let names: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()

    init(_ name: String) throws {
        self.name = name
        let url = Self.folder.appendingPathComponent(name + ".txt")
        let text = try String(contentsOf: url, encoding: .utf8)
        steps = try Self.steps(text.components(separatedBy: "\n"))
    }

    /// - Throws: `HouseholdError.unexpected` for a line that is none of these.
    static func steps(_ lines: [String]) throws -> [Step] {
        var steps: [Step] = []
        for line in lines {
            if line.hasPrefix("$ ") {
                steps.append(.typed(String(line.dropFirst(2)), answer: []))
            } else if line.hasPrefix("@ server ") {
                steps.append(.server(isOn: line.hasSuffix("start")))
            } else if line.hasPrefix("@ locale ") {
                steps.append(.locale(String(line.dropFirst(9))))
            } else if line.hasPrefix("@ ") {
                let words = line.dropFirst(2).split(separator: " ").map(String.init)
                guard words.count == 2 else { throw HouseholdError.unexpected(line) }
                steps.append(.clock(words[0], zone: words[1]))
            } else if line.hasPrefix("# ") {
                steps.append(.comment(String(line.dropFirst(2))))
            } else if case .typed(let typed, let answer)? = steps.last {
                steps[steps.count - 1] = .typed(typed, answer: answer + [line])
            } else if !line.isEmpty {
                throw HouseholdError.unexpected("an answer to nothing: \(line)")
            }
        }
        return steps.map { step in
            guard case .typed(let typed, let answer) = step else { return step }
            return .typed(typed, answer: answer.withoutBlankEnd)
        }
    }

    /// The file's text for these steps.
    static func text(_ steps: [Step]) -> String {
        steps.map { step in
            switch step {
            case .comment(let text): "# \(text)\n"
            case .clock(let time, let zone): "\n@ \(time) \(zone)\n"
            case .server(let isOn): "\n@ server \(isOn ? "start" : "stop")\n"
            case .locale(let name): "\n@ locale \(name)\n"
            case .typed(let typed, let answer):
                "\n$ \(typed)\n" + answer.map { $0 + "\n" }.joined()
            }
        }.joined()
    }
}

/// Runs a transcript.
final class TranscriptRun {
    private let session: Session
    private var code = ""

    private var home: Household { session.home }

    init(_ transcript: Transcript) throws {
        session = try Session("transcript-\(transcript.name)")
    }

    /// What the step answers now, in the form in which it is kept.
    func run(_ step: Transcript.Step) throws -> Transcript.Step {
        switch step {
        case .comment: break
        case .clock(let time, let zone): try session.stopClock(at: time, zone: zone)
        case .server(let isOn): try session.turnServer(on: isOn)
        case .locale(let name): home.environment["LC_ALL"] = name
        case .typed(let typed, _): return .typed(typed, answer: try answer(to: typed))
        }
        return step
    }

    private func answer(to typed: String) throws -> [String] {
        let command = typed.replacingOccurrences(of: "<code>", with: "'\(code)'")
            .replacingOccurrences(of: "<founding>", with: home.foundingCode ?? "")
            .replacingOccurrences(of: "<address>", with: home.address)
            .replacingOccurrences(of: "<home>", with: home.folder)
        let (said, exit) = try session.said(command)
        if let shown = try? Household.code(in: said) { code = shown }
        let lines = normalized(said).components(separatedBy: "\n").withoutBlankEnd
        return exit == 0 ? lines : lines + ["(exit \(exit))"]
    }

    private func normalized(_ text: String) -> String {
        var text = Masked(text).text
        if !home.address.isEmpty {
            text = text.replacingOccurrences(of: home.address, with: "<address>")
        }
        text = text.replacingOccurrences(of: home.folder, with: "<home>")
        return Session.hidingHost(in: text, as: "<host>")
    }
}
