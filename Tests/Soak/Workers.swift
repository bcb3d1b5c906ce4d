import ArgumentParser
import Foundation

/// Processes of this program that share the work of a lane, each with its share as arguments.
enum Workers {
    /// Prints their violations as they come, and the sum of what they met.
    static func run(unit: String, _ shares: [[String]]) throws {
        let began = Date()
        let running = try shares.map { arguments -> (Process, Pipe) in
            let process = Process()
            process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
            process.arguments = arguments
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            return (process, pipe)
        }
        var sum = Sum()
        var hasCrashed = false
        for (process, pipe) in running {
            let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            var isWhole = false
            for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
                if let part = Sum(line: line) {
                    (sum, isWhole) = (sum + part, true)
                } else {
                    print(line)
                }
            }
            if !isWhole { hasCrashed = true }
        }
        let seconds = Date().timeIntervalSince(began)
        print(sum.report(unit: unit, seconds: seconds, processes: shares.count))
        if hasCrashed { print("A worker ended before its time.") }
        if hasCrashed || sum.violations > 0 { throw ExitCode(1) }
    }
}
