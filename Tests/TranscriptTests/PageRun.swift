import Foundation
import Household

/// Runs the terminals of a page, in one fresh home, in their order.
///
/// A page shows what a reader would see: the server is at its usual address, the machine is called
/// laptop, the home is `/home/maria`. Codes and ids are others in every run; each that the page
/// shows stands for one of this run, all through the page. `CODE` in a typed line is the last code
/// that was shown, or with `setup` the server's.
final class PageRun {
    private let session: Session
    private var code = ""
    /// What the page shows, and what stands for it in this run.
    private var real: [String: String] = [:]
    private var shown: [String: String] = [:]

    private var home: Household { session.home }

    private static let address = "http://127.0.0.1:8787"
    private static let folder = "/home/maria"

    init(_ page: Page) throws {
        let name = page.name.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
        session = try Session("page-\(name)")
        home.environment["TONUS_HOME"] = nil
        for (name, place) in [
            ("DATA", ".local/share"), ("STATE", ".local/state"), ("CONFIG", ".config"),
        ] {
            home.environment["XDG_\(name)_HOME"] = "\(home.folder)/\(place)"
        }
        home.environment["TONUS_SERVER_DATA"] = home.serverData
        try session.stopClock(at: "2026-11-20T19:30:00Z", zone: "Europe/Berlin")
    }

    /// Does what a page does not show.
    ///
    /// - Throws: `HouseholdError.unexpected` where a command fails.
    func prepare(_ steps: [Transcript.Step]) throws {
        for step in steps {
            switch step {
            case .comment: break
            case .clock(let time, let zone): try session.stopClock(at: time, zone: zone)
            case .server(let isOn): try session.turnServer(on: isOn)
            case .locale(let name): session.home.environment["LC_ALL"] = name
            case .typed(let typed, _):
                let (said, exit) = try self.said(typed)
                guard exit == 0 else { throw HouseholdError.unexpected("\(typed): \(said)") }
            }
        }
    }

    /// What the line answers now, as the page would show it; or as it does, where that is true.
    func answer(to typed: String, expecting answer: [String]) throws -> [String] {
        let said =
            typed.hasPrefix("tonus-server serve") ? try served() : try self.said(typed).text
        let lines = said.components(separatedBy: "\n").withoutBlankEnd
        let (now, then) = (
            Masked(lines.joined(separator: "\n")), Masked(answer.joined(separator: "\n"))
        )
        if asShown(now.text) == then.text, stands(then.values, for: now.values) { return answer }
        for value in now.values where shown[value] == nil {
            stands([asShown(value)], for: [value])
        }
        return lines.map(asShown)
    }

    private func served() throws -> String {
        try home.startServer()
        return home.serverAnswer
    }

    private func said(_ typed: String) throws -> (text: String, exit: Int32) {
        var command = Self.replacing(real, in: typed)
        let isFounding = typed.contains(" setup ")
        command = command.replacingOccurrences(
            of: #"\bCODE\b"#, with: isFounding ? home.foundingCode ?? "" : code,
            options: .regularExpression)
        command = command.replacingOccurrences(of: Self.address, with: home.address)
            .replacingOccurrences(of: Self.folder, with: home.folder)
        let (said, exit) = try session.said("cd '\(home.folder)'\n" + command)
        if let new = try? Household.code(in: said) { code = new }
        return (said, exit)
    }

    private func asShown(_ text: String) -> String {
        var text = Self.replacing(shown, in: text)
        if !home.address.isEmpty {
            text = text.replacingOccurrences(of: home.address, with: Self.address)
        }
        text = text.replacingOccurrences(of: home.folder, with: Self.folder)
        return Session.hidingHost(in: text, as: "laptop")
    }

    /// The longest first: one may be a part of another.
    private static func replacing(_ values: [String: String], in text: String) -> String {
        values.sorted { ($0.key.count, $0.key) > ($1.key.count, $1.key) }.reduce(text) {
            $0.replacingOccurrences(of: $1.key, with: $1.value)
        }
    }

    /// Remembers which value of the page stands for which of this run.
    ///
    /// - Returns: false where one of them stood for something else before.
    @discardableResult
    private func stands(_ shownValues: [String], for realValues: [String]) -> Bool {
        for (page, now) in zip(shownValues, realValues) {
            guard real[page, default: now] == now, shown[now, default: page] == page else {
                return false
            }
            (real[page], shown[now]) = (now, page)
        }
        return shownValues.count == realValues.count
    }
}
