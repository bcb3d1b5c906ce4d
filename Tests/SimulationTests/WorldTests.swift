import Foundation
import Testing

/// Seeded worlds with the production code in them, in a process of their own: they keep a core busy,
/// and the clocks of the other tests would notice.
struct WorldTests {
    private func soak(_ words: String...) async throws -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/nice")
        process.arguments = [Self.program] + words
        let path = NSTemporaryDirectory() + "tonus-soak-\(UUID().uuidString)"
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        defer { try? FileManager.default.removeItem(atPath: path) }
        process.standardOutput = FileHandle(forWritingAtPath: path)
        try process.run()
        // Waits without holding a thread that other tests need.
        while process.isRunning { try await Task.sleep(for: .milliseconds(50)) }
        let output = FileManager.default.contents(atPath: path) ?? Data()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    private static let program: String = {
        let arguments = CommandLine.arguments
        let place = arguments.firstIndex(of: "--test-bundle-path")
        let bundle = place.flatMap { arguments.dropFirst($0 + 1).first } ?? arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().path + "/tonus-soak"
    }()

    @Test func `whatever happens, all agree in the end and nothing is lost`() async throws {
        let (code, output) = try await soak(
            "--worker", "--regressions", "--first", "1000", "--seeds", "40", "--steps", "120")
        #expect(code == 0, "\(output)")
        #expect(output.contains(#""seeds":48"#), "\(output)")
    }

    @Test func `one seed, one trace`() async throws {
        let first = try await soak("--seed", "7", "--steps", "150")
        let second = try await soak("--seed", "7", "--steps", "150")
        #expect(first.code == 0)
        #expect(first.output == second.output)
        #expect(first.output.split(separator: "\n").count > 100)
    }
}
