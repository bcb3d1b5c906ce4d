import ArgumentParser
import Foundation
import SimulatedDiaries

/// How often the whole analysis is wrong, and how often it finds what is there: what Docs/Insights.md says.
@main
struct SimulateDiaries: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "simulate-diaries")

    @Argument(help: "How many diaries to draw for each figure.")
    var diaries = 1000

    func validate() throws {
        guard diaries > 0 else { throw ValidationError("at least one diary") }
    }

    func run() {
        func share(_ count: Int) -> String {
            String(format: "%.1f %%", 100 * Double(count) / Double(diaries))
        }
        for spell in [2.0, 6] {
            for days in [90, 365] {
                let diary = SimulatedDiary.nothing(days, spell: spell)
                let byDay = SimulatedRates(diary, diaries: diaries, seed: 11)
                let byHour = diary.worthDiscussing(diaries: diaries, seed: 12)
                print(
                    "\(days) days, spells of \(spell):"
                        + " by day \(share(byDay.worthDiscussing)),"
                        + " by day and hour \(share(byHour))")
            }
        }
        // One of the eight doubles what is half a spasm a day without it.
        for days in [90, 180, 365, 730] {
            var plain = SimulatedDiary.nothing(days, spell: 1.25)
            (plain.mean, plain.exposedShare, plain.ratio) = (0.5, 0.2, 2)
            var uneven = plain
            uneven.spell = 2
            (plain.size, plain.memory, plain.spread) = (.infinity, 0, 0)
            let found = SimulatedRates(plain, diaries: diaries, seed: 13)
            let among = SimulatedRates(uneven, diaries: diaries, seed: 14)
            let timed = plain.worthDiscussing(diaries: diaries, seed: 15)
            print(
                "doubling, \(days) days: exact \(share(found.exact)), after everything"
                    + " \(share(found.worthDiscussing)), uneven \(share(among.worthDiscussing)),"
                    + " with hours \(share(timed))")
        }
    }
}
