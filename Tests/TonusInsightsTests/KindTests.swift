import Testing
import TonusCore
import TonusDiary
import TonusTesting
import TonusTypes

@testable import TonusInsights

/// What spasms were like: how long, where, of what kind, how far they spread, how painful.
struct KindTests {
    private typealias Samples = FigureSamples

    /// Observed days, with these episodes.
    private func insights(
        _ days: Int, _ episodes: [DiaryFigures.Episode],
        _ change: (inout DiaryFigures) -> Void = { _ in }
    ) -> Insights {
        var figures = Samples.named()
        figures.days = (0..<days).map { day in
            DiaryFigures.Day(date: LocalDate(days: Samples.first + day))
        }
        figures.episodes = episodes
        change(&figures)
        return Insights(figures, Samples.days(days), asks: false)
    }

    private func episode(
        _ day: Int, _ change: (inout DiaryFigures.Episode) -> Void = { _ in }
    ) -> DiaryFigures.Episode {
        var episode = Samples.episode(day, 12)
        change(&episode)
        return episode
    }

    private func rated(_ day: Int, severity: Int?, pain: Int?) -> DiaryFigures.Episode {
        DiaryFigures.Episode(
            onset: Samples.instant(day, 12), offset: 0, end: nil, severity: severity, pain: pain,
            character: nil, siteWords: "", written: Samples.instant(day, 12))
    }

    private func placed(_ day: Int, _ sites: String) -> DiaryFigures.Episode {
        DiaryFigures.Episode(
            onset: Samples.instant(day, 12), offset: 0, end: nil, severity: nil, pain: nil,
            character: nil, siteWords: sites, written: Samples.instant(day, 12))
    }

    private func kind(_ day: Int, _ character: String?) -> DiaryFigures.Episode {
        DiaryFigures.Episode(
            onset: Samples.instant(day, 12), offset: 0, end: nil, severity: nil, pain: nil,
            character: character, siteWords: "", written: Samples.instant(day, 12))
    }

    /// 2, 4, 6 and 8 minutes, and one followed for 5: S is 4/5, 3/5, then of two left 3/10, and 0.
    @Test func `one that goes on counts as long as it was followed, and not as none`() {
        var ongoing = Samples.episode(4, 12, number: 5)
        ongoing.isOngoing = true
        let ended = [2.0, 4, 6, 8].enumerated().map { day, minutes in
            Samples.episode(day, 12, minutes: minutes, number: day)
        }
        let durations = insights(10, ended + [ongoing, Samples.episode(5, 12)]) { figures in
            figures.ratings = [
                DiaryFigures.Rating(
                    episode: Samples.id(5), at: Samples.instant(4, 12 + 5.0 / 60), severity: 5)
            ]
        }.durations
        #expect(durations.count == 5 && durations.ongoing == 1 && durations.longest == 8)
        #expect([0.25, 0.5, 0.75, 0.9].map(durations.over) == [4, 6, 8, 8])
        // Written down when it began and never mentioned again, it is known to have begun.
        let unheard = insights(10, ended + [ongoing]).durations
        #expect([0.25, 0.5, 0.75].map(unheard.over) == [2, 4, 6])
    }

    @Test func `on the page what goes on is followed as long too`() {
        var input = VisitReport.Input()
        input.figures.days = (0..<10).map { day in
            DiaryFigures.Day(date: LocalDate(days: Samples.first + day))
        }
        var ongoing = Samples.episode(2, 12, number: 2)
        ongoing.isOngoing = true
        input.figures.episodes = [
            Samples.episode(0, 12, minutes: 2), Samples.episode(1, 12, minutes: 9), ongoing,
        ]
        input.figures.ratings = [
            DiaryFigures.Rating(
                episode: Samples.id(2), at: Samples.instant(2, 12.1), severity: 5)
        ]
        // Of three one was over at 2, of the two left the other goes on beyond 6.
        let report = VisitReport(input, Samples.days(10))
        #expect(report.durations.median == 9)
        #expect(report.durations.over(0.33) == 2)
    }

