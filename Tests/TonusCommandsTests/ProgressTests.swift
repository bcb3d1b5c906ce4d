import Testing

@testable import TonusCommands

struct ProgressTests {
    /// What is said while the clock moves on by so many milliseconds between two steps of a hundred.
    private func lines(step: Int, count: Int) -> [String] {
        var (now, said) = (ContinuousClock.now, [String]())
        var progress = Progress(
            of: 55_000, Catalogue(replica: nil), now: { now }, say: { said.append($0) })
        for turn in 1...count {
            now += .milliseconds(step)
            progress.reached(turn * 100)
        }
        return said
    }

    @Test func `what takes less than a second says nothing`() {
        #expect(lines(step: 99, count: 10) == [])
    }

    @Test func `what takes longer says a line a second`() {
        #expect(
            lines(step: 500, count: 6)
                == ["200 of 55,000", "400 of 55,000", "600 of 55,000"])
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (12_345_678, "12,345,678"), (-1000, "-1,000"),
    ])
    func `digits stand in groups of three`(number: Int, text: String) {
        #expect(Catalogue(replica: nil).grouped(number) == text)
    }
}
