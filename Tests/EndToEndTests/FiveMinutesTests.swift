import Foundation
import Household
import Testing

/// The first five minutes of somebody who has just found Tonus, from the first tap to the page for the doctor, with
/// real processes.
struct FiveMinutesTests {
    private static let devices = ["default", "phone", "ana"]

    @Test func `a new user comes all the way, and every device shows the same at its end`() throws {
        let home = try Home.make("walk")
        defer { Home.clean(home) }
        try tapFirst(home)
        try bringInPhone(home)
        try bringInCaregiver(home)
        try editApart(home)
        try decide(home)
        try lookBack(home)
        try print(home)
        try leave(home)
    }

    /// Nothing is set up, and the first episode runs.
    private func tapFirst(_ home: Household) throws {
        #expect(try home.must("t").hasPrefix("Started: "))
        #expect(try home.must("t", "6").contains("severity 6"))
        #expect(try home.must("status").contains("It is only on this device."))
    }

    private func bringInPhone(_ home: Household) throws {
        try home.startServer()
        let setup = try home.must(
            "setup", home.address, home.foundingCode ?? "", "--name", "Maria")
        #expect(setup.contains("RECOVERY KIT"))
        try home.must("sync")
        let code = try Household.code(in: home.must("invite"))
        #expect(try home.must("-R", "phone", "join", code).contains("It holds 1 episode."))
        #expect(try home.episodes("phone") == home.episodes("default"))
        home.endServer()
        #expect(try home.must("-R", "phone", "l", "back", "4", "20m").hasPrefix("Saved: "))
        #expect(try home.must("-R", "phone").contains("1 change only on this device"))
        try home.startServer()
        try home.must("-R", "phone", "sync")
        try home.must("sync")
        for device in ["default", "phone"] { #expect(try home.episodes(device).count == 2) }
    }

    private func bringInCaregiver(_ home: Household) throws {
        let code = try Household.code(
            in: home.must("invite", "--role", "caregiver", "--name", "Ana"))
        try home.must("-R", "ana", "join", code)
        try home.must("-R", "ana", "start", "leg", "10m")
        try home.must("-R", "ana", "stop")
        #expect(try home.episodes("ana").count == 3)
    }

    /// The server is away, and three devices change the same episode.
    private func editApart(_ home: Household) throws {
        let episode = try #require(try oldest(home))
        home.endServer()
        try home.must("edit", episode, "severity=7", "onset=30m")
        try home.must("-R", "phone", "edit", episode, "severity=8")
        try home.must("-R", "ana", "edit", episode, "severity=5", "onset=40m")
        try home.startServer()
        try syncAll(home)
        // What Ana felt stands beside what Maria felt, everywhere.
        for device in Self.devices {
            #expect(try home.must("-R", device, "show", episode).contains("5 (Ana)"))
        }
    }

    private func decide(_ home: Household) throws {
        let lists = try Self.devices.map { try home.must("-R", $0, "review", "--plain") }
        #expect(Set(lists).count == 1)
        #expect(lists[0].contains("\tonset\t"))
        #expect(lists[0].contains("\tseverity\t"))
        let before = try open(home)
        // What Maria herself said twice is hers to decide; when it began, anybody's.
        try home.must("review")
        try home.must("review", "1", "1")
        try syncAll(home)
        for device in Self.devices { #expect(try open(home, device) == before - 1) }
    }

    private func lookBack(_ home: Household) throws {
        let before = try digest(home, "default")
        let episode = try #require(try oldest(home))
        try home.must("edit", episode, "pain=9", "severity=6")
        #expect(try home.must("show", episode).contains("5 (Ana)"))
        #expect(try home.must("history", episode).contains("pain 9"))
        #expect(try digest(home, "default") != before)
        try home.must("undo")
        #expect(try home.must("history", episode).contains("taken back, does not count"))
        #expect(try digest(home, "default") == before)
        try syncAll(home)
        #expect(Set(try Self.devices.map { try digest(home, $0) }).count == 1)
    }

    private func print(_ home: Household) throws {
        #expect(try home.must("chart").contains("spasms a week"))
        #expect(try home.must("insights").contains("3 spasms"))
        let pages = try Self.devices.map { device in
            let path = "\(home.folder)/\(device).html"
            try home.must("-R", device, "report", "--name", "Maria", "--out", path)
            return FileManager.default.contents(atPath: path)
        }
        #expect(pages[0]?.isEmpty == false)
        #expect(Set(pages).count == 1)
    }

    private func leave(_ home: Household) throws {
        try home.must("-R", "phone", "leave")
        let answer = try home.tonus("-R", "phone", "sync")
        #expect(answer.code == 4)
        #expect(answer.errors.hasPrefix("tonus: this device has left the diary"))
        for device in Self.devices {
            let lines = try home.must("-R", device, "doctor").split(separator: "\n")
            #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix("OK ") }, "\(lines)")
        }
    }

    private func syncAll(_ home: Household) throws {
        for _ in 0..<2 { for device in Self.devices { try home.must("-R", device, "sync") } }
    }

    private func oldest(_ home: Household) throws -> String? {
        let rows: [[String: Any]] = try home.json("list", field: "episodes")
        return rows.last?["id"] as? String
    }

    private func open(_ home: Household, _ device: String = "default") throws -> Int {
        let items: [[String: Any]] = try home.json("-R", device, "review", field: "items")
        return items.count
    }

    private func digest(_ home: Household, _ device: String) throws -> String {
        try home.json("-R", device, "status", field: "digest")
    }
}