    @Test func `legs, nights and strain are shares of what was said`() {
        let found = insights(
            10,
            [
                placed(0, "left calf;back"), placed(1, "right foot"),
                episode(2) { $0.impacts = [.wokeUp] },
            ]
        ) { figures in
            figures.days[2] = DiaryFigures.Day(date: figures.days[2].date, wakings: 1)
            figures.days[3] = DiaryFigures.Day(date: figures.days[3].date, wakings: 2)
            figures.days[4] = DiaryFigures.Day(date: figures.days[4].date, wakings: 0)
            figures.exercises = [(0, true, 6), (1, false, 3), (2, nil, nil)].map {
                (day: Int, isTooMuch: Bool?, pain: Int?) in
                var one = DiaryFigures.Exercise(
                    date: LocalDate(days: Samples.first + day), minutes: 20, effort: nil)
                (one.isTooMuch, one.painAfter) = (isTooMuch, pain)
                return one
            }
        }
        #expect(found.legs == Share(count: 2, all: 3))
        #expect(found.nights == 2 && found.isTellingNights)
        #expect(found.strain.tooMuch == Share(count: 1, all: 2) && found.strain.pains == [6, 3])
        #expect(!insights(10, []).isTellingNights)
    }

    @Test func `kinds are rates a week, and what was not said is counted`() {
        let told = insights(
            14,
            (0..<4).map { kind($0, "stiff") } + [kind(4, "jerk"), kind(5, "unsure"), kind(6, nil)]
                + [episode(7) { $0.descriptors = [.twitch, .flexor] }]
        ).kinds
        #expect(told.characters.map(\.perWeek.events) == [4, 1, 0])
        #expect(told.characters.map(\.perWeek.value) == [2, 0.5, 0])
        #expect(told.descriptors.map(\.perWeek.events) == [0, 1])
        #expect(told.unsaid == 2 && told.all == 8 && told.isTold)
        #expect(!insights(14, [kind(0, "unsure")]).kinds.isTold)
    }

    @Test func `pain stands in thirds of the severity, from one`() {
        let bands = insights(
            10,
            [
                rated(0, severity: 1, pain: 1), rated(1, severity: 3, pain: 2),
                rated(2, severity: 4, pain: 5), rated(3, severity: 10, pain: 8),
                rated(4, severity: 0, pain: 9), rated(5, severity: 2, pain: nil),
            ]
        ).painBands
        #expect(bands.map(\.severity) == [1...3, 4...6, 7...10])
        #expect(bands.map(\.count) == [2, 1, 1] && bands.map(\.mean) == [1.5, 5, 8])
    }

    @Test func `usual and worse are counted in bad spells and outside`() {
        let episodes = [
            episode(0) { $0.course = .flare }, episode(1) { $0.course = .flare },
            episode(2) { $0.course = .usual }, episode(3), episode(8) { $0.course = .usual },
            episode(9) { $0.course = .unsure },
        ]
        let spell = BadSpell.union(
            of: [
                Self.sheet(
                    .relapse,
                    [
                        (.relapseOnset, .date(LocalDate(days: Samples.first))),
                        (.relapseEnd, .date(LocalDate(days: Samples.first + 6))),
                    ])
            ].compactMap(\.self))
        let found = insights(14, episodes) { $0.spells = spell }.courses
        #expect(found.map(\.isInSpell) == [true, false] && found.map(\.weeks) == [1, 1])
        #expect(found.map(\.usual) == [1, 1] && found.map(\.flare) == [2, 0])
        #expect(found.map(\.unsaid) == [1, 1])
        #expect(insights(14, episodes).courses.isEmpty)
        #expect(insights(14, [episode(0)]) { $0.spells = spell }.courses.isEmpty)
    }

    /// The odd day is in the later half.
    @Test func `spread is told in halves, with a p from enough of them on`() {
        func told(_ each: Int) -> SpreadTrend {
            let episodes = (0..<2).flatMap { half in
                (0..<each).map { number in
                    episode(half == 0 ? 11 : 12) {
                        let isWide = half == 0 ? number < each / 4 : number < each * 3 / 4
                        $0.extent = isWide ? .severalLimbs : .part
                    }
                }
            }
            return insights(25, episodes + [episode(3)]).spreadTrend
        }
        let few = told(8)
        #expect(few.earlier == Share(count: 2, all: 8) && few.later == Share(count: 6, all: 8))
        #expect(few.pValue == nil)
        // (220² + 66² + 12² + 1) / 2704156, twice.
        #expect(isClose(told(12).pValue, 105_802.0 / 2_704_156, within: 1e-12))
    }

    @Test func `tea is told from milk as Fisher told it`() {
        let p = FisherTest.pValue(Share(count: 3, all: 4), Share(count: 1, all: 4))
        #expect(isClose(p, 34.0 / 70, within: 1e-12))
        #expect(FisherTest.pValue(Share(count: 0, all: 4), Share(count: 0, all: 9)) == nil)
        #expect(FisherTest.pValue(Share(count: 0, all: 0), Share(count: 1, all: 9)) == nil)
    }

