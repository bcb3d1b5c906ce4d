import TonusCore
import TonusDiary

/// Spasms told one by one, and those that were only counted.
extension Diarist {
    mutating func writeSpasms(_ day: Int) throws {
        if minutes[day].isEmpty { return writeTallies(day) }
        for minute in minutes[day] { try writeEpisode(day, minute) }
    }

    /// One spasm as it truly was, and what the person would say of it.
    private struct Spasm {
        let day: Int
        let minute: Double
        let onset: Int64
        let milliseconds: Int64
        let severity: Int
        let isFall: Bool
    }

    private mutating func writeEpisode(_ day: Int, _ minute: Double) throws {
        let numbers = plan.profile.numbers
        let length = min(
            random.logNormal(median: numbers.duration.median, sigma: numbers.duration.sigma),
            numbers.duration.limit)
        let level = Numbers.severityShare * illness.levels[day]
        let severity = random.normal(numbers.severity + level, Numbers.severitySpread)
        // A bad day has more falls because it has more spasms.
        let isFall = random.chance(min(0.2, habits.falls / 91 / numbers.rate))
        let spasm = Spasm(
            day: day, minute: minute, onset: itinerary.instant(day, minute: minute),
            milliseconds: max(5000, Int64(length * 60_000)),
            severity: min(max(Int(severity.rounded()), 0), 10), isFall: isFall)
        let (entity, site) = (key(.episode, newID()), random.pick(habits.sites))
        var draft = try told(of: spasm, at: site)
        if random.chance(Numbers.lateShare) {
            try writeLate(&draft, spasm, entity)
        } else {
            try writePromptly(&draft, spasm, entity)
        }
        if isFall { falls[entity.id] = day }
        if random.chance(Numbers.caregiverShare) { try writeAgain(spasm, at: site) }
    }

    /// What is said besides the times and the severity: the more, the rarer.
    private mutating func told(of spasm: Spasm, at site: Site) throws -> EpisodeDraft {
        var draft = EpisodeDraft()
        try draft.say(.present(site))
        if random.chance(0.6) {
            let character = random.pick([(SpasmCharacter.stiff, 5), (.jerk, 3), (.both, 2)])
            try draft.say(.character(character))
        }
        if random.chance(0.5),
            let pain = Score(min(max(spasm.severity - random.whole(0...3), 0), 10))
        {
            try draft.say(.score(.pain, pain))
        }
        if random.chance(0.25) {
            let word = random.pick([
                (Descriptor.extensor, 5), (.flexor, 4), (.clonus, 3), (.adductor, 2),
            ])
            try draft.say(Assignment(.descriptors, true, key: [word.rawValue]))
        }
        if random.chance(0.3) { try draft.say(activity(at: spasm)) }
        if spasm.isFall { try draft.say(Assignment(.impact, true, key: [Impact.fell.rawValue])) }
        if isNight(spasm.minute), random.chance(0.5) {
            try draft.say(Assignment(.impact, true, key: [Impact.wokeUp.rawValue]))
        }
        if random.chance(0.08) {
            try draft.say(.present(random.pick([(Factor.stress, 3), (.fatigue, 3), (.heat, 2)])))
        }
        return draft
    }

    func isNight(_ minute: Double) -> Bool { minute < 360 || minute >= 1320 }

    private mutating func activity(at spasm: Spasm) -> Assignment {
        let activity: Activity =
            isNight(spasm.minute)
            ? .sleep
            : random.pick([
                (.sitting, 4), (.rest, 3), (.walking, 2), (.transfer, 2), (.other, 1),
            ])
        return Assignment(.activityBefore, activity)
    }

    // MARK: - When it is written

    /// From memory, hours later: the clock is then a half hour of the day.
    private mutating func writeLate(
        _ draft: inout EpisodeDraft, _ spasm: Spasm, _ entity: EntityKey
    ) throws {
        let onset = heaped(spasm)
        let isRough = random.chance(0.5)
        let precision: TimePoint.Precision = isRough ? .thirtyMinutes : .exact
        draft.onset = itinerary.point(spasm.day, at: onset, precision: precision)
        var end = spasm.onset + spasm.milliseconds
        if random.chance(0.6) {
            draft.ending = .unknown
        } else {
            // In steps of five minutes, at least one.
            end = onset + max(1, (spasm.milliseconds + 150_000) / 300_000) * 300_000
            draft.ending = .ended(itinerary.point(spasm.day, at: end, precision: precision))
        }
        try sayHowBad(&draft, spasm.severity)
        let written = later(than: max(spasm.onset, end), hours: 1...20)
        say(.episode(draft), on: entity, at: written)
    }

    /// The nearest half hour on the clock that is on the same day of the diary.
    private func heaped(_ spasm: Spasm) -> Int64 {
        let nearest = (spasm.minute / 30).rounded() * 30
        let isToday = nearest < Itinerary.dayMinutes.upperBound
        let minute = isToday ? nearest : nearest - 30
        return itinerary.instant(spasm.day, minute: max(minute, 240))
    }

