import Foundation
import Testing
import TonusCore

@testable import TonusDiary

/// `Docs/Times.md` says what the grammar does: its examples are typed here.
struct WhenPageTests {
    /// What stands in backquotes in a column of the table with such a head.
    private static func examples(under head: String, column: Int) throws -> [String] {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOfFile: root.path + "/Docs/Times.md", encoding: .utf8)
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        let rows = lines.drop { !$0.hasPrefix(head) }.dropFirst(2).prefix { $0.hasPrefix("|") }
        return rows.flatMap { row in
            let cell = row.split(separator: "|")[column]
            return cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        }
    }

    @Test func `every form on the page is a time`() throws {
        let examples = try Self.examples(under: "| form |", column: 0)
        #expect(examples.count > 40)
        for text in examples {
            #expect(throws: Never.self, "\(text)") { try When.parse(text, at: .friday) }
        }
    }

    @Test func `everything the page says is refused is refused, and what to type instead is not`()
        throws
    {
        let refused = try Self.examples(under: "| typed |", column: 0)
        #expect(refused.count > 20)
        for text in refused {
            #expect(throws: WhenError.self, "\(text)") { try When.parse(text, at: .friday) }
        }
        for text in try Self.examples(under: "| typed |", column: 2) {
            #expect(throws: Never.self, "\(text)") { try When.parse(text, at: .friday) }
        }
    }
}
