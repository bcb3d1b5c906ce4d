import Foundation
import Household
import Testing

/// Bundles of real diaries, checked by `fhir.resources`, which knows nothing of our code.
@Suite(.serialized) struct FHIRBundleTests {
    private static let checker = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("TonusExchangeTests/Python/check-bundle").path

    private struct Found: Decodable {
        let resources: [String: Int]
        let errors: Int
        let symptoms: Int
    }

    private func checked(
        _ home: Household, _ replica: String = "default", _ more: String...
    ) throws -> Found {
        let file = home.folder + "/\(replica).json"
        let words = ["-R", replica, "export", "--format", "fhir", "--out", file] + more
        let answer = try home.tonus(words)
        try #require(answer.code == 0, "\(answer.errors)")
        let said = try Child.read(
            Self.checker, [file] + more.filter { $0 == "--snomed" }, in: home.folder)
        return try JSONDecoder().decode(Found.self, from: said)
    }

    /// The ids of the observations whose line holds a text.
    private func ids(_ home: Household, holding text: String) throws -> Set<String> {
        let lines = String(decoding: try bytes(home, "default"), as: UTF8.self)
            .split(separator: "\n").filter { $0.contains(text) && $0.contains("\"Observation\"") }
        return Set(lines.map { String($0.prefix(60)) })
    }

    private func bytes(_ home: Household, _ replica: String) throws -> Data {
        let file = home.folder + "/\(replica)-bytes.json"
        try home.must("-R", replica, "export", "--format", "fhir", "--out", file)
        return try Data(contentsOf: URL(fileURLWithPath: file))
    }

    @Test func `the bundle of a generated year is valid, with codes and without`() throws {
        let home = try Home.make("fhir-year")
        defer { Home.clean(home) }
        let child = try home.begin(
            shell: "'\(Home.binaries)/generate-diary' --years 1 --home '\(home.folder)/home'"
                + " --first-day 2025-01-01 --caregiver Ana")
        try #require(child.wait() == 0, "\(child.standardError)")
        let plain = try checked(home)
        #expect(plain.symptoms > 300)
        #expect((plain.resources["MedicationAdministration"] ?? 0) > 300)
        #expect(plain.resources["RelatedPerson"] == 1)
        let coded = try checked(home, "default", "--snomed")
        #expect(coded.resources == plain.resources)
    }

    @Test func `what is unusual is valid too`() throws {
        let home = try Home.make("fhir-edges")
        defer { Home.clean(home) }
        for words in [
            "l", "l 4", "l left calf 7 pain=5 yesterday", "l right calf 5 stiff pain=3 1h",
            "l foot 3 around 3am",
            "l left leg 8 last night fell injured tried=heat relief=4",
            "l both thigh 2 between 3 nov 2025 1:00 and 2:00", "s right hand 5",
            "l neck 6 2h for 4m sudden trigger=heat before=sleep", "tally 12 for 1h",
            "tally 40 yesterday", "none yesterday", "checkin 6 pain 3 sleep 7.5 evening 3",
            "checkin wakings 2 infection=no interfered=walking",
            "treatment Baclofen class=antispastic", "treatment Bath class=heat",
            "regimen baclofen 20 mg times=8:00", "relapse mon weakness certainty=confirmed",
            "checkin bothered=3 penn=2 penn-severity=1",
            "measure ashworth 1.5 left knee by=\"Dr. Okafor\"", "measure edss 4.5",
            "measure msss-88 150",
        ] {
            let answer = try home.tonus(Self.parted(words))
            try #require(answer.code == 0, "\(words): \(answer.errors)")
        }
        try home.must("note", "last", "after the bath\twith \u{1B}[2J signs, \u{202E} and é 😀")
        try home.must("note", "last", "--private", "for nobody else")
        try home.must("dose", "baclofen", "taken")
        try home.must("l", "jaw", "9", "10m")
        try home.must("rate", "last", "6", "pain", "3")
        try home.must("delete", "last")
        try home.must("l", "left", "ankle", "2", "5m")
        let ankle = try ids(home, holding: "left ankle")
        try home.must("undo")
        try home.must("checkin", "8", "nov", "2025", "bothered=2", "penn=0")
        try home.must("undo")
        let gone = try ids(home, holding: "entered-in-error")
        #expect(!ankle.isEmpty && ankle.isSubset(of: gone))
        let found = try checked(home)
        // The jaw with its rating of severity and of pain, the ankle, and a week's two answers with
        // their form.
        #expect(found.errors == 7)
        #expect(found.resources["QuestionnaireResponse"] == 2)
        #expect(found.resources["Condition"] == 1 && found.resources["MedicationStatement"] == 1)
        let text = try #require(String(data: bytes(home, "default"), encoding: .utf8))
        #expect(text.contains("after the bath") && !text.contains("for nobody else"))
        #expect(text.contains("Dr. Okafor"))
    }

    private static func parted(_ line: String) -> [String] {
        guard let quote = line.firstIndex(of: "\"") else {
            return line.split(separator: " ").map(String.init)
        }
        let head = line[..<quote].split(separator: " ").map(String.init)
        return head.dropLast() + [(head.last ?? "") + line[quote...].replacing("\"", with: "")]
    }

    @Test func `two devices that synced in different order make the same bytes`() throws {
        let home = try Home.shared("fhir-bytes")
        defer { Home.clean(home) }
        try home.must("l", "left", "leg", "8", "20m", "fell")
        try home.must("-R", "phone", "l", "left", "calf", "5", "18m")
        try home.must("-R", "phone", "note", "last", "on the stairs")
        try home.must("note", "last", "--private", "for me")
        try home.must("none", "yesterday")
        let code = try Household.code(
            in: home.must("invite", "--role", "caregiver", "--name", "Ana"))
        for device in ["phone", "default", "phone"] { try home.must("-R", device, "sync") }
        try home.must("-R", "ana", "join", code)
        try home.must("-R", "ana", "l", "left", "leg", "6", "15m")
        try home.must("-R", "ana", "sync")
        for device in ["default", "phone"] { try home.must("-R", device, "sync") }
        try home.must("list")
        try home.must("link", "1", "2")
        for device in ["default", "ana", "phone"] { try home.must("-R", device, "sync") }
        let own = try bytes(home, "default")
        #expect(try bytes(home, "phone") == own)
        #expect(try bytes(home, "ana") == own)
        _ = try checked(home)
        try home.must("rebuild")
        #expect(try bytes(home, "default") == own)
    }
}
