import Testing
import TonusCore
import TonusDiary
import TonusTesting
import TonusTypes

@testable import TonusInsights

/// What was taken and done, counted on its days.
struct CareTests {
    private static let first = FigureSamples.first
    private static let treatment = FigureSamples.id(900)

    private func day(_ number: Int) -> LocalDate { LocalDate(days: Self.first + number) }

    private func regimen(_ id: UInt64, _ said: [(Field, Value)], times: Int = 0) throws -> Sheet {
        let treatment = Write(
            cell: Field.regimenTreatment.cell(), value: .entity(Self.treatment))
        let others = said.map { Write(cell: $0.0.cell(), value: $0.1) }
        let clocks = (0..<times).map {
            Write(
                cell: Field.regimenTimes.cell(key: [UInt8($0), 0]), value: .boolean(true))
        }
        return try #require(Sheet.holding(.regimen, id: id, [treatment] + others + clocks))
    }

    private func dose(_ number: Int, _ status: DoseStatus, of id: UInt64) -> DiaryFigures.Dose {
        DiaryFigures.Dose(
            date: day(number), treatment: nil, regimen: EntityID(high: 1, low: id),
            status: status)
    }

    private func insights(_ fill: (inout DiaryFigures) throws -> Void) rethrows -> Insights {
        var figures = DiaryFigures()
        figures.days = (0..<30).map { DiaryFigures.Day(date: day($0)) }
        try fill(&figures)
        return Insights(figures, day(0)...day(29))
    }

