import DiaryGenerator
import Foundation
import Household
import Testing
import TonusStore

/// Pages as a browser shows and prints them: see `look_at_pages.py`.
@Suite(.serialized)
struct PrintedPageTests {
    private struct Seen: Decodable {
        let file: String
        /// Points.
        let smallest: Double
        let overlaps: [String]
        let a4: Int
        let letter: Int
        let violations: [String]
        let asked: [String]
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path

    private static func home(_ name: String) throws -> Household {
        let process = ProcessInfo.processInfo.processIdentifier
        return try Household(
            folder: NSTemporaryDirectory() + "tonus-pages-\(name)-\(process)",
            binaries: Household.binaries)
    }

    /// Two years up to yesterday, as a person and a caregiver wrote them.
    private static func generate(
        _ profile: Profile, in home: Household
    ) throws -> (own: Replica, caregiver: Replica) {
        var plan = DiaryPlan(profile, years: 2, seed: 7)
        plan.end(before: Int64(Date().timeIntervalSince1970 * 1000))
        let folder = home.folder + "/home/default"
        return try GeneratedDiary(plan).write(
            to: folder, caregiver: "Ana", in: folder + "-caregiver")
    }

    private static func look(at pages: String, _ home: Household) throws -> [Seen] {
        let said = try Child.read(folder + "/look-at-pages", [pages], in: home.folder)
        return try JSONDecoder().decode([Seen].self, from: said)
    }

    private static func makePages(_ home: Household) throws -> String {
        let pages = home.folder + "/pages"
        try FileManager.default.createDirectory(
            atPath: pages, withIntermediateDirectories: true)
        return pages
    }

    private static func check(_ seen: [Seen]) {
        for page in seen {
            let isLarge = page.file.contains("large")
            if page.file.hasSuffix(".html"), !isLarge {
                #expect(page.a4 == 1 && page.letter == 1, "\(page.file)")
            }
            #expect(page.smallest >= (isLarge ? 14 : 8.99), "\(page.file)")
            #expect(page.overlaps.isEmpty, "\(page.file)")
            #expect(page.violations.isEmpty, "\(page.file)")
            #expect(page.asked.isEmpty, "\(page.file)")
        }
    }

    @Test(arguments: Profile.allCases)
    func `a page of any length is one sheet of either paper, and nobody is kept from reading it`(
        profile: Profile
    ) throws {
        let home = try Self.home("\(profile)")
        defer { try? FileManager.default.removeItem(atPath: home.folder) }
        _ = try Self.generate(profile, in: home)
        let pages = try Self.makePages(home)
        for months in ["1", "3", "12", "120"] {
            try home.must("report", "-m", months, "--out", "\(pages)/\(months).html")
        }
        try home.must("report", "--large", "--out", "\(pages)/large.html")
        let seen = try Self.look(at: pages, home)
        #expect(seen.count == 5)
        Self.check(seen)
    }

    @Test func `whatever is in a diary, its page is one sheet and says what it leaves out`() throws
    {
        let home = try Self.home("crowded")
        defer { try? FileManager.default.removeItem(atPath: home.folder) }
        _ = try Self.generate(.moderate, in: home)
        try Self.crowd(home)
        let pages = try Self.makePages(home)
        for months in ["1", "3", "12", "120"] {
            try home.must("report", "-m", months, "--out", "\(pages)/\(months).html")
        }
        for chart in ["weekly", "trend", "hours", "body", "patterns"] {
            try home.must("chart", chart, "--svg", "\(pages)/\(chart).svg", "--months", "12")
        }
        Self.check(try Self.look(at: pages, home))
        let page = try String(contentsOfFile: pages + "/3.html", encoding: .utf8)
        #expect(page.contains(" more in the diary."))
        #expect(page.contains("…"))
    }

