import Foundation
import Testing
import TonusSimulation

/// The timelines in `Docs/Merging.md` are run as they are drawn there.
struct TimelineTests {
    private static let folder =
        scratchFolder("timelines")
    private static let template = Task { try await Template(folder: folder + "/template") }

    private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Docs/Merging.md").standardizedFileURL

    /// What stands between "```timeline" and "```".
    static let drawn: [String] =
        ((try? String(contentsOf: page, encoding: .utf8)) ?? "")
        .components(separatedBy: "```timeline\n").dropFirst()
        .map { $0.components(separatedBy: "\n```")[0] }

    @Test(arguments: drawn)
    func `what is drawn is what happens`(text: String) async throws {
        let timeline = try #require(Timeline(text), "\(text)")
        let shown = try await timeline.played(
            template: try await Self.template.value,
            folder: "\(Self.folder)/\(UInt(bitPattern: text.hashValue))")
        #expect(shown == timeline.rows.map(\.shown), "\n\(text)")
    }

    @Test func `the page draws every kind of meeting`() {
        #expect(Self.drawn.count >= 12)
        for mark in ["D", "U", "R", "K", "or", "deleted by one"] {
            #expect(Self.drawn.contains { $0.contains(mark) }, "\(mark)")
        }
    }
}
