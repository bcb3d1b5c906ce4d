/// What is said of a whole day, and of what happened in it beside spasms.
extension Field {
    public static let checkInDate = Field(400, "date", .register, .date)
    public static let noneToday = Field(401, "none", .perReporter, .yesNo)
    /// The average of the last 24 hours.
    ///
    /// Source: Farrar et al., *Clinical Therapeutics* 30(5), 2008, 974–985.
    public static let spasticity = Field(402, "spasticity", .perReporter, .score)
    public static let dayPain = Field(403, "pain", .perReporter, .score)
    /// How troubled in each part of the day, from 1 (not at all) to 4 (very).
    ///
    /// Source: the weekly stiffness and spasms diary of the MS Trust.
    public static let troubled = Field(
        404, "troubled", .perReporter, .rated(Vocabulary(PartOfDay.self), 1...4))
    public static let sleepHours = Field(405, "sleep", .perReporter, .amount(upTo: 24))
    public static let sleepQuality = Field(406, "sleep-quality", .perReporter, .score)
    /// How often a spasm woke the person in the night before.
    public static let wakings = Field(407, "wakings", .perReporter, .number(0...20))
    public static let fatigue = Field(408, "fatigue", .perReporter, .score)
    public static let stress = Field(409, "stress", .perReporter, .score)
    public static let bladder = Field(410, "bladder", .perReporter, .yesNo)
    public static let bowel = Field(411, "bowel", .perReporter, .yesNo)
    public static let infection = Field(412, "infection", .perReporter, .yesNo)
    /// That nobody logs on this day: it is no observed day, whatever is written down for it.
    public static let notLogging = Field(413, "not-logging", .perReporter, .yesNo)
    public static let distress = Field(414, "distress", .perReporter, .number(1...4))
    /// How bothered in the last week.
    public static let bothered = Field(415, "bothered", .perReporter, .number(1...4))
    public static let activityLevel = Field(416, "activity", .perReporter, .score)
    /// The longest time in one position, in hours.
    public static let immobile = Field(417, "immobile", .perReporter, .amount(upTo: 24))
    public static let stiffness = Field(418, "stiffness", .perReporter, .score)
    public static let interfered = Field(
        419, "interfered", .element, .set(Vocabulary(Everyday.self)))
    /// How often there were spasms in the last week, as the person says: 0 none, 1 only when something sets
    /// them off, 2 less than once an hour, 3 more than once, 4 more than ten times.
    ///
    /// Source: the Penn Spasm Frequency Scale, NINDS Common Data Elements, F1765.
    public static let penn = Field(420, "penn", .perReporter, .number(0...4))
    /// The second part of the same scale: 1 mild, 2 moderate, 3 severe; not asked where there were none.
    public static let pennSeverity = Field(421, "penn-severity", .perReporter, .number(1...3))

    static let ofCheckIn = [
        checkInDate, noneToday, spasticity, dayPain, troubled, sleepHours, sleepQuality, wakings,
        fatigue, stress, stiffness, activityLevel, immobile, interfered, bladder, bowel, infection,
        distress, bothered, penn, pennSeverity, notLogging,
    ]

    public static let factorName = Field(500, "name", .quiet, .text)
    public static let factorKind = Field(
        501, "kind", .quiet, .word(Vocabulary(FactorKind.self)))
    public static let factorScope = Field(
        502, "scope", .quiet, .word(Vocabulary(FactorScope.self)))
    public static let factorLag = Field(503, "lag", .quiet, .word(Vocabulary(Lag.self)))
    public static let factorEnabled = Field(504, "enabled", .quiet, .yesNo)
    public static let factorSensitive = Field(505, "sensitive", .quiet, .yesNo)

    static let ofFactorDefinition = [
        factorName, factorKind, factorScope, factorLag, factorEnabled, factorSensitive,
    ]

    /// One of the factors that come with the program.
    public static let exposedFactor = Field(
        600, "factor", .quiet, .word(Vocabulary(Factor.self)))
    /// One that the people of this diary defined.
    public static let exposedDefinition = Field(601, "own-factor", .quiet, .entity)
    public static let exposedDate = Field(602, "date", .quiet, .date)
    /// What is not known never hides what somebody else knows.
    public static let exposure = Field(603, "value", .ranked, .exposure)
    public static let exposedFrom = Field(604, "from", .quiet, .time)
    public static let exposedTo = Field(605, "to", .quiet, .time)

    static let ofFactorExposure = [
        exposedFactor, exposedDefinition, exposedDate, exposure, exposedFrom, exposedTo,
    ]

    public static let exerciseAt = Field(1000, "at", .quiet, .time)
    public static let exerciseMinutes = Field(1001, "minutes", .quiet, .number(1...600))
    public static let exerciseType = Field(
        1002, "type", .quiet, .word(Vocabulary(ExerciseType.self)))
    /// Load is minutes times this, worked out and never stored.
    ///
    /// Source: the session rating of perceived exertion; Foster et al., *International Journal of
    /// Sports Physiology and Performance*, 10.1123/ijspp.2020-0599.
    public static let effort = Field(1003, "effort", .quiet, .score)
    public static let painAfter = Field(1004, "pain-after", .quiet, .score)
    public static let overdid = Field(1005, "overdid", .quiet, .yesNo)

    static let ofExercise = [
        exerciseType, exerciseMinutes, exerciseAt, effort, painAfter, overdid,
    ]
}