    /// Names as wide as can be, and more of everything than a sheet holds.
    private static func crowd(_ home: Household) throws {
        let wide = String(repeating: "W", count: 120)
        for number in 1...12 {
            let name = "Ointment-\(number)-\(wide)"
            try home.must("treatment", name, "analgesic")
            try home.must("regimen", name, "\(number)", "mg", "times=8:00")
            try home.must("question", "Why", "\(number)", "\(wide) \(wide)")
            try home.must("measure", "edss", "4.5", "by=\(wide)")
        }
        for region in ["knee", "ankle", "shin", "hip", "buttock", "neck", "shoulder", "arm", "jaw"]
        {
            for words in [["left", region], ["right", region], [region]] {
                try #require(try home.tonus(["log"] + words + ["5", "2h"]).code == 0)
            }
        }
        try home.must("note", "last", String(repeating: "\(wide) and on. ", count: 30))
    }

    @Test func `an empty page is a whole one`() throws {
        let home = try Self.home("empty")
        defer { try? FileManager.default.removeItem(atPath: home.folder) }
        let pages = try Self.makePages(home)
        try home.must("question", "How", "long?")
        try home.must("report", "--out", "\(pages)/empty.html")
        try home.must("report", "--large", "--out", "\(pages)/empty-large.html")
        let seen = try Self.look(at: pages, home)
        #expect(seen.count == 2)
        Self.check(seen)
    }

    @Test func `two replicas that got the changes in another order make the same bytes`() throws {
        let home = try Self.home("alike")
        defer { try? FileManager.default.removeItem(atPath: home.folder) }
        let (own, caregiver) = try Self.generate(.mild, in: home)
        _ = try caregiver.receive(try own.outgoing(byteLimit: .max / 2).map(\.envelope))
        for name in ["page.html", "page.txt"] {
            let files = try ["default", "default-caregiver"].map { replica in
                let path = "\(home.folder)/\(replica)-\(name)"
                try home.must("-R", replica, "report", "-m", "12", "--out", path)
                return try Data(contentsOf: URL(fileURLWithPath: path))
            }
            #expect(files[0] == files[1] && files[0].count > 2000, "\(name)")
        }
    }

    // MARK: - As PDF

    @Test(arguments: [("a4", "594.9"), ("letter", "612")])
    func `a browser makes a PDF of one sheet, and leaves nothing behind`(
        paper: String, width: String
    ) throws {
        let home = try Self.home("pdf-\(paper)")
        defer { try? FileManager.default.removeItem(atPath: home.folder) }
        home.environment["TMPDIR"] = home.folder + "/tmp/"
        try FileManager.default.createDirectory(
            atPath: home.folder + "/tmp", withIntermediateDirectories: true)
        try home.must("l", "leg", "6", "1h")
        let path = home.folder + "/report.pdf"
        try home.must("report", "--out", path, "--paper", paper)
        let pdf = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        #expect(pdf.hasPrefix("%PDF"))
        #expect(pdf.matches(of: /\/Type\s*\/Page\b[^s]/).count == 1)
        #expect(pdf.contains("/MediaBox [0 0 \(width)"))
        let left = try FileManager.default.contentsOfDirectory(atPath: home.folder + "/tmp")
        #expect(left.filter { $0.hasPrefix("tonus-page") }.isEmpty)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    /// A browser that writes down what it was given and prints nothing.
    @Test func `a browser is told where the page is and nothing of what it says`() throws {
        let home = try Self.home("argv")
        defer { try? FileManager.default.removeItem(atPath: home.folder) }
        let programs = home.folder + "/programs"
        try FileManager.default.createDirectory(
            atPath: programs, withIntermediateDirectories: true)
        let script = """
            #!/bin/sh
            echo "$@" > \(home.folder)/given
            for page in "$@"; do page=${page#file://}; done
            stat -c '%a' "$page" "$(dirname "$page")" > \(home.folder)/modes
            """
        try script.write(toFile: programs + "/chromium", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: programs + "/chromium")
        home.environment["PATH"] = programs
        try home.must("l", "leg", "6", "1h")
        let answer = try home.tonus(
            "report", "--name", "Maria", "--out", home.folder + "/report.pdf")
        #expect(answer.code == 73)
        #expect(answer.errors.contains("chromium did not make a PDF of the page"))
        let given = try String(contentsOfFile: home.folder + "/given", encoding: .utf8)
        #expect(given.contains("page.html") && !given.contains("Maria"))
        let modes = try String(contentsOfFile: home.folder + "/modes", encoding: .utf8)
        #expect(modes == "600\n700\n")
    }
}
