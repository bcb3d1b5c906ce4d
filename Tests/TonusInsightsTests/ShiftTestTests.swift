import SimulatedDiaries
import Testing

@testable import TonusInsights

/// Turning a factor's days against the spasms'.
struct ShiftTestTests {
    /// The same test without bits, day by day.
    private static func slow(_ counts: [Int?], _ exposures: [Exposure], shifts: [Int]) -> Double? {
        let distance = { (shift: Int) -> Double? in
            let turned = counts.indices.map { exposures[($0 + shift) % counts.count] }
            return Estimate(counts, turned).comparison.score.map { $0 * $0 }
        }
        guard !shifts.isEmpty, let here = distance(0) else { return nil }
        let far = shifts.count { distance($0).map { $0 >= here - 1e-9 } ?? true }
        return Double(1 + far) / Double(1 + shifts.count)
    }

    @Test(arguments: [20, 63, 64, 65, 127, 128, 200, 257])
    func `bits and days give the same p-value`(length: Int) {
        var random = SeededGenerator(seed: UInt64(length))
        for _ in 0..<5 {
            let counts = (0..<length).map { _ in
                random.draw(below: 6) == 0 ? nil : random.draw(below: 6)
            }
            let exposures = (0..<length).map { _ -> Exposure in
                [.no, .no, .yes, .unknown][random.draw(below: 4)]
            }
            let shifts = ShiftTest.shifts(length: length, using: &random)
            let found = ShiftTest(counts).pValue(exposures, shifts: shifts)
            #expect(found == Self.slow(counts, exposures, shifts: shifts))
        }
    }

    @Test func `every turn of at least a week is made once, as long as they are few`() {
        var random = SeededGenerator(seed: 1)
        #expect(ShiftTest.shifts(length: 20, using: &random) == Array(7...13))
        #expect(ShiftTest.shifts(length: 14, using: &random) == [7])
        #expect(ShiftTest.shifts(length: 13, using: &random).isEmpty)
        #expect(ShiftTest.shifts(length: 2012, using: &random).count == 1999)
        let drawn = ShiftTest.shifts(length: 3650, using: &random)
        #expect(drawn.count == 1999 && drawn.allSatisfy { (7...3643).contains($0) })
        #expect(Set(drawn).count > 1400)
    }

    @Test func `what cannot be compared or turned has no p-value`() {
        let test = ShiftTest([1, 2, nil, 0])
        #expect(test.pValue([.yes, .no, .no, .no], shifts: []) == nil)
        #expect(test.pValue([.no, .no, .yes, .no], shifts: [1]) == nil)
        #expect(ShiftTest([0, 0, 0]).pValue([.yes, .no, .no], shifts: [1]) == nil)
    }

    @Test func `spells fool a test that takes days for independent, and not this one`() {
        // 365 days of mean 1, negative binomial with k 3, a memory of 0.9 and spells of six days.
        let found = SimulatedRates(SimulatedDiary(), diaries: 300, seed: 1)
        #expect(found.exact > found.diaries * 18 / 100)
        #expect(found.shifted <= found.diaries * 8 / 100)
    }

    @Test func `without spells and without memory both tests keep to their level`() {
        var diary = SimulatedDiary()
        (diary.memory, diary.spread, diary.size) = (0, 0, .infinity)
        let found = SimulatedRates(diary, diaries: 300, seed: 2)
        #expect(found.exact <= found.diaries * 8 / 100)
        #expect(found.shifted <= found.diaries * 8 / 100)
    }

    @Test func `of eight factors that do nothing, few diaries call any worth discussing`() {
        var diary = SimulatedDiary()
        (diary.factors, diary.spell) = (8, 2)
        let found = SimulatedRates(diary, diaries: 60, seed: 3)
        #expect(found.judged == found.diaries)
        #expect(found.worthDiscussing <= found.diaries / 10)
    }

    @Test func `a factor that triples the rate is mostly found in a year`() {
        var diary = SimulatedDiary()
        (diary.ratio, diary.spell, diary.exposedShare) = (3, 1.5, 0.2)
        let rates = SimulatedRates(diary, diaries: 40, seed: 4)
        #expect(rates.found >= rates.diaries * 8 / 10)
    }

    @Test func `a turn as far counts as far, and so does one that leaves nothing to compare`() {
        let even = Array(repeating: Optional(2), count: 20)
        let exposures = (0..<20).map { $0 % 3 == 0 ? Exposure.yes : .no }
        #expect(ShiftTest(even).pValue(exposures, shifts: [7, 8, 9]) == 1)
        // Turned by 7, the only exposed day meets the day nobody looked at.
        var counts: [Int?] = Array(repeating: 1, count: 20)
        (counts[0], counts[13]) = (5, nil)
        let once = (0..<20).map { $0 == 0 ? Exposure.yes : .no }
        #expect(ShiftTest(counts).pValue(once, shifts: [7]) == 1)
        #expect(ShiftTest(counts).pValue(once, shifts: [8]) == 0.5)
    }
}
