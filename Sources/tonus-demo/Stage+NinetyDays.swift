import DiaryGenerator
import Foundation
import Household

#if canImport(Glibc)
    import Glibc
#endif

extension Stage {
    private static let people = ["Maria", "Ana", "Ben"]
    private static let replicas = ["default", "ana", "ben"]

    /// Three months as three people would have written them: Maria, and two who look after her and begin with
    /// diaries of their own. They join, agree on what was written down twice, and look at what it comes to.
    ///
    /// - Returns: whether all three show the same, and print the same page.
    func ninetyDays(seed: UInt64) throws -> Bool {
        title("Ninety days of three people: Maria, and Ana and Ben who look after her")
        household.environment["TONUS_HOME"] = household.folder + "/ninety-days"
        let (diary, writing) = try timed { try writeDiaries(seed: seed) }
        say(diary.summary.prefix(2).joined(separator: "\n"))
        let (_, meeting) = try timed {
            try comeTogether()
            try settle(Self.replicas)
        }
        let (linked, linking) = try timed {
            let linked = try agree()
            try settle(Self.replicas)
            return linked
        }
        say("\(linked) spasms had been written down by two of them. Maria says of each: one.")
        say("")
        let isEqual = try sayDigests(Self.people, of: Self.replicas)
        title("What the ninety days come to")
        try show("insights")
        try show("chart")
        let (isAlike, printing) = try printReports()
        say("")
        say(
            """
            Measured here, on \(ProcessInfo.processInfo.activeProcessorCount) cores: \(diary.acts.count) acts made up and \
            saved in \(Self.text(writing)), joined and synced in \(Self.text(meeting)),
            \(linked) pairs linked one by one and synced in \(Self.text(linking)), three reports in \(Self.text(printing)).
            """)
        return isEqual && isAlike
    }

    private func writeDiaries(seed: UInt64) throws -> GeneratedDiary {
        var plan = DiaryPlan(.moderate, days: 90, seed: seed)
        plan.end(before: Int64(Date().timeIntervalSince1970 * 1000))
        let diary = try GeneratedDiary(plan)
        let home = household.folder + "/ninety-days/"
        try diary.write(to: home + Self.replicas[0])
        let helpers = Self.replicas.dropFirst()
        for (place, replica) in helpers.enumerated() {
            try diary.writeHelper(place, of: helpers.count, to: home + replica)
        }
        return diary
    }

    /// Maria shares her diary over the server that runs; the others join, and bring what they wrote.
    private func comeTogether() throws {
        try household.must(
            "setup", household.address, household.newCode(), "--name", Self.people[0])
        for (name, replica) in zip(Self.people, Self.replicas).dropFirst() {
            let code = try Household.code(
                in: household.must("invite", "--role", "caregiver", "--name", name))
            try show("-R", replica, "join", code)
        }
    }

    /// Answers every question whether two entries are one spasm with yes.
    private func agree() throws -> Int {
        let items: [[String: Any]] = try household.json("review", field: "items")
        let twins = items.filter { $0["kind"] as? String == "same" }
            .compactMap { $0["number"] as? Int }
        return try twins.filter { try household.tonus("review", "\($0)", "1").code == 0 }.count
    }

    /// Prints the page on every device and compares the bytes.
    private func printReports() throws -> (isAlike: Bool, took: Duration) {
        let page = household.folder + "/report.html"
        let (pages, took) = try timed {
            try Self.replicas.map { replica in
                let path =
                    replica == "default" ? page : "\(household.folder)/report-\(replica).html"
                try household.must("-R", replica, "report", "--name", "Maria", "--out", path)
                return FileManager.default.contents(atPath: path)
            }
        }
        let isAlike = pages.allSatisfy { $0 != nil && $0 == pages[0] }
        say("$ tonus report --name Maria --out report.html")
        say("  \(page)")
        say(isAlike ? "The three reports are equal, byte for byte." : "THE REPORTS DIFFER.")
        if let picture = try Picture(of: page, in: household.folder).draw() {
            say("As a picture: \(picture)")
        }
        say("What such a page looks like: Docs/Examples/report-3-months.png")
        return (isAlike, took)
    }

    private func timed<Answer>(_ work: () throws -> Answer) rethrows -> (Answer, Duration) {
        let begin = ContinuousClock.now
        let answer = try work()
        return (answer, ContinuousClock.now - begin)
    }

    private static func text(_ duration: Duration) -> String {
        String(format: "%.1f s", duration / .seconds(1))
    }
}
