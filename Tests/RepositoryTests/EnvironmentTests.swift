import Foundation
import Testing

/// Readers that are not ours run in Python environments which the first of them makes.
struct EnvironmentTests {
    /// Each clears what is there before it makes it: without a lock the second ruins it for the first.
    @Test func `who comes while an environment is being made waits for it`() throws {
        let folder = NSTemporaryDirectory() + "environment-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: folder + "/nothing.txt"))
        let makers = try (0..<4).map { _ in
            defer { Thread.sleep(forTimeInterval: 1.4) }
            return try Process.run(
                URL(fileURLWithPath: Repository.root + "/Protocol/Python/make-environment"),
                arguments: [folder + "/made", folder + "/nothing.txt", "sys"])
        }
        for maker in makers {
            maker.waitUntilExit()
            #expect(maker.terminationStatus == 0)
        }
    }
}
