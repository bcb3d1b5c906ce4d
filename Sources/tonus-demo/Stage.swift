import Foundation
import Household
import TonusTesting

#if canImport(Glibc)
    import Glibc
#endif

/// The scenes of the demo. Each shows what was typed and what came back.
final class Stage {
    let household: Household
    private static let devices = ["default", "phone", "ana"]

    init(household: Household) { self.household = household }

    /// The first five minutes of a new user, as far as today's commands go.
    func fiveMinutes() throws {
        title("A laptop, no set-up: three months of diary are imported, and two taps")
        try show("import", "Docs/Examples/diary.csv")
        try show("t")
        try show("t", "6")
        title("A server, and the diary shared through it")
        try household.startServer()
        say("$ tonus-server serve &\n  listening on \(household.address)")
        try show("setup", household.address, household.foundingCode ?? "", "--name", "Maria")
        let code = try Household.code(in: show("invite"))
        try show("-R", "phone", "join", code)
        title("The server is down: what is written is saved, and says so")
        household.endServer()
        try show("-R", "phone", "l", "back", "4", "20m")
        try show("-R", "phone", "sync")
        try show("-R", "phone", "status")
        try household.startServer()
        try show("-R", "phone", "sync")
        try show("sync")
        try show()
        title("A caregiver writes offline; nothing she or Maria wrote is lost")
        let invitation = try Household.code(
            in: show("invite", "--role", "caregiver", "--name", "Ana"))
        try show("-R", "ana", "join", invitation)
        household.endServer()
        try show("-R", "ana", "start", "leg", "10m")
        try show("-R", "ana", "stop")
        say("")
        say("Meanwhile all three change the same episode, each without seeing the others:")
        say("")
        for (device, edit) in zip(Self.devices, ["severity=7", "severity=8", "severity=5"]) {
            try household.must("-R", device, "list", "-n", "3")
            try show("-R", device, "edit", "1", edit)
        }
        try household.startServer()
        for device in Self.devices { try show("-R", device, "sync") }
        for device in Self.devices { try show("-R", device, "sync") }
        say("")
        say(
            "One episode, everyone's word: Ana's beside Maria's, and Maria's own two to choose from."
        )
        say("")
        for device in Self.devices {
            try household.must("-R", device, "list", "-n", "3")
            try show("-R", device, "show", try differing(device))
        }
    }

    private func differing(_ device: String) throws -> String {
        let rows: [[String: Any]] = try household.json(
            "-R", device, "list", "-n", "5", field: "episodes")
        let found = rows.first { ($0["differs"] as? [String])?.isEmpty == false }
        return found?["id"] as? String ?? "last"
    }

    /// Kills the server or a command `count` times while all three devices write and sync.
    ///
    /// - Returns: the ids of the episodes that a command confirmed before it was killed, or at all.
    func powerCuts(_ count: Int, seed: UInt64) throws -> Set<String> {
        title("\(count) power cuts, at moments drawn from seed \(seed)")
        var random = SplitMix64(seed: seed)
        var acknowledged: Set<String> = []
        var killed = (server: 0, client: 0)
        for _ in 0..<count {
            let device = Self.devices[Int.random(in: 0..<3, using: &random)]
            try write(device, &random, &acknowledged)
            if Int.random(in: 0..<2, using: &random) == 0 {
                let sync = try household.begin(["-R", device, "sync"])
                usleep(UInt32(Int.random(in: 0..<80_000, using: &random)))
                household.endServer()
                sync.wait()
                try household.startServer()
                killed.server += 1
            } else {
                let words =
                    Int.random(in: 0..<2, using: &random) == 0
                    ? ["-R", device, "sync"] : ["-R", device, "l", "calf", "3", "--json"]
                let command = try household.begin(words)
                usleep(UInt32(Int.random(in: 0..<60_000, using: &random)))
                command.kill()
                command.wait()
                acknowledged.formUnion(Self.ids(command.standardOutput))
                killed.client += 1
            }
        }
        say("killed: the server \(killed.server) times, a device's command \(killed.client) times")
        say("entries confirmed to a person meanwhile: \(acknowledged.count)")
        return acknowledged
    }

    private func write(
        _ device: String, _ random: inout SplitMix64, _ acknowledged: inout Set<String>
    ) throws {
        let site = ["calf", "thigh", "foot", "hand", "back"][Int.random(in: 0..<5, using: &random)]
        let text = try household.must(
            "-R", device, "l", site, "\(Int.random(in: 0..<11, using: &random))",
            "\(1 + Int.random(in: 0..<90, using: &random))m", "--json")
        acknowledged.formUnion(Self.ids(text))
    }

    /// Lets everything settle, then compares what the devices show.
    func compare(_ acknowledged: Set<String>) throws -> Bool {
        title("What each one sees, once all have synced")
        try settle(Self.devices)
        let shown = try Self.devices.map(household.episodes)
        let lost = shown.map { acknowledged.subtracting($0).count }.reduce(0, +)
        let isEqual = try sayDigests(["laptop", "phone", "ana"], of: Self.devices)
        try show("doctor")
        say(lost == 0 ? "No confirmed entry is missing anywhere." : "\(lost) ENTRIES ARE MISSING.")
        return isEqual && lost == 0
    }

    func settle(_ devices: [String]) throws {
        for _ in 0..<3 {
            for device in devices { try household.must("-R", device, "sync") }
        }
    }

    /// - Returns: whether all show the same.
    func sayDigests(_ names: [String], of devices: [String]) throws -> Bool {
        var digests: Set<String> = []
        for (name, device) in zip(names, devices) {
            let digest: String = try household.json("-R", device, "status", field: "digest")
            let count = try household.episodes(device).count
            digests.insert(digest)
            let column = name.padding(toLength: 8, withPad: " ", startingAt: 0)
            say("\(column)\(count) episodes, digest \(digest)")
        }
        say(digests.count == 1 ? "The three digests are equal." : "THE DIGESTS DIFFER.")
        return digests.count == 1
    }

    func farewell(_ binaries: String) {
        household.endServer(SIGTERM)
        title("Go on by hand")
        say(
            """
              export TONUS_HOME=\(household.folder)/home PATH=\(binaries):$PATH
              tonus-server serve --port \(household.address.split(separator: ":").last ?? "8787") --data \(household.serverData) &
              tonus            # the laptop; tonus -R phone, tonus -R ana for the others
              export TONUS_HOME=\(household.folder)/ninety-days
              tonus insights   # the three months; tonus -R ana, tonus -R ben for the others
            """)
    }

    @discardableResult
    func show(_ words: String...) throws -> String {
        let answer = try household.tonus(words)
        let typed = words.map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " ")
        say("$ tonus \(typed)".trimmingCharacters(in: .whitespaces))
        let said = (answer.output + answer.errors).split(
            separator: "\n", omittingEmptySubsequences: false)
        say(said.dropLast().map { "  \($0)" }.joined(separator: "\n"))
        if answer.code != 0 { say("  (exit \(answer.code))") }
        return answer.output
    }

    func title(_ text: String) { say("\n== \(text)\n") }

    func say(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }

    private static func ids(_ json: String) -> [String] {
        let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let rows = object?["episodes"] as? [[String: Any]] ?? []
        return rows.compactMap { $0["id"] as? String }
    }
}
