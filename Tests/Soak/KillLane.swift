import ArgumentParser
import Foundation
import Household
import TonusSimulation
import TonusTesting

#if canImport(Glibc)
    import Glibc
#endif

/// Real processes on a real disk, ended with `kill -9` wherever they happen to be.
struct KillLane: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kills", abstract: "Kill commands and the server at random moments")

    @Option(help: "How many kills")
    var kills = 1000
    @Option(help: "Which moments")
    var seed: UInt64 = 1

    func run() throws {
        let folder = NSTemporaryDirectory() + "tonus-kills-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let household = try Household(folder: folder, binaries: Household.binaries)
        let began = Date()
        let spree = try KillingSpree(household, seed: seed)
        while spree.count < kills { try spree.kill() }
        try spree.settle()
        let seconds = Date().timeIntervalSince(began)
        print(spree.report(seconds: seconds))
        if spree.violations > 0 { throw ExitCode(1) }
    }
}

/// Three devices and a server that are killed, and what they had confirmed until then.
private final class KillingSpree {
    private static let devices = ["laptop", "phone", "ana"]

    private let household: Household
    private var random: SplitMix64
    /// How many changes each device has shown.
    private var changes: [String: Int] = [:]
    /// Words of notes that were confirmed.
    private var words: [String] = []
    private var killed: [String: Int] = [:]
    private var late = 0
    private var serial = 0
    private(set) var violations = 0

    /// A command is killed at most this many microseconds after it began: somewhat longer than one
    /// takes here, so that some end before and can be held to their word.
    private var patience = 0

    init(_ household: Household, seed: UInt64) throws {
        (self.household, random) = (household, SplitMix64(seed: seed))
        try household.startServer()
        try household.must("-R", "laptop", "log", "leg", "7", "2m")
        try household.must(
            "-R", "laptop", "setup", household.address, household.foundingCode ?? "", "--name",
            "Maria")
        let codes = [
            try household.must("-R", "laptop", "invite"),
            try household.must("-R", "laptop", "invite", "--role", "caregiver", "--name", "Ana"),
        ]
        for (device, code) in zip(Self.devices.dropFirst(), codes) {
            try household.must("-R", device, "join", Household.code(in: code))
        }
        let began = Date()
        for device in Self.devices {
            try household.must("-R", device, "log", "leg", "7", "2m")
            changes[device] = try count(device)
        }
        patience = Int(Date().timeIntervalSince(began) * 1e6) / Self.devices.count * 3 / 4
    }

    private func count(_ device: String) throws -> Int {
        try household.json("-R", device, "status", field: "changes")
    }

    func kill() throws {
        let device = Self.devices[Int.random(in: 0..<3, using: &random)]
        serial += 1
        if Int.random(in: 0..<4, using: &random) == 0 { return try killServer(under: device) }
        let note = "word\(serial)x"
        let acts = [
            ["tap"], ["start", "hand"], ["stop"], ["log", "calf", "4", "25m"],
            ["log", "left", "foot", "6", "--note", note], ["edit", "last", "severity=5"],
            ["log", "left", "foot", "6", "--note", note], ["log", "neck", "2", "--note", note],
            ["note", "last", note], ["note", note], ["note", "last", note], ["rate", "last", "3"],
            ["delete", "last"], ["undo"], ["redo"],
            ["tally", "3", "for", "1h"], ["none", "yesterday"], ["link", "1", "2"], ["review"],
            ["sync"], ["sync"], ["sync"], ["rebuild"], ["list"], ["show", "last"],
            ["history", "last"], ["search", "word"], ["status"], ["doctor"], ["invite"],
        ]
        let act = acts[Int.random(in: 0..<acts.count, using: &random)]
        let child = try household.begin(["-R", device] + act)
        usleep(UInt32(Int.random(in: 0..<patience, using: &random)))
        let isLate = child.hasEnded
        child.kill()
        let code = child.wait()
        if isLate { late += 1 } else { killed[act[0], default: 0] += 1 }
        if code == 0, act.contains(note) { words.append(note) }
        try look(at: device, after: act)
    }

    private func killServer(under device: String) throws {
        let writes = try household.tonus("-R", device, "log", "back", "5", "10m").code == 0
        let sync = try household.begin(["-R", device, "sync"])
        usleep(UInt32(Int.random(in: 0..<patience, using: &random)))
        household.endServer()
        sync.wait()
        try household.startServer()
        killed["server", default: 0] += 1
        if !writes { fail("\(device) could not write") }
        try look(at: device, after: ["server"])
    }

    /// The next command just works, and shows no less than the one before.
    private func look(at device: String, after act: [String]) throws {
        guard let now = try? count(device) else {
            return fail("\(device): no status after \(act.joined(separator: " "))")
        }
        if now < changes[device] ?? 0 { fail("\(device) lost changes after \(act[0])") }
        changes[device] = now
    }

    /// Everybody syncs, and all must show the same, with every confirmed word in it.
    func settle() throws {
        for _ in 0..<3 {
            for device in Self.devices { try household.must("-R", device, "sync") }
        }
        var digests: Set<String> = []
        for device in Self.devices {
            try household.must("-R", device, "doctor")
            changes[device] = try count(device)
            digests.insert(try household.json("-R", device, "status", field: "digest"))
            let history = try household.must("-R", device, "history", "-n", "1000000")
            for word in words where !history.contains(word) { fail("\(device) lost \(word)") }
        }
        if digests.count > 1 { fail("the digests differ") }
    }

    private func fail(_ what: String) {
        violations += 1
        print("VIOLATION kill \(serial): \(what)")
    }

    /// Kills that came before the end.
    var count: Int { killed.values.reduce(0, +) }

    func report(seconds: Double) -> String {
        let list = killed.sorted { $0.key < $1.key }.map { "  \($0.value)\t\($0.key)" }
        return """
            \(count) kills and \(late) more that came too late, \(violations) violations; \
            \(words.count) words confirmed, \(changes.values.max() ?? 0) changes; \
            \(Int(seconds)) s
            Killed:
            \(list.joined(separator: "\n"))
            """
    }
}
