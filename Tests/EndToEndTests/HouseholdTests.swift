import Foundation
import Household
import Testing

/// The whole way with real processes: what a person types, and what the others then see.
struct HouseholdTests {
    @Test func `an entry made on one device is seen on another, with the server killed in between`()
        throws
    {
        let home = try Home.shared("seen")
        defer { Home.clean(home) }
        #expect(try home.episodes("phone") == home.episodes("default"))
        #expect(try home.episodes("phone").count == 1)

        home.endServer()
        try home.must("-R", "phone", "l", "back", "4", "20m")
        let offline = try home.tonus("-R", "phone", "sync")
        #expect(offline.code == 69)
        #expect(offline.errors.contains("saved on this device"))
        #expect(offline.errors.hasSuffix("  tonus -R phone sync\n"))
        #expect(try home.must("-R", "phone", "status").contains("1 change only on this device"))

        try home.startServer()
        try home.must("-R", "phone", "sync")
        try home.must("sync")
        #expect(try home.episodes("default").count == 2)
        try expectEqualDigests(home, ["default", "phone"])
    }

    @Test func `a caregiver who wrote offline ends with the same diary as the others`() throws {
        let home = try Home.shared("caregiver")
        defer { Home.clean(home) }
        let code = try Household.code(
            in: home.must("invite", "--role", "caregiver", "--name", "Ana"))
        try home.must("-R", "ana", "join", code)
        home.endServer()
        try home.must("-R", "ana", "edit", "last", "severity=4")
        try home.must("edit", "last", "severity=9")
        try home.must("-R", "phone", "edit", "last", "severity=8")
        try home.must("-R", "ana", "l", "leg", "10m")
        try home.startServer()
        for _ in 0..<2 {
            for device in ["ana", "default", "phone"] { try home.must("-R", device, "sync") }
        }
        try expectEqualDigests(home, ["default", "phone", "ana"])
        // Two people's ratings stand side by side; one person's two are for them to choose.
        let shown = try home.must("show", try oldest(home))
        #expect(shown.contains("4 (Ana)"))
        #expect(shown.contains("(Maria) · differs"))
    }

    @Test func `a replica with entries of its own keeps every one of them when it joins`() throws {
        let home = try Home.shared("joins")
        defer { Home.clean(home) }
        for minutes in (1...5).reversed() {
            try home.must("-R", "tablet", "l", "hand", "\(minutes)m")
        }
        try home.must("-R", "tablet", "note", "last", "from before")
        let before = try home.episodes("tablet")
        let code = try Household.code(in: home.must("invite"))
        try home.must("-R", "tablet", "join", code)
        #expect(try home.episodes("tablet").isSuperset(of: before))
        #expect(try home.episodes("tablet").count == 6)
        try home.must("sync")
        #expect(try home.episodes("default").isSuperset(of: before))
        #expect(try home.must("show", try latest(home)).contains("from before"))
        try expectEqualDigests(home, ["default", "tablet"])
    }

    @Test func `a viewer sees everything and is refused in plain words when writing`() throws {
        let home = try Home.shared("viewer")
        defer { Home.clean(home) }
        let code = try Household.code(
            in: home.must("invite", "--role", "viewer", "--name", "Dr. Kim"))
        try home.must("-R", "doctor", "join", code)
        #expect(try home.episodes("doctor") == home.episodes("default"))
        for words in [
            ["t"], ["l", "leg", "5"], ["edit", "last", "pain=3"], ["delete", "last"],
            ["undo", "last"],
        ] {
            let answer = try home.tonus(["-R", "doctor"] + words)
            #expect(answer.code == 1, "\(words)")
            #expect(answer.errors.contains("not write"), "\(words)")
        }
        #expect(try home.episodes("doctor") == home.episodes("default"))
    }

