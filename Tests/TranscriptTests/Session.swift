import Foundation
import Household

/// Real processes under a stopped clock, in a folder of their own.
final class Session {
    let home: Household

    /// Answers a process's questions for the time, once it is loaded before the C library.
    private static let clock = Household.binaries + "/libStoppedClock.so"

    init(_ name: String) throws {
        home = try Household(
            folder: NSTemporaryDirectory()
                + "tonus-\(name)-\(ProcessInfo.processInfo.processIdentifier)",
            binaries: Household.binaries)
        home.environment["PATH"] = Household.binaries + ":/usr/bin:/bin"
        home.environment["LD_PRELOAD"] = Self.clock
        home.environment["LANG"] = "C.UTF-8"
    }

    deinit { try? FileManager.default.removeItem(atPath: home.folder) }

    /// - Parameter time: as `2026-11-19T22:30:00Z`, or with an offset.
    func stopClock(at time: String, zone: String) throws {
        guard let date = ISO8601DateFormatter().date(from: time) else {
            throw HouseholdError.unexpected("no time: \(time)")
        }
        home.environment["TZ"] = zone
        home.environment["TONUS_TEST_CLOCK"] = "\(Int(date.timeIntervalSince1970))"
    }

    func turnServer(on isOn: Bool) throws {
        if isOn { try home.startServer() } else { home.endServer() }
    }

    /// What a line of a shell prints, its errors last, and its exit code.
    func said(_ line: String) throws -> (text: String, exit: Int32) {
        let child = try home.begin(shell: line)
        let exit = child.wait()
        return (child.standardOutput + child.standardError, exit)
    }

    /// The name of this machine wherever it stands by itself becomes another word.
    static func hidingHost(in text: String, as word: String) -> String {
        text.replacingOccurrences(
            of: #"\b\#(ProcessInfo.processInfo.hostName)\b"#, with: word,
            options: .regularExpression)
    }
}

extension [String] {
    /// Without the empty ones at its end.
    var withoutBlankEnd: [String] {
        var lines = self
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
