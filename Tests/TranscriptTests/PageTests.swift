import Foundation
import Testing

/// What the pages show is what happens.
///
/// `make transcripts` writes what the pages and the transcripts show anew; read the difference before it
/// is committed.
struct PageTests {
    @Test(arguments: Page.run)
    func `what a page shows is what happens`(name: String) throws {
        let page = try Page(name)
        let run = try PageRun(page)
        var now: [Page.Part] = []
        for part in page.parts {
            switch part {
            case .prose: now.append(part)
            case .hidden(let steps, _):
                try run.prepare(steps)
                now.append(part)
            case .terminal(let steps, let lines):
                let (answered, isTrue) = try terminal(steps, run, name)
                now.append(isTrue ? part : .terminal([], lines: answered))
                if !Recording.isOn { #expect(isTrue, "\(name): \(lines.first ?? "")") }
            }
        }
        if Recording.isOn {
            let url = Page.root.appendingPathComponent(name)
            try Page.text(now).write(to: url, atomically: true, encoding: .utf8)
        }
    }

    private func terminal(
        _ steps: [Transcript.Step], _ run: PageRun, _ name: String
    ) throws -> (lines: [String], isTrue: Bool) {
        var lines: [String] = []
        var isTrue = true
        for step in steps {
            guard case .typed(let typed, let answer) = step else {
                Issue.record("\(name): a terminal shows what is typed and answered: \(step)")
                continue
            }
            let now = try run.answer(to: typed, expecting: answer)
            if !Recording.isOn { #expect(now == answer, "\(name): \(typed)") }
            isTrue = isTrue && now == answer
            lines += ["$ " + typed] + now
        }
        return (lines, isTrue)
    }

    @Test(arguments: Page.names)
    func `no terminal that a page shows goes untested`(name: String) throws {
        for block in try Page.blocks(name) where block.isTerminal && block.kind != "console" {
            let first = block.lines.first ?? ""
            #expect(
                Self.untested["\(name): \(first)"] != nil,
                "\(name) shows a terminal that is not run: \(first)")
        }
        for block in try Page.blocks(name) where block.kind == "console" {
            #expect(block.lines.first?.hasPrefix("$ ") == true, "\(name): \(block.lines)")
        }
        // Of a fence that is set in, nothing here would look at the block.
        let indented = try Page.lines(name).filter {
            $0.hasPrefix(" ") && $0.drop { $0 == " " }.hasPrefix("```")
        }
        #expect(indented.isEmpty, "\(name): \(indented)")
    }

    @Test func `a block that is said to be untestable is there`() throws {
        let there = Set(
            try Page.names.flatMap { name in
                try Page.blocks(name).map { "\(name): \($0.lines.first ?? "")" }
            })
        let gone = Self.untested.keys.filter { !there.contains($0) }.sorted()
        #expect(gone.isEmpty, "\(gone)")
        #expect(Self.untested.values.allSatisfy { $0.count > 10 })
    }

    @Test func `the pages that show terminals are found`() {
        #expect(Page.run.contains("README.md"))
        #expect(Page.run.contains { $0.hasPrefix("Docs/HowTo/") })
    }

    /// Page and first line of a block, with the reason why it cannot be run.
    private static let untested = Recording.reasons(in: "not-run.md")
}