    @Test func `a course stands beside its plan, and what nobody said of a dose is unknown`() throws
    {
        let record = try #require(
            try insights { figures in
                figures.regimens = [
                    try regimen(
                        1,
                        [
                            (.regimenStart, .date(day(-5))), (.plannedEnd, .date(day(4))),
                            (.stoppedOn, .date(day(15))),
                        ], times: 2)
                ]
                figures.doses = [
                    dose(-2, .taken, of: 1), dose(0, .taken, of: 1), dose(1, .taken, of: 1),
                    dose(2, .skipped, of: 1), dose(3, .taken, of: 2),
                ]
            }.followed.first)
        #expect(record.length == 21 && record.planned == 10)
        #expect(record.taken == 2 && record.skipped == 1)
        // Sixteen of its days lie in the stretch, with two doses each.
        #expect(record.due == 32 && record.unknown == 29)
    }

    @Test func `a regimen of another time is not followed in this one`() throws {
        let found = try insights { figures in
            figures.regimens = [
                try regimen(
                    1, [(.regimenStart, .date(day(-9))), (.stoppedOn, .date(day(-1)))]),
                try regimen(2, [(.regimenStart, .date(day(30)))]),
                try regimen(3, [(.regimenStart, .date(day(29)))]),
            ]
        }.followed
        #expect(found.map(\.regimen.id) == [EntityID(high: 1, low: 3)])
        #expect(found.first?.length == 1 && found.first?.planned == nil)
    }

    @Test func `days with a painkiller are counted once each, and by observed days`() throws {
        let days = try insights { figures in
            figures.remedies = [Self.treatment: .analgesic]
            figures.regimens = [try regimen(1, [])]
            figures.doses = [
                dose(1, .taken, of: 1), dose(1, .taken, of: 1), dose(2, .skipped, of: 1),
                dose(28, .taken, of: 1), dose(-1, .taken, of: 1),
            ]
            figures.days.removeAll { $0.date == day(28) }
        }.painkillerDays
        #expect(days?.all == 2)
        #expect(days?.monthly == Rate(events: 1, time: 29.0 / 30))
        #expect(insights { _ in }.painkillerDays == nil)
    }

    @Test func `a bad spell has what was taken in it, by its plan or because somebody said so`()
        throws
    {
        let other = FigureSamples.id(901)
        func spell(_ writes: [Write]) throws -> Sheet {
            let said = [
                Write(cell: Field.relapseOnset.cell(), value: .date(day(5))),
                Write(cell: Field.relapseEnd.cell(), value: .date(day(10))),
            ]
            return try #require(Sheet.holding(.relapse, id: 9, said + writes))
        }
        let inSpells = Value.integer(Int64(RegimenContext.relapse.rawValue))
        let found = try #require(
            try insights { figures in
                figures.spells = BadSpell.union(of: [
                    try spell([
                        Write(
                            cell: Field.relapseTreatments.cell(key: other.bytes),
                            value: .boolean(true)),
                        Write(
                            cell: Field.relapseTreatments.cell(key: Self.treatment.bytes),
                            value: .boolean(true)),
                        Write(
                            cell: Field.relapseSymptoms.cell(
                                key: [RelapseSymptom.vision.rawValue]), value: .boolean(true)),
                    ])
                ])
                figures.regimens = [
                    try regimen(
                        1, [(.regimenStart, .date(day(6))), (.regimenContext, inSpells)]),
                    try regimen(2, [(.regimenStart, .date(day(6)))]),
                    try regimen(
                        3, [(.regimenStart, .date(day(11))), (.regimenContext, inSpells)]),
                    try regimen(
                        4,
                        [
                            (.regimenStart, .date(day(-3))), (.stoppedOn, .date(day(4))),
                            (.regimenContext, inSpells),
                        ]),
                ]
            }.treatedSpells.first)
        #expect(found.regimens.map(\.id) == [EntityID(high: 1, low: 1)])
        #expect(found.treatments == [other])
        #expect(found.spell.symptoms == [.vision])
    }

    @Test func `heat that no spasm asked for is a factor, from its first day on`() throws {
        let found = insights { figures in
            figures.remedies = [Self.treatment: .heat]
            figures.doses = [3, 5].map { number in
                DiaryFigures.Dose(
                    date: day(number), treatment: Self.treatment, regimen: nil, status: .taken)
            }
            figures.doses[1].episodes = [FigureSamples.id(1)]
            figures.days.removeAll { $0.date == day(8) }
        }
        let factor = try #require(found.record.factors.first { $0.name == "warmed" })
        #expect(
            factor.exposures.prefix(9)
                == [.unknown, .unknown, .unknown, .yes, .no, .no, .no, .no, .unknown])
    }

    @Test func `stretching is looked at apart from other exercise`() throws {
        let found = insights { figures in
            figures.exercises = [4, 6].map {
                DiaryFigures.Exercise(
                    date: day($0), minutes: 20, effort: nil,
                    start: FigureSamples.instant($0, 9))
            }
            figures.exercises[0].type = .stretch
        }
        func days(_ name: String) -> [Int] {
            let factor = found.record.factors.first { $0.name == name }
            return (factor?.exposures ?? []).enumerated().filter { $0.element == .yes }
                .map(\.offset)
        }
        #expect(days("stretched") == [4] && days("exercised") == [6])
        #expect(Set(found.timed.map(\.factor)) == ["exercised", "stretched"])
    }

    @Test func `the steps of stretching have other days than those of exercise`() throws {
        let found = insights { figures in
            figures.exercises = [4, 6].map {
                DiaryFigures.Exercise(date: day($0), minutes: 20, effort: nil)
            }
            figures.exercises[0].type = .stretch
            figures.episodes = (0..<30).map { FigureSamples.episode($0, 12) }
        }
        func from(_ steps: ExerciseSteps?) -> Double? { steps?.steps[0].sameDay.time }
        #expect(from(found.stretching) == 25 && from(found.exercise) == 23)
    }

    @Test(arguments: [
        (0, 168, 0), (1, 168, 2), (168, 168, 2), (169, 168, 3), (1680, 168, 3), (1681, 168, 4),
    ])
    func `the Penn scale's steps follow from spasms an hour`(spasms: Int, hours: Int, step: Int) {
        #expect(PennEstimate.step(spasms, hours: hours) == step)
    }

    @Test
    func `the Penn scale is estimated from the last week alone, where most of it was observed`() {
        let quiet = DayRecord(), busy = DayRecord(episodes: 40)
        func estimate(_ days: [DayRecord]) -> PennEstimate? {
            PennEstimate(DiaryRecord(firstDay: 0, days: days, factors: []))
        }
        #expect(estimate([busy] + Array(repeating: quiet, count: 7))?.step == 0)
        #expect(estimate(Array(repeating: busy, count: 7))?.step == 3)
        let unseen = Array(repeating: DayRecord.unobserved, count: 4)
        #expect(estimate(unseen + [quiet, quiet, quiet]) == nil)
        #expect(estimate(unseen.dropLast() + [quiet, quiet, quiet, busy])?.observedDays == 4)
    }
}
