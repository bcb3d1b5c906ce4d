import Foundation
import Household

/// A session at a terminal as a text file: what was typed, and the exact answer beneath.
///
/// Lines: `# …` says what it shows; `@ TIME ZONE` sets the clock, and stops it there; `@ server
/// start` and `@ server stop`; `$ …` is typed. Behind an answer stands `(exit N)` where N is not 0.
/// What differs from run to run is written as `<id>`, `<code>`, `<founding>`, `<address>` and
/// `<home>`; in a typed line `<code>` is the last code that was shown.
struct Transcript {
    enum Step: Equatable {
        case comment(String)
        case clock(String, zone: String)
        case server(isOn: Bool)
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
        var steps: [Step] = []
        for line in try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n") {
            if line.hasPrefix("$ ") {
                steps.append(.typed(String(line.dropFirst(2)), answer: []))
            } else if line.hasPrefix("@ server ") {
                steps.append(.server(isOn: line.hasSuffix("start")))
            } else if line.hasPrefix("@ ") {
                let words = line.dropFirst(2).split(separator: " ").map(String.init)
                guard words.count == 2 else { throw HouseholdError.unexpected(line) }
                steps.append(.clock(words[0], zone: words[1]))
            } else if line.hasPrefix("# ") {
                steps.append(.comment(String(line.dropFirst(2))))
            } else if case .typed(let typed, let answer)? = steps.last {
                steps[steps.count - 1] = .typed(typed, answer: answer + [line])
            }
        }
        self.steps = steps.map { step in
            guard case .typed(let typed, var answer) = step else { return step }
            while answer.last == "" { answer.removeLast() }
            return .typed(typed, answer: answer)
        }
    }

    /// The file's text for these steps.
    static func text(_ steps: [Step]) -> String {
        steps.map { step in
            switch step {
            case .comment(let text): "# \(text)\n"
            case .clock(let time, let zone): "\n@ \(time) \(zone)\n"
            case .server(let isOn): "\n@ server \(isOn ? "start" : "stop")\n"
            case .typed(let typed, let answer):
                "\n$ \(typed)\n" + answer.map { $0 + "\n" }.joined()
            }
        }.joined()
    }
}

/// Runs a transcript with real processes under a stopped clock.
final class Session {
    private let home: Household
    private var code = ""

    /// Answers a process's questions for the time, once it is loaded before the C library.
    private static let clock = Household.binaries + "/libStoppedClock.so"

    init(_ transcript: Transcript) throws {
        home = try Household(
            folder: NSTemporaryDirectory()
                + "tonus-transcript-\(transcript.name)-\(ProcessInfo.processInfo.processIdentifier)",
            binaries: Household.binaries)
        home.environment["PATH"] = Household.binaries + ":/usr/bin:/bin"
        home.environment["LD_PRELOAD"] = Self.clock
        home.environment["LANG"] = "C.UTF-8"
    }

    deinit { try? FileManager.default.removeItem(atPath: home.folder) }

    /// What the step answers now, in the form in which it is kept.
    func run(_ step: Transcript.Step) throws -> Transcript.Step {
        switch step {
        case .comment: return step
        case .clock(let time, let zone):
            home.environment["TZ"] = zone
            home.environment["TONUS_TEST_CLOCK"] = try Self.second(time)
            return step
        case .server(let isOn):
            if isOn { try home.startServer() } else { home.endServer() }
            return step
        case .typed(let typed, _):
            return .typed(typed, answer: try answer(to: typed))
        }
    }

    private func answer(to typed: String) throws -> [String] {
        let command = typed.replacingOccurrences(of: "<code>", with: "'\(code)'")
            .replacingOccurrences(of: "<founding>", with: home.foundingCode ?? "")
            .replacingOccurrences(of: "<address>", with: home.address)
            .replacingOccurrences(of: "<home>", with: home.folder)
        let child = try home.begin(shell: command)
        let exit = child.wait()
        let said = child.standardOutput + child.standardError
        if let shown = try? Household.code(in: said) { code = shown }
        var lines = normalized(said).components(separatedBy: "\n")
        while lines.last == "" { lines.removeLast() }
        return exit == 0 ? lines : lines + ["(exit \(exit))"]
    }

    private func normalized(_ text: String) -> String {
        var text = text
        let code = try? Household.code(in: text)
        if let code { text = text.replacingOccurrences(of: code, with: "<code>") }
        if !home.address.isEmpty {
            text = text.replacingOccurrences(of: home.address, with: "<address>")
        }
        text = text.replacingOccurrences(of: home.folder, with: "<home>")
        text = text.replacingOccurrences(
            of: #"\b\#(ProcessInfo.processInfo.hostName)\b"#, with: "<host>",
            options: .regularExpression)
        let id = "[0-9a-hjkmnp-tv-z]{6}"
        for (before, after) in [
            (#"(?m)^((?:> )? *\d+\. )"#, "  "), ("(?m)^( *)", "  [A-Z]"),
            ("(Still going on: )", "  "), ("((?:show|unlink|undo|edit) )", #"\b"#),
            (#"(also by     [^\n]*, )"#, #"\b"#),
            (#"(?m)^(  (?:same-as|about|of|added|duplicate) )"#, #"\b"#),
            ("(a duplicate of )", ""), ("(@)", ""), ("(added=)", ""), ("(?m)^()", " ends before"),
            ("( for )", "( ·|\\.|$)"),
            (#"( · )"#, #"(?: · taken| *\n|$)"#),
        ] {
            text = text.replacingOccurrences(
                of: "\(before)\(id)(?=\(after))", with: "$1<id>", options: .regularExpression)
        }
        return text.replacingOccurrences(
            of: "[0-9a-f]{32,64}", with: "<hex>", options: .regularExpression)
    }

    /// Unix seconds of `2026-11-19T22:30:00Z` or with an offset.
    private static func second(_ time: String) throws -> String {
        guard let date = ISO8601DateFormatter().date(from: time) else {
            throw HouseholdError.unexpected("no time: \(time)")
        }
        return "\(Int(date.timeIntervalSince1970))"
    }
}
