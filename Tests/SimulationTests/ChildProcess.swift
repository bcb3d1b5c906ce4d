import Foundation
import Testing
import TonusTypes

/// Work in a process of its own: it keeps a core busy, and the clocks of the other tests would
/// notice.
struct ChildProcess {
    private let process: Process
    private let path: String

    private init(
        _ program: String, _ words: [String], fault: PlantedFault?
    ) throws {
        process = Process()
        path = NSTemporaryDirectory() + "tonus-child-\(UUID().uuidString)"
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        process.executableURL = URL(fileURLWithPath: "/usr/bin/nice")
        process.arguments = [program] + words
        if let fault {
            var environment = ProcessInfo.processInfo.environment
            environment["TONUS_PLANTED_FAULT"] = fault.rawValue
            process.environment = environment
        }
        let output = FileHandle(forWritingAtPath: path)
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
    }

    /// The lanes.
    static func soak(_ words: String..., fault: PlantedFault? = nil) throws -> ChildProcess {
        let program = URL(fileURLWithPath: bundle).deletingLastPathComponent().path + "/tonus-soak"
        return try ChildProcess(program, words, fault: fault)
    }

    /// The tests of this very bundle whose names match.
    static func tests(_ names: String, fault: PlantedFault) throws -> ChildProcess {
        let words = [
            "--test-bundle-path", bundle, bundle, "--testing-library", "swift-testing", "--filter",
            names,
        ]
        return try ChildProcess(CommandLine.arguments[0], words, fault: fault)
    }

    private static let bundle: String = {
        let arguments = CommandLine.arguments
        let place = arguments.firstIndex(of: "--test-bundle-path")
        return place.flatMap { arguments.dropFirst($0 + 1).first } ?? arguments[0]
    }()

    /// Waits without holding a thread that other tests need.
    func end() async throws -> (code: Int32, output: String) {
        defer { try? FileManager.default.removeItem(atPath: path) }
        while process.isRunning { try await Task.sleep(for: .milliseconds(50)) }
        let output = FileManager.default.contents(atPath: path) ?? Data()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
