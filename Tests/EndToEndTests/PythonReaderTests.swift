import Foundation
import Household
import Testing

/// The independent reader in `Protocol/Python`, beside the programs it knows nothing of.
struct PythonReaderTests {
    private static let reader = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Protocol/Python/tonus-reader").path

    private struct Reading: Decodable {
        let role: String
        let digest: String
        let changes: Int
    }

    private func join(_ home: Household, code: String, _ more: String = "") throws -> Reading {
        let child = try home.begin(
            shell:
                "printf '%s\\n' '\(code)' | '\(Self.reader)' join --code-from-stdin --json \(more)")
        try #require(child.wait() == 0, "\(child.standardOutput)\(child.standardError)")
        return try JSONDecoder().decode(Reading.self, from: Data(child.standardOutput.utf8))
    }

    private func digest(_ home: Household, _ replica: String = "default") throws -> String {
        try home.json("-R", replica, "status", field: "digest")
    }

    @Test(arguments: ["vectors", "flips"])
    func `the reader agrees with every vector, and takes none that was damaged`(
        errand: String
    ) throws {
        let home = try Home.make("python-\(errand)")
        defer { Home.clean(home) }
        let vectors = URL(fileURLWithPath: Self.reader).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Vectors").path
        let child = try home.begin(shell: "'\(Self.reader)' \(errand) '\(vectors)'")
        #expect(child.wait() == 0, "\(child.standardOutput)\(child.standardError)")
    }

    @Test func `the reader joins a running server and comes to the same digest`() throws {
        let home = try Home.shared("python")
        defer { Home.clean(home) }
        try home.must("l", "left", "leg", "whole-limb", "8", "20m", "fell", "tried=heat")
        try home.must("-R", "phone", "l", "left", "calf", "5", "18m")
        try home.must("-R", "phone", "tally", "12", "for", "1h")
        try home.must("none", "yesterday")
        try home.must("note", "last", "after the bath")
        try home.must("note", "last", "--private", "for me")
        for device in ["default", "phone", "default"] { try home.must("-R", device, "sync") }
        try home.must("list")
        try home.must("link", "1", "2")
        try home.must("-R", "phone", "edit", "last", "severity=3")
        try home.must("edit", "1", "severity=9")
        try home.must("delete", "3")
        try home.must("undo")
        for device in ["default", "phone", "default"] { try home.must("-R", device, "sync") }
        try home.must("-R", "phone", "leave")
        try home.must("sync")
        let mine = try join(home, code: Household.code(in: home.must("invite")))
        #expect(mine.digest == (try digest(home)))
        #expect(mine.role == "owner")
        let ana = try join(
            home,
            code: Household.code(in: home.must("invite", "--role", "caregiver", "--name", "Ana")))
        #expect(ana.digest == (try digest(home)))
        #expect(ana.role == "caregiver")
        #expect(ana.changes < mine.changes)
    }
}
