import Foundation
import Household
import Testing

/// What is for the owners' devices alone is in no file that is handed on.
struct PrivateFilesTests {
    /// Of each sort one that is private, with words that nothing else says.
    private static let diary = """
        {"schema":"tonus.diary/1","people":[],"changes":[
        \(change(1, "episode", #"[{"field":"onset","value":{"time":"2026-11-20T10:00:00+01:00"}},{"field":"severity","value":7}]"#, isPrivate: false)),
        \(change(2, "episode", #"[{"field":"onset","value":{"time":"2026-11-19T10:00:00+01:00"}},{"field":"site","key":"right foot","value":true}]"#)),
        \(change(3, "tally", #"[{"field":"count","value":77},{"field":"from","value":{"time":"2026-11-18T10:00:00+01:00"}},{"field":"to","value":{"time":"2026-11-18T11:00:00+01:00"}}]"#)),
        \(change(4, "treatment", #"[{"field":"name","value":"HIDDENdrug"}]"#)),
        \(change(5, "regimen", #"[{"field":"treatment","value":{"entity":"00000000000000000000000000000004"}},{"field":"start","value":{"date":"2026-11-19"}}]"#, isPrivate: false)),
        \(change(6, "question", #"[{"field":"text","value":"HIDDENquestion"}]"#)),
        \(change(7, "measure", #"[{"field":"date","value":{"date":"2026-11-05"}},{"field":"measure","value":{"word":"ashworth"}},{"field":"by","value":"HIDDENby"}]"#)),
        \(change(8, "checkin", #"[{"field":"date","value":{"date":"2026-11-20"}},{"field":"bothered","value":4}]"#)),
        \(change(9, "note", #"[{"field":"text","value":"HIDDENnote"}]"#))]}
        """

    private static func change(
        _ id: Int, _ kind: String, _ writes: String, isPrivate: Bool = true
    ) -> String {
        let name = String(repeating: "0", count: 31) + "\(id)"
        return "{\"by\":\"patient\",\"entity\":\"\(name)\",\"id\":\"\(name)\",\"kind\":\"\(kind)\","
            + (isPrivate ? "\"private\":true," : "")
            + "\"writes\":\(writes),\"written\":\"2026-11-20T10:00:00+01:00\"}"
    }

    @Test func `nothing private is in a file that is handed on, but in the diary's own`() throws {
        let home = try Home.make("private-files")
        defer { Home.clean(home) }
        let file = home.folder + "/diary.json"
        try Self.diary.write(toFile: file, atomically: false, encoding: .utf8)
        try home.must("import", file)
        func said(_ words: String..., to out: String) throws -> String {
            let path = home.folder + "/" + out
            _ = try home.tonus(words + [path])
            return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        }
        let hidden = ["HIDDEN", "right foot", "right-foot", ",77,", "77 in", "Bothered"]
        for format in ["csv", "ical", "fhir"] {
            let text = try said("export", "--format", format, "--out", to: "file.\(format)")
            #expect(text.count > 100, "\(format)")
            for word in hidden { #expect(!text.contains(word), "\(format): \(word)") }
        }
        for name in ["weekly", "trend", "body", "hours"] {
            let text = try said("chart", name, "--svg", to: "\(name).svg")
            for word in hidden { #expect(!text.contains(word), "\(name): \(word)") }
        }
        let report = try home.tonus("report", "--months", "120").output
        #expect(report.contains("Treatments"))
        for word in hidden { #expect(!report.contains(word), "report: \(word)") }
        let whole = try said("export", "--format", "json", "--out", to: "whole.json")
        for word in ["HIDDENnote", "HIDDENdrug", "77"] { #expect(whole.contains(word)) }
        #expect(try home.tonus("list", "treatments").output.contains("HIDDENdrug"))
    }
}