    private mutating func writePromptly(
        _ draft: inout EpisodeDraft, _ spasm: Spasm, _ entity: EntityKey
    ) throws {
        let end = spasm.onset + spasm.milliseconds
        draft.onset = itinerary.point(spasm.day, at: spasm.onset)
        let isEndless = random.chance(Numbers.endlessShare / (1 - Numbers.lateShare))
        if isEndless || random.chance(0.25) {
            // Begun with a tap while it goes on; and ended with another, if that is not forgotten.
            var begun = EpisodeDraft()
            (begun.onset, begun.ending) = (draft.onset, .ongoing)
            say(.episode(begun), on: entity, at: spasm.onset)
            draft.onset = nil
            let told = isEndless ? spasm.onset + 60_000 : end
            if !isEndless { draft.ending = .ended(itinerary.point(spasm.day, at: end)) }
            try sayHowBad(&draft, spasm.severity)
            say(.episode(draft), on: entity, at: told)
        } else {
            draft.ending = .ended(itinerary.point(spasm.day, at: end))
            try sayHowBad(&draft, spasm.severity)
            let pause = Int64(random.uniform(10...600) * 1000)
            try sayWhatHelped(&draft, spasm, end + pause, entity)
            say(.episode(draft), on: entity, at: end + pause)
        }
    }

    private func sayHowBad(_ draft: inout EpisodeDraft, _ severity: Int) throws {
        guard let score = Score(severity) else { return }
        try draft.say(.score(.severity, score))
    }

    /// Somebody else saw it too, and did not know that it was written down already. They say less
    /// exactly where it was.
    private mutating func writeAgain(_ spasm: Spasm, at site: Site) throws {
        let isLeg = ![Region.lowerBack, .hand, .abdomen].contains(site.region)
        let begin = itinerary.instant(spasm.day, minute: Itinerary.dayMinutes.lowerBound)
        let onset = max(begin, spasm.onset + Int64(random.uniform(-600...600)) * 1000)
        var draft = EpisodeDraft()
        draft.onset = itinerary.point(spasm.day, at: onset, precision: .fifteenMinutes)
        draft.ending = .unknown
        try draft.say(.present(isLeg ? Site(.leg, site.side) : site))
        try sayHowBad(&draft, min(max(spasm.severity + random.whole(-1...1), 0), 10))
        let seen = max(onset, spasm.onset) + spasm.milliseconds
        let written = seen + Int64(random.uniform(1...90) * 60_000)
        say(.episode(draft), on: key(.episode, newID()), at: written, by: .caregiver)
    }

    // MARK: - Help

    /// Stretching helps some; a spray, kept for bad ones, is a dose of its own.
    private mutating func sayWhatHelped(
        _ draft: inout EpisodeDraft, _ spasm: Spasm, _ written: Int64, _ entity: EntityKey
    ) throws {
        if random.chance(0.12), let relief = Score(random.whole(0...6)) {
            let remedy = random.pick([(Remedy.stretch, 5), (.massage, 3), (.heat, 1)])
            try draft.say(Assignment(.tried, true, key: [remedy.rawValue]))
            try draft.say(.score(.relief, relief))
            let eased = itinerary.point(spasm.day, at: spasm.onset + spasm.milliseconds)
            try draft.say(Assignment(.reliefAt, .time(eased)))
        } else if spasm.severity >= 7, random.chance(0.15) {
            let taken = spasm.onset + min(spasm.milliseconds, 300_000)
            let eased = written + Int64(random.uniform(10...50) * 60_000)
            sayDose(of: .spray, 2, for: entity.id, spasm.day, taken: taken, eased: eased)
        }
    }

    // MARK: - Too many to tell apart

    /// Two counts: of the day, in the evening; and of the night, in the morning after.
    private mutating func writeTallies(_ day: Int) {
        let count = illness.counts[day]
        guard count > 0 else { return }
        let byNight = (0..<count).count { _ in
            let hours = random.pick(plan.profile.rhythm)
            return random.uniform(hours) >= 22
        }
        let evening = itinerary.instant(day, minute: 22 * 60)
        let morning = itinerary.instant(day, minute: 1680)
        writeTally(
            count - byNight, itinerary.instant(day, minute: 240), evening, day,
            written: evening + Int64(random.uniform(1...30) * 60_000))
        writeTally(
            byNight, evening, morning, day,
            written: morning + Int64(random.uniform(3...5) * 3_600_000))
    }

    private mutating func writeTally(
        _ count: Int, _ from: Int64, _ to: Int64, _ day: Int, written: Int64
    ) {
        guard count > 0 else { return }
        let precision = TimePoint.Precision.partOfDay
        var said = [
            Assignment(.tallyFrom, .time(itinerary.point(day, at: from, precision: precision))),
            Assignment(.tallyTo, .time(itinerary.point(day, at: to, precision: precision))),
            Assignment(.tallyCount, count),
            Assignment(.tallySites, true, key: random.pick(habits.sites).key),
        ]
        if random.chance(0.7) {
            let severity = random.normal(plan.profile.numbers.severity, 1)
            said.append(Assignment(.tallySeverity, min(max(Int(severity.rounded()), 0), 10)))
        }
        say(said, on: key(.tally, newID()), at: written)
    }
}
