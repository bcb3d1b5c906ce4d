import TonusCore
import TonusDiary
import TonusStore

/// What is said of whole days: the check-in, the factors, and exercise.
extension Diarist {
    /// The check-in at bedtime, or in one of ten on the morning after; and the marks with it.
    ///
    /// Source: the rating of spasticity is asked for at bedtime, on the last 24 hours, in the trial
    /// NCT00711646.
    mutating func writeEvening(_ day: Int) {
        let isLate = random.chance(0.1)
        let minute = random.uniform(isLate ? 1440 + 420...1440 + 600 : 1230...1350)
        var written = itinerary.instant(day, minute: minute)
        say(checkIn(day), on: .checkIn(itinerary.date(day)), at: written)
        for factor in plan.factors {
            guard let (key, naming) = mark(factor, itinerary.date(day)) else { continue }
            // Now and then one is passed over: then it is not known.
            guard !random.chance(0.03) else { continue }
            written += 2000 + Int64(random.whole(0...2000))
            let isThere = state(factor, on: day)
            say(
                [
                    naming, Assignment(.exposedDate, .date(itinerary.date(day))),
                    Assignment(.exposure, .boolean(isThere)),
                ], on: key, at: written)
        }
    }

    private func mark(
        _ factor: PlantedFactor, _ date: LocalDate
    ) -> (EntityKey, Assignment)? {
        switch factor.telling {
        case .mark(let word):
            (
                .derived(.factorExposure, CanonicalKey.exposure(word, date)),
                Assignment(.exposedFactor, word)
            )
        case .ownMark:
            ownFactors[factor.name].map { id in
                (
                    .derived(.factorExposure, CanonicalKey.exposure(id, date)),
                    Assignment(.exposedDefinition, .entity(id))
                )
            }
        default: nil
        }
    }

    private mutating func checkIn(_ day: Int) -> [Assignment] {
        let isFree = illness.counts[day] == 0
        var said = [Assignment(.checkInDate, .date(itinerary.date(day)))]
        if isFree { said.append(Assignment(.noneToday, .boolean(true))) }
        said.append(Assignment(.spasticity, spasticity(day)))
        said += [
            Assignment(.fatigue, score(isHigh: isThere(.tired, day))),
            Assignment(.stress, score(isHigh: isThere(.stressed, day))),
            Assignment(.wakings, wakings(day)),
        ]
        let isShort = isThere(.shortSleep, day)
        let sleep = isShort ? random.whole(7...11) : random.whole(12...18)
        said.append(.amount(.sleepHours, Double(sleep) / 2))
        let isLong = isThere(.longImmobile, day)
        said.append(.amount(.immobile, Double(isLong ? random.whole(4...7) : random.whole(1...3))))
        let isInfected = isThere(.infection, day)
        said.append(Assignment(.infection, .boolean(isInfected)))
        if random.chance(0.6) {
            let pain = Double(spasticity(day)) - random.uniform(0...2)
            said.append(Assignment(.dayPain, min(max(Int(pain.rounded()), 0), 10)))
        }
        if random.chance(0.15) {
            said.append(Assignment(.interfered, true, key: [Everyday.sleep.rawValue]))
        }
        return said
    }

    private func isThere(_ factor: PlantedFactor.CheckInFactor, _ day: Int) -> Bool {
        state(.checkIn(factor), on: day)
    }

    /// In the upper half of the scale or not: 6 counts as high.
    private mutating func score(isHigh: Bool) -> Int {
        isHigh ? random.whole(6...9) : random.whole(1...5)
    }

    /// About the person's own mean, worse on bad days and in relapses.
    private mutating func spasticity(_ day: Int) -> Int {
        let relapse = illness.relapses.reduce(1) { $0 * $1.factor(on: day) }
        let drawn = random.normal(
            habits.spasticity + illness.levels[day] + (relapse - 1), Numbers.spasticityNoise)
        return min(max(Int(drawn.rounded()), 0), 10)
    }

    /// In the night before: the end of the day before, and the early hours of this one.
    private mutating func wakings(_ day: Int) -> Int {
        let before = day > 0 ? nightly(day - 1) { $0 >= 1320 } : 0
        let early = nightly(day) { $0 < 360 }
        return min(20, (0..<before + early).count { _ in random.chance(0.5) })
    }

    /// Of those that were only counted, a quarter.
    private func nightly(_ day: Int, _ isMeant: (Double) -> Bool) -> Int {
        minutes[day].isEmpty ? illness.counts[day] / 4 : minutes[day].count(where: isMeant)
    }

    /// Now and then a person says beforehand that they will not write.
    mutating func sayNotLogging(_ day: Int) {
        guard random.chance(0.05) else { return }
        let date = itinerary.date(day)
        let said = [
            Assignment(.checkInDate, .date(date)), Assignment(.notLogging, .boolean(true)),
        ]
        say(said, on: .checkIn(date), at: itinerary.instant(day, minute: 1200))
    }

    mutating func writeExercise(_ day: Int) {
        guard state(.exercise, on: day) else { return }
        let type = random.pick([
            (ExerciseType.stretch, 4), (.walk, 3), (.physio, 2), (.pool, 1), (.cycle, 1),
        ])
        let length = random.whole(2...9) * 5
        let begun = itinerary.instant(day, minute: random.uniform(540...1080).rounded())
        var said = [
            Assignment(.exerciseType, type), Assignment(.exerciseMinutes, length),
            Assignment(.exerciseAt, .time(itinerary.point(day, at: begun))),
            Assignment(.effort, random.whole(2...8)),
        ]
        if random.chance(0.2) { said.append(Assignment(.overdid, .boolean(random.chance(0.3)))) }
        let written = begun + Int64(length + random.whole(1...60)) * 60_000
        say(said, on: key(.exercise, newID()), at: written)
    }
}
