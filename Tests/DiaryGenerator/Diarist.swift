import TonusCore
import TonusDiary
import TonusStore
import TonusTesting
import TonusTypes

/// Writes down what happens, as people do: not every day, often late, and rounded.
struct Diarist {
    let plan: DiaryPlan
    let itinerary: Itinerary
    let illness: Illness
    /// What this person is like.
    let habits: Habits
    let isMissing: [Bool]
    var random: SplitMix64
    private(set) var acts: [Act] = []
    /// The minutes after midnight of each day's spasms; of a day with too many to tell, empty.
    let minutes: [[Double]]
    /// The episodes that were falls, and their days.
    var falls: [EntityID: Int] = [:]
    var treatments: [Medicine: EntityID] = [:]
    var regimens: [Regimen] = []
    /// Those that the people of the diary defined, by name.
    var ownFactors: [String: EntityID] = [:]

    struct Regimen: Sendable {
        let id: EntityID
        let medicine: Medicine
        let firstDay: Int
        let times: [TimeOfDay]
        /// The last day on which it was followed.
        var stopDay: Int?
    }

    init(
        _ plan: DiaryPlan, _ itinerary: Itinerary, _ illness: Illness,
        _ random: inout SplitMix64
    ) {
        (self.plan, self.itinerary, self.illness) = (plan, itinerary, illness)
        habits = Habits(plan.profile.numbers, &random)
        isMissing = Self.missing(plan.days, illness, &random)
        var minuteRandom = random.branch()
        let (rhythm, limit) = (plan.profile.rhythm, plan.profile.numbers.tellingLimit)
        minutes = illness.counts.map { count in
            if count > limit { return [] }
            return (0..<count).map { _ in
                let hours = minuteRandom.pick(rhythm)
                return min(minuteRandom.uniform(hours) * 60, Itinerary.dayMinutes.upperBound - 0.01)
            }.sorted()
        }
        self.random = random.branch()
    }

    /// Spells of days without a word, of two days on average.
    private static func missing(
        _ days: Int, _ illness: Illness, _ random: inout SplitMix64
    ) -> [Bool] {
        var isMissing = false
        return (0..<days).map { day in
            let share =
                illness.isRelapse(day) ? Numbers.missing.inRelapse : Numbers.missing.usual
            let coming = 0.5 * share / (1 - share)
            isMissing = isMissing ? !random.chance(0.5) : random.chance(coming)
            return isMissing
        }
    }

    /// Everything, in the order in which it was written.
    mutating func writtenDown() throws -> [Act] {
        beginCare()
        for day in 0..<plan.days {
            careOnce(day)
            if isMissing[day] {
                sayNotLogging(day)
                continue
            }
            try writeSpasms(day)
            writeExercise(day)
            writeDoses(day)
            writeEvening(day)
        }
        let end = itinerary.instant(plan.days - 1, minute: Itinerary.dayMinutes.upperBound)
        let known = acts.enumerated().filter { $0.element.written < end }
        return known.sorted { ($0.element.written, $0.offset) < ($1.element.written, $1.offset) }
            .map(\.element)
    }

    // MARK: - Saying something

    mutating func newID() -> EntityID { EntityID(high: random.next(), low: random.next()) }

    func key(_ kind: Kind, _ id: EntityID) -> EntityKey {
        EntityKey(audience: .everyone, kind: kind.rawValue, id: id)
    }

    mutating func say(
        _ said: Act.Said, on entity: EntityKey, at written: Int64, by writer: Act.Writer = .patient
    ) {
        acts.append(
            Act(
                written: written, offset: itinerary.offset(at: written), writer: writer,
                entity: entity, said: said))
    }

    mutating func say(_ said: [Assignment], on entity: EntityKey, at written: Int64) {
        say(.entry(said), on: entity, at: written)
    }

    /// Hours later, at an hour of the day at which people are up, if it can be.
    mutating func later(than instant: Int64, hours: ClosedRange<Double>) -> Int64 {
        var written = instant
        for _ in 0..<4 {
            written = instant + Int64(random.uniform(hours) * 3_600_000)
            if itinerary.hour(at: written) >= 7 { break }
        }
        return written
    }

    func state(_ factor: PlantedFactor, on day: Int) -> Bool {
        guard let place = plan.factors.firstIndex(of: factor) else { return false }
        return illness.states[place][day]
    }

    func state(_ telling: PlantedFactor.Telling, on day: Int) -> Bool {
        plan.factors.first { $0.telling == telling }.map { state($0, on: day) } ?? false
    }
}

/// What one person is like, drawn once.
struct Habits: Sendable {
    /// Mean 0–10 rating of spasticity.
    let spasticity: Double
    /// Falls in 91 days.
    let falls: Double
    /// Where it mostly is.
    let sites: [(Site, weight: Double)]

    init(_ numbers: ProfileNumbers, _ random: inout SplitMix64) {
        let drawn = random.normal(numbers.spasticity.mean, numbers.spasticity.spread)
        spasticity = min(max(drawn, 1), 9)
        falls = numbers.falls * random.gamma(Numbers.fallSize) / Numbers.fallSize
        let side: Side = random.chance(0.5) ? .left : .right
        let other: Side = side == .left ? .right : .left
        // Legs far more often than anything else, and one side more than the other.
        sites = [
            (Site(.calf, side), 30), (Site(.thigh, side), 20), (Site(.foot, side), 12),
            (Site(.leg, .both), 10), (Site(.calf, other), 10), (Site(.toes, side), 6),
            (Site(.lowerBack, .middle), 5), (Site(.hand, side), 4), (Site(.abdomen, .middle), 3),
        ]
    }
}

extension Assignment {
    init(_ field: Field, _ word: some CodedWord) {
        self.init(field, .integer(Int64(word.rawValue)))
    }

    init(_ field: Field, _ number: Int) { self.init(field, .integer(Int64(number))) }

    /// A decimal number of at most one place.
    static func amount(_ field: Field, _ number: Double) -> Assignment {
        let tenths = Int64((number * 10).rounded())
        return Assignment(
            field,
            (tenths % 10 == 0
                ? Decimal10(mantissa: tenths / 10, exponent: 0)
                : Decimal10(mantissa: tenths, exponent: -1)).map(Value.decimal))
    }
}
