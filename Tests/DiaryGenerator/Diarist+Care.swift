import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// Treatments, doses, relapses, visits and what is asked there.
extension Diarist {
    /// What a person sets up before the first day is over.
    mutating func beginCare() {
        var written = itinerary.instant(0, minute: 241)
        func next() -> Int64 {
            written += 9000
            return written
        }
        for medicine in Medicine.allCases {
            let id = newID()
            treatments[medicine] = id
            say(
                [
                    Assignment(.treatmentName, .text(medicine.rawValue)),
                    Assignment(.treatmentClass, medicine.remedy),
                    Assignment(.treatmentUnit, medicine.unit),
                    Assignment(
                        .actingMode, medicine == .spray ? ActingMode.acute : ActingMode.regular),
                ], on: key(.treatment, id), at: next())
        }
        begin(.baclofen, 10, 0, at: next())
        begin(.vitaminD, 25, 0, at: next())
        for factor in plan.factors where factor.telling == .ownMark {
            let id = newID()
            ownFactors[factor.name] = id
            say(
                [
                    Assignment(.factorName, .text(factor.name)),
                    Assignment(.factorKind, FactorKind.yesNo),
                    Assignment(.factorScope, FactorScope.day),
                ], on: key(.factorDefinition, id), at: next())
        }
    }

    /// What happens on few days: a regimen that changes, a relapse, a visit.
    mutating func careOnce(_ day: Int) {
        for change in illness.changes {
            let written = itinerary.instant(day, minute: 390 + random.uniform(0...20))
            if change.day == day {
                if let before = regimens.lastIndex(where: {
                    $0.medicine == change.treatment && $0.stopDay == nil
                }) {
                    stop(before, day - 1, at: written - 60_000)
                }
                begin(change.treatment, change.amount, day, at: written)
            }
            if change.stopDay == day,
                let place = regimens.lastIndex(where: { $0.medicine == change.treatment })
            {
                let evening = itinerary.instant(day, minute: 1330)
                stop(place, day, reason: "no difference", at: evening)
            }
        }
        for relapse in illness.relapses { writeRelapse(relapse, day) }
        if day % 182 == 150 { writeVisit(day) }
    }

    // MARK: - Regimens and doses

    private mutating func begin(
        _ medicine: Medicine, _ amount: Double, _ day: Int, at written: Int64
    ) {
        guard let treatment = treatments[medicine] else { return }
        let times = medicine.times.compactMap { TimeOfDay(minutes: $0) }
        let id = newID()
        regimens.append(
            Regimen(id: id, medicine: medicine, firstDay: day, times: times))
        say(
            [
                Assignment(.regimenTreatment, .entity(treatment)),
                .amount(.regimenAmount, amount),
                Assignment(.regimenUnit, medicine.unit),
                Assignment(.regimenStart, .date(itinerary.date(day))),
                Assignment(.regimenContext, RegimenContext.usual),
            ] + times.map { Assignment(.regimenTimes, true, key: $0.key) },
            on: key(.regimen, id), at: written)
    }

    private mutating func stop(
        _ place: Int, _ day: Int, reason: String? = nil, at written: Int64
    ) {
        regimens[place].stopDay = day
        say(
            [Assignment(.stoppedOn, .date(itinerary.date(day)))]
                + (reason.map { [Assignment(.stopReason, .text($0))] } ?? []),
            on: key(.regimen, regimens[place].id), at: written)
    }

    /// Most at the time; the rest, and what was skipped, when the day is looked back on.
    mutating func writeDoses(_ day: Int) {
        let due = regimens.filter { $0.firstDay <= day && day <= $0.stopDay ?? .max }
            .flatMap { regimen in regimen.times.map { (regimen, $0) } }
        let skipped = state(.skippedDose, on: day) ? random.whole(0...max(0, due.count - 1)) : nil
        for (place, (regimen, time)) in due.enumerated() {
            // Of some nobody says what became of them.
            if place != skipped, random.chance(0.02) { continue }
            let date = itinerary.date(day)
            let slot = itinerary.instant(day, minute: Double(time.minutes))
            let evening = itinerary.instant(day, minute: 1355 + Double(place) / 10)
            var said = [
                Assignment(.doseRegimen, .entity(regimen.id)),
                Assignment(.doseSlot, .time(itinerary.point(day, at: slot))),
            ]
            let taken = slot + Int64(random.uniform(0...25) * 60_000)
            let isAtOnce = random.chance(0.8)
            if skipped == place {
                said.append(Assignment(.doseStatus, DoseStatus.skipped))
            } else {
                said += [
                    Assignment(.doseStatus, DoseStatus.taken),
                    Assignment(.doseAt, .time(itinerary.point(day, at: taken))),
                ]
            }
            let written = skipped != place && isAtOnce ? taken : max(evening, taken)
            say(
                said, on: .derived(.dose, CanonicalKey.dose(regimen.id, date, time)), at: written)
        }
    }