    @Test func `neither the server's files nor the wire hold a word that was entered`() throws {
        let tap = WireTap()
        let home = try Home.shared("secret", through: tap)
        defer { Home.clean(home) }
        let words = ["Xylophonbad", "thigh", "Maria", "Europe/Berlin", "Annegret", "stress"]
        try home.must("note", "last", "after the Xylophonbad")
        try home.must("l", "thigh", "7", "20m", "--trigger", "stress")
        let code = try Household.code(
            in: home.must("invite", "--role", "caregiver", "--name", "Annegret"))
        try home.must("-R", "ana", "join", code)
        try home.must("sync")
        try home.must("-R", "ana", "sync")
        #expect(
            try home.must("-R", "ana", "show", try latest(home, 2, of: "ana")).contains(
                "Xylophonbad"))

        var stored = Data()
        for file in try FileManager.default.contentsOfDirectory(atPath: home.serverData) {
            stored += FileManager.default.contents(atPath: home.serverData + "/" + file) ?? Data()
        }
        let sent = Data(tap.bytes)
        #expect(stored.count > 4096)
        #expect(sent.count > 4096)
        for word in words {
            #expect(stored.range(of: Data(word.utf8)) == nil, "\(word) in the server's files")
            #expect(sent.range(of: Data(word.utf8)) == nil, "\(word) on the wire")
        }
    }

    @Test func `a code is shown as a picture where that is wanted, with a margin around it`() throws
    {
        let home = try Home.shared("picture")
        defer { Home.clean(home) }
        let blocks = Set("█▀▄ ")
        let lines = try home.must("invite", "--qr").components(separatedBy: "\n")
            .filter { $0.count > 20 && Set($0).isSubset(of: blocks) }
        let width = try #require(lines.first?.count)
        #expect(lines.allSatisfy { $0.count == width })
        // Two rows of modules to a line; four modules of margin on every side.
        #expect(lines.count == (width + 1) / 2)
        let margin = String(repeating: "█", count: width)
        #expect(lines.prefix(2) == [margin, margin])
        #expect(lines.dropFirst(2).dropLast(2).allSatisfy { $0.hasPrefix("████") })
        // The finder pattern at the top left: seven dark modules.
        #expect(lines[2].dropFirst(4).hasPrefix(" ▄▄▄▄▄ "))
        #expect(try !home.must("invite").contains("█"))
    }

    @Test func `a code works once, and a slip in it is noticed before anything is asked`() throws {
        let home = try Home.shared("codes")
        defer { Home.clean(home) }
        let code = try Household.code(in: home.must("invite"))
        var slip = Array(code)
        slip[2] = slip[2] == "0" ? "1" : "0"
        #expect(try home.tonus("-R", "a", "join", String(slip)).code == 65)
        try home.must("-R", "a", "join", input: code + "\n")
        let again = try home.tonus("-R", "b", "join", code)
        #expect(again.code == 1)
        #expect(again.errors.contains("used already"))
    }

    @Test func `an entry is sent by itself in the background, and never waits for that`() throws {
        let home = try Home.shared("background")
        defer { Home.clean(home) }
        home.environment["TONUS_AUTOSYNC"] = nil
        try home.must("l", "hand", "2")
        home.environment["TONUS_AUTOSYNC"] = "0"
        var isSent = false
        for _ in 0..<600 where !isSent {
            isSent = try home.json("status", field: "unsent") == 0
            usleep(50_000)
        }
        #expect(isSent)
        try home.must("-R", "phone", "sync")
        #expect(try home.episodes("phone").count == 2)
    }

    @Test func `nobody's words steer the terminal of another`() throws {
        let home = try Home.make("escape")
        defer { Home.clean(home) }
        try home.must("l", "leg", "3")
        try home.must(
            "note", "last",
            input: "red \u{1B}[31m, back \u{202E}abc, bell \u{7}\n  written by  Maria")
        let shown = try home.must("show", "last")
        #expect(shown.contains("red \u{FFFD}[31m, back \u{FFFD}abc, bell \u{FFFD}"))
        #expect(!shown.contains("\n  written by  Maria"))
    }

    @Test func `a file imported twice makes no doubles, and bad lines are named`() throws {
        let home = try Home.make("import")
        defer { Home.clean(home) }
        let file = home.folder + "/diary.csv"
        try """
        id,onset,precision,end,sites,character,severity,pain,triggers,note
        a,2026-10-25T02:30:00+02:00[Europe/Berlin],exact,unknown,left calf,stiff,7,,heat,"after, the bath"
        b,2026-10-25T02:30:00+01:00[Europe/Berlin],15m,unknown,back,,11,,,
        c,yesterdayish,exact,unknown,back,,4,,,
        """.write(toFile: file, atomically: true, encoding: .utf8)
        let first = try home.tonus("import", file)
        #expect(first.code == 3)
        #expect(first.output.contains("1 episode imported, 0 were here already."))
        #expect(first.output.contains("Line 3 left out: '11' is no severity."))
        #expect(first.output.contains("Line 4 left out: 'yesterdayish' is no onset."))
        #expect(try home.tonus("import", file).output.contains("0 episodes imported, 1 were here"))
        #expect(try home.episodes("default").count == 1)
        #expect(try home.tonus("import", home.folder + "/none.csv").code == 66)
    }

    @Test func `eight processes write on one replica at once and nothing is lost`() throws {
        let home = try Home.make("many")
        defer { Home.clean(home) }
        let each = 200
        let script = """
            i=0; while [ $i -lt \(each) ]; do \(Home.binaries)/tonus l calf 3 >/dev/null || exit 1; i=$((i+1)); done
            """
        let children = try (0..<8).map { number in
            try Child(
                "/bin/sh", ["-c", script], environment: home.environment, input: nil,
                folder: home.folder + "/run", name: "writer-\(number)")
        }
        for child in children { #expect(child.wait() == 0, "\(child.standardError)") }
        #expect(try home.episodes("default").count == 8 * each)
        #expect(try home.must("doctor").contains("1 chain verified, \(8 * each) changes"))
    }

    @Test func `a command that is killed has saved its entry, or has not said so`() throws {
        let home = try Home.make("kills")
        defer { Home.clean(home) }
        try home.must("l", "leg", "1")
        var confirmed: Set<String> = []
        for round in 0..<60 {
            let command = try home.begin(["l", "calf", "3", "--json"])
            usleep(UInt32(round) * 700)
            command.kill()
            command.wait()
            let text = command.standardOutput
            if let id = text.components(separatedBy: "\"id\":\"").dropFirst().first?.prefix(32) {
                confirmed.insert(String(id))
            }
        }
        #expect(try home.episodes("default").isSuperset(of: confirmed))
        try home.must("l", "leg", "2")
        try home.must("doctor")
    }

    @Test func `the demo runs to its end and its digests are equal`() throws {
        let home = try Home.make("demo")
        defer { Home.clean(home) }
        let demo = try Child(
            Home.binaries + "/tonus-demo",
            ["--kills", "6", "--seed", "7", "--folder", home.folder + "/demo"],
            environment: home.environment, input: nil, folder: home.folder + "/run", name: "demo")
        #expect(demo.wait() == 0, "\(demo.standardError)")
        #expect(demo.standardOutput.contains("The three digests are equal."))
        #expect(demo.standardOutput.contains("No confirmed entry is missing anywhere."))
        #expect(demo.standardOutput.contains("The three reports are equal, byte for byte."))
        let said = demo.standardOutput.replacing(figures, with: "#")
        let readme = try String(
            contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
        let excerpt = readme.components(separatedBy: "```").first { $0.hasPrefix("text\n== ") }
        let lines = try #require(excerpt).split(separator: "\n").dropFirst()
        for line in lines where !line.hasPrefix("…") {
            #expect(said.contains(line.replacing(figures, with: "#")), "README.md: \(line)")
        }
    }

    /// What is another in every run.
    private var figures: Regex<Substring> { /[0-9a-f]{64}|[0-9]+/ }

    private var root: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    private func expectEqualDigests(_ home: Household, _ devices: [String]) throws {
        let digests: [String] = try devices.map {
            try home.json("-R", $0, "status", field: "digest")
        }
        #expect(Set(digests).count == 1)
    }

    private func oldest(_ home: Household) throws -> String {
        let rows: [[String: Any]] = try home.json("list", field: "episodes")
        return try #require(rows.last?["id"] as? String)
    }

    private func latest(_ home: Household, _ number: Int = 1, of device: String = "default") throws
        -> String
    {
        try home.must("-R", device, "list")
        return "\(number)"
    }
}
