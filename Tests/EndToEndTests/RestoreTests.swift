import Foundation
import Household
import Testing

/// A device or a server that is put back to an earlier day, or copied: nothing that anyone wrote and
/// that still exists anywhere is lost, whoever syncs first.
struct RestoreTests {
    /// What is put back of the laptop's folder.
    enum Part: String, CaseIterable {
        case database, keys, both
        /// Everything in place, also what tells a restored copy: a virtual machine that was resumed.
        case machine
        /// The database, after a push whose answer was lost.
        case databaseAfterPush
    }

    private struct Files {
        let home: Household
        var laptop: String { home.folder + "/home/default" }
        var backup: String { home.folder + "/backup" }

        private static let database = [
            "replica.sqlite", "replica.sqlite-wal", "replica.sqlite-shm",
        ]

        func keep() throws { try copy(laptop, backup) }

        func restore(_ part: Part) throws {
            switch part {
            case .database, .databaseAfterPush: try replace(Self.database)
            case .keys:
                // As a person would: another file takes the place of the old one.
                try FileManager.default.removeItem(atPath: laptop + "/keys.json")
                try FileManager.default.copyItem(
                    atPath: backup + "/keys.json", toPath: laptop + "/keys.json")
            case .both: try copy(backup, laptop)
            case .machine: try replace(Self.database + ["keys.json", "high-water"])
            }
        }

        func copy(_ from: String, _ to: String) throws {
            try? FileManager.default.removeItem(atPath: to)
            try FileManager.default.copyItem(atPath: from, toPath: to)
        }

        /// Into the same files, so that nothing but their content tells.
        private func replace(_ names: [String]) throws {
            for name in names {
                let old = FileManager.default.contents(atPath: "\(backup)/\(name)")
                let path = "\(laptop)/\(name)"
                guard let old else {
                    try? FileManager.default.removeItem(atPath: path)
                    continue
                }
                guard let file = FileHandle(forWritingAtPath: path) else {
                    try old.write(to: URL(fileURLWithPath: path))
                    try FileManager.default.setAttributes(
                        [.posixPermissions: 0o600], ofItemAtPath: path)
                    continue
                }
                try file.truncate(atOffset: 0)
                try file.write(contentsOf: old)
                try file.close()
            }
        }
    }

    private func settle(_ home: Household, _ replicas: [String]) throws {
        for _ in 0..<3 { for replica in replicas { try home.must("-R", replica, "sync") } }
    }

    private func digest(_ home: Household, _ replica: String) throws -> String {
        try home.json("status", "-R", replica, field: "digest")
    }

    private func id(_ home: Household, _ words: String...) throws -> String {
        let answer = try home.tonus(words + ["--json"])
        let object = try JSONSerialization.jsonObject(with: Data(answer.output.utf8))
        let episodes = (object as? [String: Any])?["episodes"] as? [[String: Any]]
        return try #require(episodes?.first?["id"] as? String, "\(words): \(answer.errors)")
    }

    private func expectWhole(
        _ home: Household, _ replicas: [String], _ ids: [String], _ comment: Comment
    ) throws {
        let digests = try replicas.map { try digest(home, $0) }
        #expect(Set(digests).count == 1, comment)
        for replica in replicas {
            let held = try home.episodes(replica)
            #expect(Set(ids).isSubset(of: held), comment)
            let answer = try home.tonus("-R", replica, "doctor")
            #expect(answer.code == 0, "\(comment): \(answer.output)")
        }
    }

    @Test(arguments: Part.allCases, [false, true])
    func `a device put back to an earlier day loses nothing that still exists`(
        part: Part, otherFirst: Bool
    ) throws {
        let home = try Home.shared("restore-\(part)-\(otherFirst)")
        defer { Home.clean(home) }
        let files = Files(home: home)
        try settle(home, ["default", "phone"])
        var ids = [try id(home, "l", "calf", "1", "50m")]
        if part == .databaseAfterPush { try files.keep() }
        try home.must("sync")
        if part != .databaseAfterPush { try files.keep() }
        ids.append(try id(home, "l", "calf", "2", "40m"))
        try home.must("sync")
        let unsent = try id(home, "l", "calf", "3", "30m")

        try files.restore(part)
        ids.append(try id(home, "l", "calf", "4", "20m"))
        ids.append(try id(home, "-R", "phone", "l", "calf", "5", "10m"))
        let order = otherFirst ? ["phone", "default"] : ["default", "phone"]
        let said = try order.map { try home.must("-R", $0, "sync") }.joined()
        // Keys that come back are the same ones; whether that is noticed is chance.
        let isNoticed = said.contains("It goes on from here; nothing is lost.")
        #expect(isNoticed || part == .keys, "\(said)")
        try settle(home, order)
        if part == .keys { ids.append(unsent) }
        ids.append(try id(home, "l", "calf", "6", "5m"))
        try settle(home, order)
        try expectWhole(home, ["default", "phone"], ids, "\(part) \(otherFirst)")
        let again = try home.must("sync")
        #expect(!again.contains("goes on"))
    }