    /// One that no regimen asked for.
    mutating func sayDose(
        of medicine: Medicine, _ amount: Double, for episode: EntityID, _ day: Int, taken: Int64,
        eased: Int64
    ) {
        guard let treatment = treatments[medicine] else { return }
        let relief = random.whole(0...8)
        var said = [
            Assignment(.doseTreatment, .entity(treatment)),
            Assignment(.doseStatus, DoseStatus.taken),
            Assignment(.doseAt, .time(itinerary.point(day, at: taken))),
            .amount(.doseAmount, amount),
            Assignment(.doseUnit, medicine.unit),
            Assignment(.doseEpisodes, true, key: episode.bytes),
            Assignment(.doseRelief, relief),
        ]
        if relief >= 3 {
            said.append(Assignment(.doseReliefAt, .time(itinerary.point(day, at: eased))))
        }
        say(said, on: key(.dose, newID()), at: eased + 60_000)
    }

    // MARK: - Relapses and visits

    /// Suspected after some days, confirmed at a clinic, and over when it is.
    private mutating func writeRelapse(_ relapse: Illness.Relapse, _ day: Int) {
        let place = key(
            .relapse, EntityID(high: plan.seed, low: UInt64(relapse.onset)))
        let morning = itinerary.instant(day, minute: 570)
        let confirmed = relapse.onset + 12
        if day == relapse.onset + min(5, relapse.recovery - 2) {
            say(
                [
                    Assignment(.relapseOnset, .date(itinerary.date(relapse.onset))),
                    Assignment(.certainty, Certainty.suspected),
                ]
                    + [RelapseSymptom.spasticity, .weakness, .fatigue].map {
                        Assignment(.relapseSymptoms, true, key: [$0.rawValue])
                    }, on: place, at: morning)
        } else if day == confirmed, relapse.recovery > 13 {
            say([Assignment(.certainty, Certainty.confirmed)], on: place, at: morning)
        } else if day == relapse.lastDay + 1 {
            say(
                [Assignment(.relapseEnd, .date(itinerary.date(relapse.lastDay)))], on: place,
                at: morning)
        }
    }

    /// Twice a year, with a question noted down before it and what was measured there.
    private mutating func writeVisit(_ day: Int) {
        let asked = itinerary.instant(day - 4, minute: 1210)
        let question = key(.question, newID())
        say(
            [
                Assignment(
                    .questionText,
                    .text(
                        random.pick([
                            ("Is it safe to stretch during a spasm?", 1),
                            ("Could the evening dose be earlier?", 1),
                            ("What can I do against waking at night?", 1),
                        ]))),
                Assignment(.questionDate, .date(itinerary.date(day - 4))),
            ], on: question, at: asked)
        let after = itinerary.instant(day, minute: 690)
        let date = Assignment(.measureDate, .date(itinerary.date(day)))
        let side = habits.sites[0].0.side
        say(
            [
                date, Assignment(.measureName, ClinicMeasure.ashworth),
                .amount(.measureValue, random.pick([(1, 1), (1.5, 2), (2, 2), (3, 1)])),
                Assignment(.measureSites, true, key: Site(.ankle, side).key),
                Assignment(.measuredBy, .text("physiotherapist")),
            ], on: key(.measure, newID()), at: after)
        say(
            [
                date, Assignment(.measureName, ClinicMeasure.edss),
                .amount(.measureValue, Double(random.whole(7...11)) / 2),
            ], on: key(.measure, newID()), at: after + 60_000)
        say([Assignment(.questionDone, .boolean(true))], on: question, at: after + 120_000)
    }
}
