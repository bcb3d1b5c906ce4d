import Foundation
import Testing

/// The short forms of the lanes of `make soak`.
struct WorldTests {
    @Test func `whatever happens, all agree in the end and nothing is lost`() async throws {
        let (code, output) = try await ChildProcess.soak(
            "--worker", "--regressions", "--first", "1000", "--seeds", "40", "--steps", "120"
        ).end()
        #expect(code == 0, "\(output)")
        #expect(output.contains(#""seeds":49"#), "\(output)")
    }

    @Test func `one seed, one trace`() async throws {
        let first = try await ChildProcess.soak("--seed", "7", "--steps", "150").end()
        let second = try await ChildProcess.soak("--seed", "7", "--steps", "150").end()
        #expect(first.code == 0)
        #expect(first.output == second.output)
        #expect(first.output.split(separator: "\n").count > 100)
    }

    @Test func `a power cut anywhere loses nothing that was confirmed`() async throws {
        let (code, output) = try await ChildProcess.soak("power", "--worker", "--cuts", "250").end()
        #expect(code == 0, "\(output)")
    }

    @Test func `a kill at any moment loses nothing that was confirmed`() async throws {
        let (code, output) = try await ChildProcess.soak("kills", "--kills", "60").end()
        #expect(code == 0, "\(output)")
    }
}
