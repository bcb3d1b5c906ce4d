/// What people try, what a clinician measured and said, and spells in which it was worse.
extension Field {
    public static let treatmentName = Field(700, "name", .quiet, .text)
    public static let treatmentClass = Field(
        701, "class", .quiet, .word(Vocabulary(Remedy.self)))
    public static let treatmentForm = Field(702, "form", .quiet, .text)
    public static let treatmentUnit = Field(703, "unit", .quiet, .word(Vocabulary(Unit.self)))
    public static let usualAmount = Field(704, "amount", .quiet, .amount(upTo: 1_000_000))
    public static let actingMode = Field(
        705, "mode", .quiet, .word(Vocabulary(ActingMode.self)))

    static let ofTreatment = [
        treatmentName, treatmentClass, usualAmount, treatmentUnit, treatmentForm, actingMode,
    ]

    public static let regimenTreatment = Field(800, "treatment", .register, .entity)
    /// Two that differ are shown both, in a report too: nobody guesses a dose.
    public static let regimenAmount = Field(801, "amount", .register, .amount(upTo: 1_000_000))
    public static let regimenUnit = Field(802, "unit", .register, .word(Vocabulary(Unit.self)))
    public static let regimenTimes = Field(803, "times", .element, .clocks)
    public static let regimenStart = Field(804, "start", .register, .date)
    public static let plannedEnd = Field(805, "planned-end", .quiet, .date)
    public static let stoppedOn = Field(806, "stopped", .register, .date)
    public static let stopReason = Field(807, "reason", .quiet, .text)
    public static let prescriber = Field(808, "prescriber", .quiet, .text)
    public static let regimenContext = Field(
        809, "context", .quiet, .word(Vocabulary(RegimenContext.self)))

    static let ofRegimen = [
        regimenTreatment, regimenAmount, regimenUnit, regimenTimes, regimenStart, plannedEnd,
        stoppedOn, stopReason, prescriber, regimenContext,
    ]

    public static let doseTreatment = Field(900, "treatment", .register, .entity)
    public static let doseRegimen = Field(901, "regimen", .register, .entity)
    /// When it was due, where a regimen says so.
    public static let doseSlot = Field(902, "due", .register, .time)
    public static let doseAt = Field(903, "at", .quiet, .time)
    public static let doseAmount = Field(904, "amount", .register, .amount(upTo: 1_000_000))
    public static let doseUnit = Field(905, "unit", .register, .word(Vocabulary(Unit.self)))
    /// Taken and skipped by two who did not know of each other count as neither until one is chosen.
    public static let doseStatus = Field(
        906, "status", .ranked, .word(Vocabulary(DoseStatus.self)))
    public static let doseEpisodes = Field(907, "for", .element, .links)
    public static let doseRelief = Field(908, "relief", .perReporter, .score)
    public static let doseReliefAt = Field(909, "relief-at", .quiet, .time)

    static let ofDose = [
        doseTreatment, doseRegimen, doseSlot, doseStatus, doseAt, doseAmount, doseUnit,
        doseEpisodes, doseRelief, doseReliefAt,
    ]

    public static let relapseOnset = Field(1100, "onset", .register, .date)
    /// Nothing while it goes on.
    public static let relapseEnd = Field(1101, "end", .register, .date)
    /// Only a clinician confirms one.
    public static let certainty = Field(
        1102, "certainty", .ranked, .word(Vocabulary(Certainty.self)))
    public static let relapseSymptoms = Field(
        1103, "symptom", .element, .set(Vocabulary(RelapseSymptom.self)))
    public static let relapseTreatments = Field(1104, "treated-with", .element, .links)

    static let ofRelapse = [
        relapseOnset, relapseEnd, certainty, relapseSymptoms, relapseTreatments,
    ]

    public static let measureDate = Field(1200, "date", .register, .date)
    public static let measureName = Field(
        1201, "measure", .register, .word(Vocabulary(ClinicMeasure.self)))
    public static let measureSites = Field(1202, "site", .element, .sites)
    /// Of the modified Ashworth scale 1.5 stands for 1+.
    public static let measureValue = Field(1203, "value", .register, .amount(upTo: 1_000_000))
    public static let measuredBy = Field(1204, "by", .quiet, .text)

    static let ofMeasure = [measureDate, measureName, measureValue, measureSites, measuredBy]

    public static let adviceText = Field(1300, "text", .register, .text)
    public static let adviceDate = Field(1301, "date", .quiet, .date)
    public static let adviceBy = Field(1302, "by", .quiet, .text)
    public static let adviceTreatment = Field(1303, "treatment", .quiet, .entity)
    public static let adviceDone = Field(1304, "done", .quiet, .yesNo)

    static let ofAdvice = [adviceText, adviceDate, adviceBy, adviceTreatment, adviceDone]

    public static let questionText = Field(1400, "text", .register, .text)
    public static let questionDate = Field(1401, "date", .quiet, .date)
    public static let questionDone = Field(1402, "done", .quiet, .yesNo)

    static let ofQuestion = [questionText, questionDate, questionDone]

    public static let visitDate = Field(1500, "date", .register, .date)
    public static let visitWith = Field(1501, "with", .quiet, .text)
    public static let visitText = Field(1502, "text", .register, .text)

    static let ofVisit = [visitDate, visitWith, visitText]

    public static let reportFrom = Field(1600, "from", .register, .date)
    public static let reportTo = Field(1601, "to", .register, .date)
    public static let reportHash = Field(1602, "hash", .register, .text)
    public static let reportedAt = Field(1603, "at", .register, .time)

    static let ofReportSnapshot = [reportFrom, reportTo, reportHash, reportedAt]

    /// The dose, regimen or treatment that is held to be its cause.
    public static let sideEffectOf = Field(1800, "of", .register, .entity)
    public static let sideEffect = Field(
        1801, "effect", .register, .word(Vocabulary(SideEffect.self)))
    public static let sideEffectAt = Field(1802, "at", .quiet, .time)
    public static let sideEffectSeverity = Field(1803, "severity", .perReporter, .score)

    static let ofSideEffect = [sideEffect, sideEffectOf, sideEffectAt, sideEffectSeverity]

    /// What is typed for it after `tonus`.
    public static let favouriteWords = Field(1900, "words", .quiet, .text)
    public static let favouritePlace = Field(1901, "place", .quiet, .count)

    static let ofFavourite = [favouriteWords, favouritePlace]
}
