import Foundation
import Household
import Testing

/// The last line of an error can be typed as it stands: it helps, and does nothing that was not asked for.
struct LastLineTests {
    struct Slip: CustomTestStringConvertible {
        let typed: String
        /// What is to be typed instead, without `tonus`.
        let instead: String
        /// How many entries are there then that were not there before: only what the slip asked for.
        var adds = 0
        /// Whether it is about an entry that is there.
        var changes = false

        var testDescription: String { typed }
    }

    private static func page(_ typed: String, _ page: String) -> Slip {
        Slip(typed: typed, instead: page)
    }

    private static let slips: [Slip] = [
        // What was plainly meant
        Slip(typed: "edit last sevrity=9", instead: "edit last severity=9", changes: true),
        Slip(
            typed: "edit last character=stif", instead: "edit last character=stiff", changes: true),
        Slip(typed: "x 7 calv", instead: "x 7 calf", changes: true),
        Slip(typed: "tpa 7", instead: "tap 7", changes: true),
        Slip(typed: "log left calf seven", instead: "log left calf 7", adds: 1),
        Slip(typed: "log left calv 7", instead: "log left calf 7", adds: 1),
        Slip(typed: "log 'left calv' 7", instead: "log 'left calf' 7", adds: 1),
        Slip(typed: "log leg 7 22.10", instead: "log leg 7 22:10", adds: 1),
        Slip(typed: "log leg 7 3/4", instead: "log leg 7 3 apr", adds: 1),
        Slip(typed: "log leg severty=8", instead: "log leg severity=8", adds: 1),
        Slip(typed: "log leg --trigger heet", instead: "log leg --trigger heat", adds: 1),
        Slip(typed: "lgo leg 5", instead: "log leg 5", adds: 1),
        Slip(typed: "start calv", instead: "start calf", adds: 1),
        Slip(typed: "tally 12 calv", instead: "tally 12 calf", adds: 1),
        Slip(typed: "light evenin 3", instead: "light evening 3", adds: 1),
        Slip(typed: "checkin pian 3", instead: "checkin pain 3", adds: 1),
        Slip(typed: "checkin infection", instead: "checkin infection=yes", adds: 1),
        Slip(typed: "exercise wlak 30", instead: "exercise walk 30", adds: 1),
        Slip(typed: "side-effect drowsi", instead: "side-effect drowsy", adds: 1),
        Slip(typed: "measure ashwort 2", instead: "measure ashworth 2", adds: 1),
        Slip(typed: "relapse weaknes", instead: "relapse weakness", adds: 1),
        Slip(typed: "mark heet", instead: "mark heat", adds: 1),
        Slip(typed: "f add lgo leg", instead: "f add log leg", adds: 1),
        Slip(typed: "config clok 24", instead: "config clock 24"),
        Slip(typed: "list dozes", instead: "list dose"), Slip(typed: "lst", instead: "list"),
        // What only its writer can mend
        page("edit last severity=12", "edit --help"), page("edit last pain=3,5", "edit --help"),
        page("edit last severity", "edit --help"), page("edit last", "edit --help"),
        page("edit last before=flying", "edit --help"), page("edit last end=21:50", "help times"),
        page("t 12", "t --help"), page("x 6,5", "x --help"), page("x 7 5m", "help times"),
        page("tally 12 last 1h", "tally --help"), page("tally twelve", "tally --help"),
        page("log xyzzy", "log --help"), page("log leg 7 8", "log --help"),
        page("log leg tomorrow 8:00", "help times"), page("log leg 25:00", "help times"),
        page("log leg --frob", "log --help"), page("light 5", "light --help"),
        page("light evening", "light --help"), page("checkin evening", "checkin --help"),
        page("checkin sleep 25h", "checkin --help"), page("none tomorrow", "help times"),
        page("exercise physio thirty", "exercise --help"), page("measure psfs", "measure --help"),
        page("side-effect drowsy of=baclofen", "treatment"), page("rate last 12", "rate --help"),
        page("edit 99 severity=6", "list"), page("q", "help"), page("leav", "leave --help"),
        page("note last ' '", "note --help"), page("link last last", "link --help"),
        page("delete last --same-as last", "delete --help"), page("config clock x", "config"),
        page("invite --role carer --name Ana", "invite --help"), page("sync", "setup --help"),
        page("chart bodi", "chart --help"), page("export --format yaml", "export --help"),
    ]

    @Test func `the last line of an error helps, and harms nothing`() throws {
        let session = try Session("last-line")
        try session.stopClock(at: "2026-11-19T21:30:00Z", zone: "Europe/Berlin")
        for entry in ["log left calf 6 40m for 5m pain=3", "log leg 4 30m", "t"] {
            #expect(try session.said("tonus \(entry)").exit == 0)
        }
        let (home, kept) = (session.home.folder + "/home", session.home.folder + "/kept")
        try FileManager.default.copyItem(atPath: home, toPath: kept)
        for slip in Self.slips {
            try FileManager.default.removeItem(atPath: home)
            try FileManager.default.copyItem(atPath: kept, toPath: home)
            try Self.check(slip, session)
        }
    }

    private static func check(_ slip: Slip, _ session: Session) throws {
        let before = try entries(session, slip)
        let refused = try session.said("tonus \(slip.typed) </dev/null")
        #expect(refused.exit != 0, "\(slip.typed)")
        #expect(try entries(session, slip) == before, "\(slip.typed) changed something")
        let last = refused.text.split(separator: "\n").last.map(String.init) ?? ""
        #expect(last == "  tonus \(slip.instead)", "\(slip.typed)")
        #expect(slip.instead != slip.typed)
        let done = try session.said("\(last) </dev/null")
        #expect(done.exit == 0, "\(slip.typed): \(done.text)")
        let after = try entries(session, slip)
        #expect(after.count == before.count + slip.adds, "\(slip.typed)")
        let lost = before.filter { !after.contains($0) }
        #expect(slip.changes || lost.isEmpty, "\(slip.typed) lost \(lost)")
        #expect(values(after) >= values(before), "\(slip.typed) erased a value")
    }

    /// Every entry of the diary that a slip could be about, a line each.
    private static func entries(_ session: Session, _ slip: Slip) throws -> [String] {
        let own = ["exercise", "side-effect", "measure", "relapse", "mark", "f"]
            .filter { slip.instead.hasPrefix($0 + " ") }
        return try (["list -n 500"] + own).flatMap { list in
            try session.said("tonus \(list) --plain").text.split(separator: "\n").map(String.init)
        }
    }

    private static func values(_ entries: [String]) -> Int {
        entries.reduce(0) { $0 + $1.split(separator: "\t").count }
    }
}
