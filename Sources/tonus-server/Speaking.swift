import ArgumentParser
import Foundation
import TonusServer

/// Prints one line at once: what reads it through a pipe is waiting for it.
@Sendable func say(_ line: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data("\(line)\n".utf8))
}

/// Says on standard error what happened and what to type, and gives the exit code for it.
///
/// 78 is `EX_CONFIG` of sysexits.h.
func refusal(_ sentence: String, hint: String, code: Int32 = 78) -> ExitCode {
    try? FileHandle.standardError.write(
        contentsOf: Data("tonus-server: \(sentence)\n\(hint)\n".utf8))
    return ExitCode(code)
}

/// Turns what went wrong at the start into two lines and an exit code.
func reportingErrors(_ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch let error as ServerError {
        throw refusal("\(error)", hint: error.hint, code: 1)
    } catch EnvelopeLogError.unavailable(let code) {
        throw refusal(
            "the database does not answer (SQLite says \(code))",
            hint: "see that the disk is not full, and try again", code: 1)
    }
}

/// Unix milliseconds.
@Sendable func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
