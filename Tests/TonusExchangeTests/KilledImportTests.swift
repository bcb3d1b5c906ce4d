import DiaryGenerator
import Foundation
import Household
import Testing
import TonusStore

/// An import as a real process, killed while it writes.
struct KilledImportTests {
    @Test(arguments: [150, 400, 800])
    func `an import that was killed and done again ends the same`(milliseconds: UInt32) throws {
        let exchange = Exchange()
        var plan = DiaryPlan(.moderate, days: 120, seed: 5)
        plan.end(before: Exchange.now)
        let text = try GeneratedDiary(plan).write(to: "\(exchange.folder)/own").text()
        let home = try Household(
            folder: "\(exchange.folder)/home", binaries: Household.binaries)
        let file = "\(home.folder)/diary.json"
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        let first = try home.begin(["import", file])
        usleep(milliseconds * 1000)
        first.kill()
        first.wait()
        try home.must("import", file)
        #expect(try home.must("export", "--format", "json") == text)
        #expect(try home.must("import", file).hasPrefix("0 changes taken in"))
    }
}