    @Test(arguments: [false, true])
    func `a copied folder and its original both go on`(copyFirst: Bool) throws {
        let home = try Home.shared("copied-\(copyFirst)")
        defer { Home.clean(home) }
        try settle(home, ["default", "phone"])
        var ids = [try id(home, "l", "calf", "1", "50m")]
        try Files(home: home).copy(home.folder + "/home/default", home.folder + "/home/copy")
        ids.append(try id(home, "l", "calf", "2", "40m"))
        ids.append(try id(home, "-R", "copy", "l", "calf", "3", "30m"))
        ids.append(try id(home, "-R", "copy", "l", "calf", "4", "20m"))
        let order = copyFirst ? ["copy", "default", "phone"] : ["default", "copy", "phone"]
        let said = try order.map { try home.must("-R", $0, "sync") }.joined()
        #expect(said.contains("It goes on from here; nothing is lost."), "\(said)")
        ids.append(try id(home, "l", "calf", "5", "10m"))
        ids.append(try id(home, "-R", "copy", "l", "calf", "6", "5m"))
        try settle(home, order)
        try expectWhole(home, ["default", "copy", "phone"], ids, "copy first: \(copyFirst)")
    }

    // MARK: - The server

    /// A household with a caregiver, whose server was kept before the phone and she joined.
    private func householdWithCaregiver(_ name: String) throws -> Household {
        let home = try Home.make(name)
        try home.startServer()
        try home.must("l", "thigh", "6", "1h")
        try home.must("setup", home.address, home.foundingCode ?? "", "--name", "Maria")
        try home.must("sync")
        home.endServer()
        try Files(home: home).copy(home.serverData, home.folder + "/early")
        try home.startServer()
        let code = try Household.code(in: home.must("invite"))
        try home.must("-R", "phone", "join", code)
        let hers = try Household.code(
            in: home.must("invite", "--role", "caregiver", "--name", "Ana"))
        try home.must("-R", "ana", "join", hers)
        return home
    }

    @Test(arguments: [["default", "phone", "ana"], ["ana", "phone", "default"]], [true, false])
    func `a server that lost some or all of a diary is made whole`(
        order: [String], isWiped: Bool
    ) throws {
        let home = try householdWithCaregiver("behind-\(order[0])-\(isWiped)")
        defer { Home.clean(home) }
        var ids = [
            try id(home, "-R", "ana", "l", "calf", "4", "20m"),
            try id(home, "-R", "phone", "l", "back", "5", "10m"),
        ]
        try settle(home, order)
        ids.append(try id(home, "-R", "ana", "l", "calf", "2", "5m"))
        home.endServer()
        if isWiped {
            try FileManager.default.removeItem(atPath: home.serverData)
        } else {
            try Files(home: home).copy(home.folder + "/early", home.serverData)
        }
        try home.startServer()
        if isWiped {
            let refused = try home.tonus("-R", order[0], "sync")
            #expect(refused.code == 1)
            #expect(refused.errors.contains("holds it no more"), "\(refused.errors)")
            #expect(refused.errors.contains("setup http"), "\(refused.errors)")
            let said = try home.must("setup", home.address, home.foundingCode ?? "")
            #expect(said.contains("again"), "\(said)")
        }
        let said = try order.map { try home.must("-R", $0, "sync") }.joined()
        if !isWiped { #expect(said.contains("it knows again"), "\(said)") }
        #expect(isWiped || said.contains("nothing is missing there now"), "\(said)")
        try settle(home, order)
        try expectWhole(home, order, ids, "\(order) wiped: \(isWiped)")
        let code = try Household.code(in: home.must("invite"))
        try home.must("-R", "fresh", "join", code)
        #expect(try digest(home, "fresh") == digest(home, "default"))
    }

    @Test func `an owner gives back what a caregiver wrote who never comes again`() throws {
        let home = try householdWithCaregiver("behind-alone")
        defer { Home.clean(home) }
        let hers = try id(home, "-R", "ana", "l", "calf", "4", "20m")
        try settle(home, ["ana", "phone"])
        home.endServer()
        try Files(home: home).copy(home.folder + "/early", home.serverData)
        try home.startServer()
        let said = try home.must("-R", "phone", "sync") + home.must("sync")
        #expect(try home.episodes("default").contains(hers), "\(said)")
        #expect(try digest(home, "default") == digest(home, "phone"))
    }
}
