import TonusCore
import TonusDiary

/// Which diary to make. The same plan has the same diary, on every machine with the same zone
/// tables.
package struct DiaryPlan: Hashable, Sendable {
    package var profile: Profile
    /// Calendar days, at least 1.
    package var days: Int
    package var seed: UInt64
    package var firstDay: LocalDate
    /// The IANA name of the zone that the person lives in.
    package var zone = "Europe/Berlin"
    /// Where they travel to.
    package var zoneAway = "America/New_York"
    package var factors: [PlantedFactor]

    /// 1 January 2024: three years from here hold a leap day and six changes of the clocks.
    package static let usualFirstDay = LocalDate(days: 19_723)

    package init(
        _ profile: Profile, days: Int, seed: UInt64, firstDay: LocalDate = usualFirstDay
    ) {
        precondition(days >= 1)
        (self.profile, self.days, self.seed, self.firstDay) = (profile, days, seed, firstDay)
        factors = PlantedFactor.usual
    }

    package init(
        _ profile: Profile, years: Int, seed: UInt64, firstDay: LocalDate = usualFirstDay
    ) {
        self.init(
            profile, days: Int((Double(years) * 365.25).rounded()), seed: seed, firstDay: firstDay)
    }

    package var lastDay: LocalDate { LocalDate(days: firstDay.days + days - 1) }
}

/// How bad it is, and how it comes.
package enum Profile: String, CaseIterable, Codable, Sendable {
    /// A spasm a day or so.
    case mild
    /// Several a day.
    case moderate
    /// Hardly any for months, and then up to a hundred a day, counted and not told apart.
    case cluster
}

/// The numbers of a profile.
struct ProfileNumbers: Sendable {
    /// Spasms on an ordinary day: outside a relapse and outside a bout.
    let rate: Double
    /// The k of the negative binomial. No single patient's daily counts were found with their
    /// distribution, so 1 to 3 is an assumption.
    let size: Double
    let severity: Double
    /// Of what a spasm lasts, in minutes; and the greatest.
    let duration: (median: Double, sigma: Double, limit: Double)
    /// Mean over people of the 0–10 rating of spasticity, and how they differ.
    let spasticity: (mean: Double, spread: Double)
    /// Falls in 91 days, on average over people.
    let falls: Double
    /// Spasms on a day of a bout; nil where there are no bouts.
    let bout: Double?
    /// More than this in a day are counted, not told apart.
    let tellingLimit: Int
}

extension Profile {
    var numbers: ProfileNumbers {
        switch self {
        // Source: 7.8 to 8.5 night leg cramps a week with a standard deviation of 5.2 to 5.7, in
        // people without MS; Roguin Maor et al., *JAMA Internal Medicine* 2017 (PMC5818780), and
        // Frusso et al., *Journal of Family Practice* 48, 1999, 868.
        case .mild:
            ProfileNumbers(
                rate: 8.15 / 7, size: 3, severity: 3.5, duration: (5, 0.9, 90),
                spasticity: (3, 1), falls: 1, bout: nil, tellingLimit: 20)
        // Source: 5.3 cramps a day of severity 5.2 of 10, in people with ALS (PMC5575819,
        // PMC4775451); spasticity 6.1 ± 1.8 in routine care of MS (the MOVE 2 study).
        case .moderate:
            ProfileNumbers(
                rate: 5.3, size: 2.5, severity: 5.2, duration: (5, 0.9, 90),
                spasticity: (6.1, 1.8), falls: 4.5, bout: nil, tellingLimit: 30)
        // Source: 2 to more than 100 paroxysmal tonic spasms a day, of 5 seconds to 2 minutes, more
        // of them at night, for weeks to months (Guthy-Jackson Foundation; MS Trust); 30 seconds to
        // 3 minutes for a tonic one (American Academy of Neurology, e-pearl of 13 June 2013).
        case .cluster:
            ProfileNumbers(
                rate: 0.4, size: 1, severity: 6, duration: (0.75, 0.8, 3),
                spasticity: (5, 1.5), falls: 3, bout: 25, tellingLimit: 4)
        }
    }

    /// Where a day's spasms lie, by the hour of its clock, in parts with a weight each.
    ///
    /// Source: a survey of 1177 people with MS, worst in the evening 31 %, overnight 18 %, in the
    /// morning 17 %, in the afternoon 4 %, all day alike 30 %; *International Journal of MS Care*
    /// 26(2), 2024, 75.
    var rhythm: [(ClosedRange<Double>, weight: Double)] {
        let isNightly = self == .cluster
        return [
            (18...22, isNightly ? 15 : 31), (22...28, isNightly ? 40 : 13.5),
            (4...6, isNightly ? 13 : 4.5), (6...12, isNightly ? 10 : 17), (12...18, 4),
            (4...28, 30),
        ]
    }
}

/// Numbers that all profiles share.
enum Numbers {
    /// How much of the logarithm of the rate stays from day to day, and its standard deviation.
    static let memory = 0.9
    static let spread = 0.6
    /// Source: 11,722 relapses in 2,477 people over 20.6 years; Tremlett et al. (PMC2881858).
    static let relapsesPerYear = 0.23
    /// Days until a relapse is over. Source: median 111, and of those who recover 80 % by day 180
    /// and 94 % by day 365; the COMBI study. Of a log-normal this spread comes nearest to both.
    static let recovery = (median: 111.0, sigma: 0.65)
    /// Missing days in good months and in a relapse: who is worse writes less. Source: compliance
    /// is 94 % at best; Stone et al., *Controlled Clinical Trials* 24, 2003, 182.
    static let missing = (usual: 0.10, inRelapse: 0.40)
    static let lateShare = 0.30
    static let caregiverShare = 0.05
    static let endlessShare = 0.03
    static let severitySpread = 1.3
    /// What of the day's level shows in the severity of its spasms.
    static let severityShare = 0.3
    /// Within one person. Source: a test–retest correlation of 0.83; Farrar et al., *Clinical
    /// Therapeutics* 30(5), 2008, 974–985.
    static let spasticityNoise = 0.75
    /// How unlike people are in falling. Source: 672 falls in three months in 148 people, of whom
    /// 104 fell at all; Gunn et al., *Multiple Sclerosis Journal* 2013, 10.1177/1352458513488233.
    static let fallSize = 0.55
    /// What is left of the rate under a treatment that works. Source: 19 to 35 % fewer spasms under
    /// nabiximols than under placebo; the SAVANT and earlier trials, reviewed in 2023,
    /// 10.1016/j.msard.2023.104745.
    static let treatmentRatio = 0.70
}
