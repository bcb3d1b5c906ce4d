import Foundation
import Household
import Testing

/// Where files may go that somebody asks for, by the real programs.
struct DestinationTests {
    private func diary(_ name: String) throws -> Household {
        let home = try Home.make(name)
        try home.must("l", "left", "calf", "7", "yesterday")
        return home
    }

    @Test(arguments: [
        "export --format csv --out HOME/default/replica.sqlite",
        "export --format sqlite --out HOME/default/replica.sqlite",
        "export --out HOME/default/keys.json", "export --out HOME/default/new.json",
        "export --format fhir --out HOME/config.json", "export --format ical --out LINK",
        "report --out HOME/default/../default/keys.json", "chart --svg FOLDER/keys.json",
        "import TABLE --rejects HOME/default/replica.sqlite", "import TABLE --rejects TABLE",
        "import TABLE --rejects LINKED", "import TABLE --map MAP --rejects MAP",
        "import HOME/../table.csv --rejects TABLE",
    ])
    func `no file takes the place of the diary's own, or of what is read`(line: String) throws {
        let home = try diary("places-\(abs(line.hashValue))")
        defer { Home.clean(home) }
        let folder = home.folder
        let files = FileManager.default
        try "onset,sites\n2026-11-19 22:30,Schwanz\n".write(
            toFile: folder + "/table.csv", atomically: true, encoding: .utf8)
        try #"{"onset":"onset","sites":"sites"}"#.write(
            toFile: folder + "/map.json", atomically: true, encoding: .utf8)
        for (link, target) in [
            ("link", "home/default/keys.json"), ("folder", "home/default"), ("linked", "table.csv"),
        ] {
            try files.createSymbolicLink(
                atPath: "\(folder)/\(link)", withDestinationPath: "\(folder)/\(target)")
        }
        let kept = ["home/default/keys.json", "table.csv", "map.json"]
        let before = kept.map { files.contents(atPath: "\(folder)/\($0)") }
        let places = [
            "HOME": folder + "/home", "LINKED": folder + "/linked", "LINK": folder + "/link",
            "FOLDER": folder + "/folder", "TABLE": folder + "/table.csv",
            "MAP": folder + "/map.json",
        ]
        let line = places.sorted { $0.key > $1.key }.reduce(line) {
            $0.replacing($1.key, with: $1.value)
        }
        let answer = try home.tonus(line.split(separator: " ").map(String.init))
        #expect(answer.code == 73, "\(answer.errors)")
        #expect(answer.errors.contains("Nothing was written."))
        #expect(kept.map { files.contents(atPath: "\(folder)/\($0)") } == before)
        #expect(!files.fileExists(atPath: folder + "/home/default/new.json"))
        #expect(!files.fileExists(atPath: folder + "/home/config.json"))
        #expect(try home.must("list").contains("left calf"))
    }

    @Test func `what goes through a link lands where it leads, and the link stays`() throws {
        let home = try diary("through-link")
        defer { Home.clean(home) }
        let files = FileManager.default
        try files.createDirectory(
            atPath: home.folder + "/far", withIntermediateDirectories: true)
        for (link, target) in [("there", "far/there.csv"), ("dangling", "far/new.csv")] {
            try files.createSymbolicLink(
                atPath: "\(home.folder)/\(link)", withDestinationPath: target)
        }
        try "old".write(
            toFile: home.folder + "/far/there.csv", atomically: true, encoding: .utf8)
        for link in ["there", "dangling"] {
            try home.must("export", "--format", "csv", "--out", "\(home.folder)/\(link)")
            _ = try files.destinationOfSymbolicLink(atPath: "\(home.folder)/\(link)")
        }
        for name in ["there.csv", "new.csv"] {
            let text = try String(contentsOfFile: "\(home.folder)/far/\(name)", encoding: .utf8)
            #expect(text.hasPrefix("id,kind,onset"))
        }
        #expect(
            try files.contentsOfDirectory(atPath: home.folder + "/far").sorted()
                == ["new.csv", "there.csv"])
    }

    private func said(_ home: Household, _ line: String) throws -> (code: Int32, text: String) {
        home.environment["PATH"] = Household.binaries + ":/usr/bin:/bin"
        let child = try home.begin(shell: "cd '\(home.folder)'; \(line)")
        let code = child.wait()
        return (code, child.standardOutput + child.standardError)
    }

    @Test func `a pipe and a device are written into, and stay what they are`() throws {
        let home = try diary("pipes")
        defer { Home.clean(home) }
        let line =
            "mkfifo p; cat p > got & tonus export --format csv --out p; wait; cat got; test -p p"
        let piped = try said(home, line)
        #expect(piped.code == 0)
        #expect(
            piped.text.contains("id,kind,onset") && piped.text.contains("1 entry written to p."))
        #expect(try said(home, "tonus report --out /dev/null; test -c /dev/null").code == 0)
        #expect(try said(home, "tonus export --format sqlite --out p").code == 64)
    }

    @Test(arguments: ["-", "/dev/stdout"])
    func `a dash is standard output`(name: String) throws {
        let home = try diary("dash-\(name.count)")
        defer { Home.clean(home) }
        #expect(try home.must("export", "--format", "csv", "--out", name).hasPrefix("id,kind"))
        #expect(try home.must("report", "--out", name).hasPrefix("<!DOCTYPE html>"))
        #expect(try home.must("chart", "--svg", name).hasPrefix("<svg"))
        #expect(try said(home, "test -e -").code == 1)
    }

    @Test(arguments: ["export", "export --format csv", "list", "list --json", "report", "--help"])
    func `what standard output does not take whole is no success`(words: String) throws {
        let home = try diary("full-\(words.filter(\.isLetter))")
        defer { Home.clean(home) }
        let cut = try said(home, "tonus \(words) > /dev/full")
        #expect(cut.code == 73)
        #expect(cut.text.contains("only a part of it was written"))
        // Whoever stops reading has read enough.
        let read = try said(home, "(trap '' PIPE; tonus \(words); echo $? >&2) | true")
        #expect(read.text == "0\n")
    }

    @Test func `a table and a diary come through a pipe as they come from a file`() throws {
        let home = try diary("piped-in")
        defer { Home.clean(home) }
        let whole = try said(
            home, "tonus export --format csv | tonus -R other import /dev/stdin")
        #expect(whole.text.contains("1 episode imported"))
        let named = try said(
            home, "mkfifo q; tonus export > q & timeout 20 tonus -R third import q")
        #expect(named.text.contains("1 change taken in"))
        let table = try said(
            home, "tonus export --format csv > q & timeout 20 tonus -R fourth import q")
        #expect(table.text.contains("1 episode imported"))
        #expect(
            try home.must("-R", "fourth", "export", "--format", "csv")
                == home.must("export", "--format", "csv"))
    }

    @Test func `an input without end, and a folder, cost one sentence`() throws {
        let home = try diary("endless")
        defer { Home.clean(home) }
        let endless = try said(
            home,
            "(printf '{'; cat /dev/zero) | (ulimit -v 4000000; timeout 60 tonus import /dev/stdin)")
        #expect(endless.code == 65)
        #expect(endless.text.contains("/dev/stdin is larger than any diary"))
        #expect(try home.tonus("import", home.folder).code == 66)
    }

    @Test(arguments: [
        "export --format csv --months 0", "export --format fhir --months -3",
        "export --format ical --months 9999", "report --months 0", "report --months 121",
        "chart --months 0", "insights --months 1201", "insights --months -1",
        "export --format csv --private", "export --format ical --private",
        "export --format fhir --private", "export --format csv --snomed", "export --snomed",
        "report --out x.docx", "report --out x.md", "report --out a.b/x.PNG",
    ])
    func `what cannot be had is refused, and nothing else is made instead`(line: String) throws {
        let home = try diary("refused-\(abs(line.hashValue))")
        defer { Home.clean(home) }
        let answer = try said(
            home, "mkdir a.b; tonus \(line.replacing("--months -", with: "--months=-"))")
        #expect(answer.code == 64, "\(answer.text)")
        #expect(answer.text.hasPrefix("tonus: "))
        #expect(try said(home, "ls x* a.b/x* 2>/dev/null").text == "")
    }

    @Test(arguments: ["x.HTML", "x.htm", "x.txt", "x", "x.2026", ".x"])
    func `a report is made under any name that says nothing else`(name: String) throws {
        let home = try diary("named-\(name)")
        defer { Home.clean(home) }
        #expect(try said(home, "tonus report --out \(name) && test -s \(name)").code == 0)
    }
}
