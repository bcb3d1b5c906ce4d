import Foundation
import Testing
import TonusExchange

@testable import TonusCommands

#if canImport(Glibc)
    import Glibc
#endif

/// Files that hold what a diary says, and what is left of them when a process ends too early.
struct PrivateFileTests {
    private func folder() throws -> String {
        let path = NSTemporaryDirectory() + "tonus-private-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        return path
    }

    private func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `a process that is told to end leaves nothing half written`(number: Int32) async throws {
        let path = try folder() + "/diary.json"
        await #expect(processExitsWith: .signal(number)) { [path = path as String, number] in
            // Whoever started this may have it ignored.
            signal(number, SIG_DFL)
            try PrivateFile.replace(path) { partial in
                try "half of it".write(toFile: partial, atomically: false, encoding: .utf8)
                try "more".write(toFile: partial + "-journal", atomically: false, encoding: .utf8)
                // To the process: a thread of the tests' own hears of none.
                kill(getpid(), number)
                sleep(20)
            }
        }
        #expect(try names((path as NSString).deletingLastPathComponent) == [])
    }

    @Test func `what a killed process left goes with the next file of that name, and no more`()
        throws
    {
        let folder = try folder()
        let gone = try child()
        let kept = [
            "diary.json.1.partial", "diary.json.x.partial", "other.json.\(gone).partial",
            "diary.json.\(gone).partial.keep",
        ]
        let left = [
            "diary.json.\(gone).partial", "diary.json.\(gone).partial-journal",
            "diary.json.\(getpid()).partial",
        ]
        for name in kept + left {
            try "words".write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
        }
        try PrivateFile.write("whole", to: folder + "/diary.json")
        #expect(try names(folder) == (kept + ["diary.json"]).sorted())
    }

    /// The number of a process that was, and is no more.
    private func child() throws -> pid_t {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/true")
        try process.run()
        process.waitUntilExit()
        return process.processIdentifier
    }

    @Test func `what failed leaves what was there, and nothing beside it`() throws {
        struct Sudden: Error {}
        let folder = try folder()
        try PrivateFile.write("before", to: folder + "/diary.json")
        #expect(throws: UsageError.cannotWrite(folder + "/diary.json", 0)) {
            try PrivateFile.replace(folder + "/diary.json") { _ in throw Sudden() }
        }
        #expect(try names(folder) == ["diary.json"])
        #expect(try String(contentsOfFile: folder + "/diary.json", encoding: .utf8) == "before")
    }

    @Test func `JSON for a program holds nothing that would steer a terminal`() throws {
        let said = "\u{9B}31m\u{7F}\u{202E}x\u{2066}\u{2028}é\u{1F9B5}\n"
        let text = try #require(
            String(data: JSONEncoder().encode(["text": said]), encoding: .utf8))
        let shown = JSONTree.escapingSteering(text)
        #expect(shown == #"{"text":"\u009b31m\u007f\u202ex\u2066\u2028é🦵\n"}"#)
        let back = try JSONDecoder().decode([String: String].self, from: Data(shown.utf8))
        #expect(back == ["text": said])
    }
}
