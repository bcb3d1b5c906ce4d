import SimulatedDiaries
import Testing

/// How often the whole analysis calls something worth discussing that is nothing.
struct SimulatedFiguresTests {
    @Test func `of factors that do nothing, asked by day and by hour, few are worth discussing`() {
        let found = SimulatedDiary.nothing(365).worthDiscussing(diaries: 30, seed: 5)
        #expect(found <= 3)
    }
}
