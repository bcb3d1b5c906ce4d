import TonusCore
import TonusDiary

extension GeneratedDiary {
    /// What a replica that holds the person's own acts gives for figures, without one: a hundred
    /// diaries can be looked at in the time that it takes to save a few.
    ///
    /// Without the bad spells and the regimens, which are read from whole entities.
    package var figures: DiaryFigures {
        var reading = FigureReading()
        for act in ownActs { reading.read(act) }
        return reading.figures
    }
}

private struct FigureReading {
    private var gathered = DiaryFigures()
    private var order: [EntityKey] = []
    private var drafts: [EntityKey: (first: Act, drafts: [EpisodeDraft])] = [:]

    mutating func read(_ act: Act) {
        if let draft = act.draft {
            if drafts[act.entity] == nil { order.append(act.entity) }
            drafts[act.entity, default: (act, [])].drafts.append(draft)
            return
        }
        switch act.kind {
        case .tally: readTally(act)
        case .checkIn: readDay(act)
        case .factorExposure: readExposure(act)
        case .factorDefinition:
            gathered.names["\(act.entity.id)"] = act[.factorName]?.text
        case .treatment: gathered.names["\(act.entity.id)"] = act[.treatmentName]?.text
        case .exercise: readExercise(act)
        case .dose: readDose(act)
        default: break
        }
    }

    var figures: DiaryFigures {
        var figures = gathered
        figures.episodes = order.compactMap { key in
            drafts[key].flatMap { Self.episode($0.drafts, written: $0.first.written) }
        }.sorted { $0.onset < $1.onset }
        return figures
    }

    /// What was said last of each thing.
    private static func episode(
        _ drafts: [EpisodeDraft], written: Int64
    ) -> DiaryFigures.Episode? {
        guard let onset = drafts.compactMap(\.onset).last else { return nil }
        var end: Int64?
        if case .ended(let point) = drafts.compactMap(\.ending).last { end = point.instant }
        let said = drafts.flatMap(\.said)
        let number = { (field: Field) in
            said.last { $0.field == field }?.value?.integer.map { Int($0) }
        }
        let character = number(.character).flatMap { UInt8(exactly: $0) }
        let sites = said.filter { $0.field == .sites }.compactMap { Site(key: $0.key) }
        return DiaryFigures.Episode(
            onset: onset.instant, offset: onset.offset, end: end, severity: number(.severity),
            pain: number(.pain),
            character: character.flatMap { SpasmCharacter(rawValue: $0)?.word },
            siteWords: sites.map(\.words).joined(separator: ";"), written: written)
    }

    private mutating func readTally(_ act: Act) {
        guard let from = act[.tallyFrom]?.time, let count = act[.tallyCount]?.integer else {
            return
        }
        gathered.tallies.append(
            DiaryFigures.Tally(
                from: from.instant, offset: from.offset, count: Int(count), siteWords: "",
                written: act.written))
    }

    private mutating func readDay(_ act: Act) {
        guard let date = act[.checkInDate]?.date else { return }
        let number = { (field: Field) in act[field]?.integer.map { Int($0) } }
        gathered.days.append(
            DiaryFigures.Day(
                date: date, isSpasmFree: act[.noneToday]?.boolean ?? false,
                isNotLogging: act[.notLogging]?.boolean ?? false, spasticity: number(.spasticity),
                pain: number(.dayPain), sleep: act[.sleepHours]?.amount?.double,
                wakings: number(.wakings), fatigue: number(.fatigue), stress: number(.stress),
                hasInfection: act[.infection]?.boolean,
                immobile: act[.immobile]?.amount?.double))
    }

    private mutating func readExposure(_ act: Act) {
        guard let date = act[.exposedDate]?.date else { return }
        let word = act[.exposedFactor]?.integer.flatMap { UInt8(exactly: $0) }
            .flatMap { Factor(rawValue: $0)?.word }
        guard let factor = word ?? act[.exposedDefinition]?.entity?.description else { return }
        gathered.exposures.append(
            DiaryFigures.Exposure(
                date: date, factor: factor, isPresent: act[.exposure]?.boolean))
    }

    private mutating func readExercise(_ act: Act) {
        guard let time = act[.exerciseAt]?.time, let minutes = act[.exerciseMinutes]?.integer
        else { return }
        gathered.exercises.append(
            DiaryFigures.Exercise(
                date: time.localDate, minutes: Int(minutes),
                effort: act[.effort]?.integer.map { Int($0) }))
    }

    private mutating func readDose(_ act: Act) {
        guard let time = act[.doseAt]?.time ?? act[.doseSlot]?.time else { return }
        let status = act[.doseStatus]?.integer.flatMap { UInt8(exactly: $0) }
        gathered.doses.append(
            DiaryFigures.Dose(
                date: time.localDate, treatment: act[.doseTreatment]?.entity,
                regimen: act[.doseRegimen]?.entity,
                status: status.flatMap(DoseStatus.init(rawValue:)) ?? .unknown))
    }
}
