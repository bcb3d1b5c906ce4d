import TonusCore
import TonusDiary
import TonusInsights

/// What `insights --json` says of what the spasms were like. Fields are only ever added.
struct InsightsKinds: Encodable {
    struct Of: Encodable {
        let count: Int
        let told: Int

        init(_ share: Share) { (count, told) = (share.count, share.all) }
    }

    struct Duration: Encodable {
        let spasms: Int
        let ongoing: Int
        let quarter: Double?
        let half: Double?
        let threeQuarters: Double?
    }

    struct Pain: Encodable {
        let severity: [Int]
        let spasms: Int
        let mean: Double?
    }

    struct Course: Encodable {
        let inBadSpell: Bool
        let usual: Int
        let flare: Int
        let unsaid: Int
        let days: Int
    }

    struct Place: Encodable {
        let site: String
        let spasmsBefore: Int
        let daysBefore: Int
        let spasmsSince: Int
        let daysSince: Int
        let ratio: InsightsMore.Ratio
        let q: Double?
    }

    struct Advice: Encodable {
        let treatment: String?
        let given: String
        let days: Of
    }

    let nightsDisturbed: Int
    let minutes: Duration
    let legs: Of
    /// By the words of characters and descriptors.
    let kinds: [String: Int]
    let kindUnsaid: Int
    let wholeLimbEarlier: Of
    let wholeLimbLater: Of
    let wholeLimbP: Double?
    let pain: [Pain]
    let courses: [Course]
    let placesSince: String
    let places: [Place]
    let advice: [Advice]
    let exerciseTooMuch: Of
    let painAfterExercise: [Int]

    init(_ insights: Insights) {
        let durations = insights.durations
        nightsDisturbed = insights.nights
        minutes = Duration(
            spasms: durations.count, ongoing: durations.ongoing,
            quarter: durations.over(0.25).flatMap(rounded),
            half: durations.over(0.5).flatMap(rounded),
            threeQuarters: durations.over(0.75).flatMap(rounded))
        legs = Of(insights.legs)
        let told = insights.kinds
        kinds = Dictionary(
            told.characters.map { ($0.character.word, $0.perWeek.events) }
                + told.descriptors.map { ($0.descriptor.word, $0.perWeek.events) },
            uniquingKeysWith: +)
        kindUnsaid = told.unsaid
        let trend = insights.spreadTrend
        (wholeLimbEarlier, wholeLimbLater) = (Of(trend.earlier), Of(trend.later))
        wholeLimbP = trend.pValue.flatMap(rounded)
        pain = insights.painBands.map { band in
            Pain(
                severity: [band.severity.lowerBound, band.severity.upperBound],
                spasms: band.count, mean: rounded(band.mean))
        }
        courses = insights.courses.map { course in
            Course(
                inBadSpell: course.isInSpell, usual: course.usual, flare: course.flare,
                unsaid: course.unsaid, days: Int((course.weeks * 7).rounded()))
        }
        let drift = insights.drift
        placesSince = WhenFormat.iso(drift.since)
        places = drift.places.map(Place.init)
        advice = insights.advice.map { one in
            Advice(treatment: one.name, given: WhenFormat.iso(one.given), days: Of(one.days))
        }
        exerciseTooMuch = Of(insights.strain.tooMuch)
        painAfterExercise = insights.strain.pains
    }
}

extension InsightsKinds.Place {
    init(_ place: SiteDrift.Place) {
        let comparison = place.estimate.comparison
        self.init(
            site: place.site.words, spasmsBefore: comparison.unexposed.events,
            daysBefore: Int(comparison.unexposed.time), spasmsSince: comparison.exposed.events,
            daysSince: Int(comparison.exposed.time), ratio: InsightsMore.Ratio(place.estimate),
            q: rounded(place.q))
    }
}