    /// Of 36 at one place, 24 in the later half of equal days: twice P(X ≥ 24), one half each.
    @Test func `a place is set beside itself by halves, from enough spasms on`() throws {
        let calf = [0..<12, 30..<54].flatMap { $0.map { placed($0, "left calf") } }
        let foot = (0..<23).map { placed($0, "right foot") }
        let drift = insights(60, calf + foot).drift
        #expect(drift.since == LocalDate(days: Samples.first + 30))
        let place = try #require(drift.places.first)
        #expect(drift.places.count == 1 && place.site == Site(.calf, .left))
        #expect(place.estimate.comparison.exposed == Rate(events: 24, time: 30))
        #expect(place.estimate.comparison.unexposed == Rate(events: 12, time: 30))
        #expect(isClose(place.q, 0.065245, within: 5e-7))
        let more = insights(60, calf + foot) { figures in
            figures.tallies = [
                DiaryFigures.Tally(
                    from: Samples.instant(50, 12), offset: 0, count: 1, siteWords: "right foot",
                    written: 0)
            ]
        }.drift.places
        #expect(more.map(\.site) == [Site(.foot, .right), Site(.calf, .left)])
        // Of two places, the larger p keeps itself and the smaller is doubled.
        #expect(isClose(more.last?.q, 0.065245, within: 5e-7))
        #expect(more.first?.estimate.comparison.events == 24)
    }

    @Test func `events that count for half give the p of half as many`() {
        let half = RateComparison(
            exposed: Rate(events: 12, time: 30), unexposed: Rate(events: 6, time: 30))
        let whole = RateComparison(
            exposed: Rate(events: 24, time: 30), unexposed: Rate(events: 12, time: 30))
        #expect(isClose(whole.pValue(inflation: 2), half.pValue() ?? 0, within: 1e-12))
        #expect(isClose(whole.pValue(inflation: 1), whole.pValue() ?? 0, within: 1e-12))
    }

    private static func sheet(
        _ kind: Kind, id: UInt64 = 1, _ writes: [(Field, Value)]
    ) -> Sheet? {
        .holding(kind, id: id, writes.map { Write(cell: $0.0.cell(), value: $0.1) })
    }

    /// Given on the third of ten days: dosed on the fourth and, by a regimen, on the sixth; stretched on the
    /// eighth. What was before, or skipped, is none.
    @Test func `advice is counted on the days since, by doses and by stretching`() throws {
        let treatment = Samples.id(900)
        let given: [(Field, Value)] = [
            (.adviceTreatment, .entity(treatment)),
            (.adviceDate, .date(LocalDate(days: Samples.first + 2))),
        ]
        let advice = try #require(Self.sheet(.advice, given))
        let regimen = try #require(
            Self.sheet(.regimen, id: 7, [(.regimenTreatment, .entity(treatment))]))
        func dose(_ day: Int, _ status: DoseStatus = .taken, isOfRegimen: Bool = false)
            -> DiaryFigures.Dose
        {
            DiaryFigures.Dose(
                date: LocalDate(days: Samples.first + day),
                treatment: isOfRegimen ? nil : treatment,
                regimen: isOfRegimen ? regimen.id : nil, status: status)
        }
        func followed(_ change: (inout DiaryFigures) -> Void = { _ in }) -> [AdviceFollowed] {
            insights(10, []) { figures in
                figures.advice = [advice]
                figures.regimens = [regimen]
                figures.doses = [
                    dose(1), dose(3), dose(5, isOfRegimen: true), dose(6, .skipped),
                ]
                var stretch = DiaryFigures.Exercise(
                    date: LocalDate(days: Samples.first + 7), minutes: 10, effort: nil)
                stretch.type = .stretch
                figures.exercises = [stretch]
                change(&figures)
            }.advice
        }
        let found = try #require(followed().first)
        #expect(found.name == "ibuprofen" && found.days == Share(count: 2, all: 8))
        let stretched = followed { $0.remedies = [treatment: .stretch] }
        #expect(stretched.first?.days == Share(count: 3, all: 8))
        let unlinked = try #require(
            Self.sheet(.advice, [(.adviceDate, .date(LocalDate(days: Samples.first)))]))
        let done = try #require(Self.sheet(.advice, given + [(.adviceDone, .boolean(true))]))
        #expect(followed { $0.advice = [unlinked, done] }.isEmpty)
    }
}
