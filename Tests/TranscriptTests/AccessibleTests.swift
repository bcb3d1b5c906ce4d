import Foundation
import Household
import Testing

/// With `ACCESSIBLE=1` a screen reader meets words: no picture, no sign that it would spell out, and
/// nothing that moves a cursor.
struct AccessibleTests {
    private static let entries = [
        "log left calf 7 yesterday 22:30 for 4m", "log right foot 4 3d stiff sudden fell pain=3",
        "edit last severity=6", "note last after the bath", "tally 12 for 1h",
        "checkin 6 pain 3 sleep 7.5 evening 3",
        "mark heat yes", "none 5d", "regimen baclofen 10 mg times=8:00 start=yesterday", "dose 1",
        "exercise walk 30 effort 4", "relapse mon weakness", "measure ashworth 2 left knee",
        "question Is it too late?", "favourites add log left calf 6",
    ]

    private static let questions = [
        "", "list", "show 1", "show 2", "search bath", "history", "history last", "status",
        "review", "review --also", "doctor", "devices", "config", "checkin", "light", "dose",
        "favourites", "question", "list checkins", "list doses", "list relapses", "list regimens",
        "insights", "insights --all", "chart", "chart trend", "chart hours", "chart body",
        "chart patterns", "chart --table", "chart hours --table", "chart body --table", "report",
        "--help", "help log", "help times", "help exit-codes", "help accessibility",
        "help privacy", "help environment", "help words", "log calf 11", "log clf 4",
        "log calf 3/4",
        "edit 1 x=1",
        "lsit", "show --wrong", "chart wrong",
    ]

    @Test(arguments: ["C.UTF-8", "de_DE.UTF-8", "en_US.UTF-8"])
    func `every answer is letters, figures and what a keyboard has`(locale: String) throws {
        let home = try Household(
            folder: NSTemporaryDirectory() + "tonus-accessible-\(locale)",
            binaries: Household.binaries)
        defer { try? FileManager.default.removeItem(atPath: home.folder) }
        home.environment["LANG"] = locale
        home.environment["ACCESSIBLE"] = "1"
        for entry in Self.entries {
            #expect(try Self.answer(to: entry, home).exit == 0, "\(entry)")
        }
        for question in Self.questions {
            let answer = try Self.answer(to: question, home)
            #expect(!answer.text.isEmpty, "\(question)")
            let signs = answer.text.unicodeScalars.filter { scalar in
                !scalar.properties.isAlphabetic && scalar != "\n"
                    && !(0x20...0x7E).contains(scalar.value)
            }
            #expect(
                signs.isEmpty, "\(locale), \(question): \(String(String.UnicodeScalarView(signs)))")
        }
    }

    private static func answer(
        to question: String, _ home: Household
    ) throws -> (text: String, exit: Int32) {
        let child = try home.begin(shell: "'\(Household.binaries)/tonus' \(question)")
        let exit = child.wait()
        return (child.standardOutput + child.standardError, exit)
    }
}
