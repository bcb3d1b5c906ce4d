import TonusCore

/// Reads one time phrase from the front of a command's words: the `time` of `When`'s grammar.
struct WhenReader {
    typealias Phrase = (when: When, count: Int)
    typealias Onset = (point: TimePoint, count: Int)

    let list: WordList
    let now: Moment

    init(words: [String], now: Moment) {
        (list, self.now) = (WordList(words, now.customs.language), now)
    }

    /// An onset, and the length or the end that may follow it.
    func phrase() throws(WhenError) -> Phrase? {
        try refuseGuesses()
        if let (onset, count) = try isoTime() { return try continued(onset, count) }
        if let phrase = try moment() {
            return phrase.when.ending == nil ? try lengthened(phrase) : phrase
        }
        guard let (onset, count) = try other() else { return nil }
        return try continued(onset, count)
    }

    /// Each of these starts with words that no other starts with, so the order is of no matter.
    private func other() throws(WhenError) -> Onset? {
        if list.word(0) == "now" { return (now.point(milliseconds: now.milliseconds), 1) }
        if let onset = lastNight() { return onset }
        if let onset = try elapsed() { return onset }
        if let onset = try stretch() { return onset }
        if let onset = try part() { return onset }
        return try wholeDay()
    }

    /// What is a time to a person, and could be two to a program.
    private func refuseGuesses() throws(WhenError) {
        let (first, second) = (list.word(0) ?? "", list.word(1) ?? "")
        if let readings = AmbiguousDate.readings(of: first, in: now.customs.language) {
            throw .ambiguousDate(list.text(1), readings: readings)
        }
        if first == "tomorrow" || first == "tonight" {
            throw .notATime(
                list.text(ClockPhrase.isMeant(by: second, before: list.word(2)) ? 2 : 1))
        }
        if first == "last", CalendarWords.weekday(second) != nil { throw .notATime(list.text(2)) }
        if second == "o'clock" || second == "oclock", let hour = Int(first), (1...12).contains(hour)
        {
            throw .ambiguousDate(list.text(2), readings: ["\(hour)am", "\(hour)pm"])
        }
    }

    /// Adds the end or the length that may follow; what is known only to the day has no end.
    private func continued(_ onset: TimePoint, _ count: Int) throws(WhenError) -> Phrase {
        let isSharp = onset.precision.rawValue < TimePoint.Precision.partOfDay.rawValue
        guard isSharp, let end = try end(at: count) else {
            return try lengthened((When(onset: onset), count))
        }
        let ending = try ending(end, after: onset, text: list.text(count + end.count))
        return (When(onset: onset, ending: ending), count + end.count)
    }

    /// Adds the `for 4m` that may follow.
    private func lengthened(_ phrase: Phrase) throws(WhenError) -> Phrase {
        guard let length = try list.length(at: phrase.count) else { return phrase }
        let ending = try ending(of: phrase.when.onset, after: length.milliseconds)
        return (When(onset: phrase.when.onset, ending: ending), phrase.count + length.count)
    }

    private func ending(
        of onset: TimePoint, after length: Int64
    ) throws(WhenError) -> TimePoint {
        let instant = onset.instant + length
        let isHere = onset.zone == now.zone.identifier
        let ending = TimePoint(
            instant: instant,
            offset: isHere ? now.offset(at: instant) : onset.offset,
            zone: onset.zone, precision: onset.precision,
            earliest: onset.earliest.map { $0 + length },
            latest: onset.latest.map { min($0 + length, now.milliseconds) })
        guard instant <= now.limit else { throw .inTheFuture(ending) }
        return ending
    }

    /// `20m`, `1h30 ago`, `20 minutes ago`; `vor 20 min`, `seit einer halben Stunde`.
    ///
    /// A number that stands apart from its unit needs the `ago`: `log leg 4 20 min` would else take
    /// one for the other.
    private func elapsed() throws(WhenError) -> Onset? {
        if let word = list.word(0), word == "vor" || word == "seit" {
            let length = try list.run(from: 1)
            return length.count == 0 ? nil : (onset(length), length.count + 1)
        }
        var length = try list.run(from: 0)
        let isAgo = length.count > 0 && list.word(length.count) == "ago"
        if length.isSpaced && !isAgo { length = try list.run(from: 0, allowingBlanks: false) }
        guard length.count > 0 else { return nil }
        return (onset(length), length.count + (isAgo ? 1 : 0))
    }

    private func onset(_ length: WordList.Length) -> TimePoint {
        let milliseconds = length.typed.milliseconds
        return now.point(
            milliseconds: now.milliseconds - milliseconds,
            precision: Self.precision(ofElapsed: milliseconds))
    }

    /// The longer ago, the rounder the number a person says.
    private static func precision(ofElapsed milliseconds: Int64) -> TimePoint.Precision {
        switch milliseconds {
        case ...600_000: .exact
        case ...3_600_000: .fiveMinutes
        case ...43_200_000: .fifteenMinutes
        default: .sixtyMinutes
        }
    }
}
