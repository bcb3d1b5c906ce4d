import TonusCore
import TonusDiary

/// How often there were spasms of each kind, on observed days.
public struct SpasmKinds: Sendable {
    public let characters: [(character: SpasmCharacter, perWeek: Rate)]
    public let descriptors: [(descriptor: Descriptor, perWeek: Rate)]
    /// Those of which none of it was said.
    public let unsaid: Int
    /// All that were written down one by one.
    public let all: Int

    init(_ observed: [(day: Int, episode: DiaryFigures.Episode)], _ record: DiaryRecord) {
        let weeks = Double(record.observedDays) / 7
        let episodes = observed.map(\.episode)
        let (known, asked): ([SpasmCharacter], [Descriptor]) = (
            [.stiff, .jerk, .both], [.clonus, .twitch]
        )
        func rate(_ isOne: (DiaryFigures.Episode) -> Bool) -> Rate {
            Rate(events: episodes.count(where: isOne), time: weeks)
        }
        characters = known.map { one in (one, rate { $0.character == one.word }) }
        descriptors = asked.map { one in (one, rate { $0.descriptors.contains(one) }) }
        let words = known.map(\.word)
        unsaid = episodes.count { episode in
            !words.contains(episode.character ?? "")
                && !asked.contains(where: episode.descriptors.contains)
        }
        all = episodes.count
    }

    public var isTold: Bool { unsaid < all }
}

/// How strong the pain was of spasms as severe.
public struct PainBand: Hashable, Sendable {
    public let severity: ClosedRange<Int>
    public let count: Int
    public let mean: Double

    static let bands = [1...3, 4...6, 7...10]

    /// Nil of none.
    init?(_ severity: ClosedRange<Int>, _ pains: [Int]) {
        guard !pains.isEmpty else { return nil }
        (self.severity, count) = (severity, pains.count)
        mean = Double(pains.reduce(0, +)) / Double(pains.count)
    }
}

/// Spasms that were called usual or worse than usual, on days of bad spells or on others.
public struct CourseRates: Hashable, Sendable {
    public let isInSpell: Bool
    public let usual: Int
    public let flare: Int
    public let unsaid: Int
    /// Observed ones.
    public let weeks: Double

    init(
        _ observed: [(day: Int, episode: DiaryFigures.Episode)], _ record: DiaryRecord,
        isInSpell: Bool
    ) {
        let courses = observed.filter { record.days[$0.day].isRelapse == isInSpell }
            .map(\.episode.course)
        (usual, flare) = (courses.count { $0 == .usual }, courses.count { $0 == .flare })
        unsaid = courses.count - usual - flare
        self.isInSpell = isInSpell
        weeks =
            Double(record.days.count { $0.isObserved && $0.isRelapse == isInSpell }) / 7
    }
}

/// How many took a whole limb or more, of those of which that was said: earlier, and later.
public struct SpreadTrend: Hashable, Sendable {
    public let earlier: Share
    public let later: Share
    /// Fisher's; nil below the gate of spasms, and where there is nothing to compare.
    public let pValue: Double?

    init(_ figures: DiaryFigures, _ record: DiaryRecord) {
        var halves: [[Extent]] = [[], []]
        for episode in figures.episodes {
            let day = DiaryFigures.day(episode.onset, offset: episode.offset)
            let place = day.days - record.firstDay
            guard record.days.indices.contains(place), let extent = episode.extent else {
                continue
            }
            halves[place < record.middle ? 0 : 1].append(extent)
        }
        let shares = halves.map { half in
            Share(
                count: half.count { $0.rawValue >= Extent.wholeLimb.rawValue }, all: half.count)
        }
        (earlier, later) = (shares[0], shares[1])
        let isEnough = earlier.all + later.all >= Gate.leastEvents
        pValue = isEnough ? FisherTest.pValue(later, earlier) : nil
    }
}
