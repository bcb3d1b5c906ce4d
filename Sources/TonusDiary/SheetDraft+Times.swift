import TonusCore

/// Days, times and lengths among the words. What is read of them is all that they say, or nothing is.
extension SheetDraft {
    /// `for 45m`, and of an exercise `45m` and `20 min` as well.
    mutating func takeLength(_ words: [String]) throws(DraftError) -> Int? {
        guard kind == .exercise, said.allSatisfy({ $0.field != .exerciseMinutes }) else {
            return nil
        }
        let length = (try? When.readLength(words)) ?? nil
        guard let found = length ?? Self.bareLength(words),
            !["ago", "for"].contains(words.dropFirst(found.count).first?.lowercased())
        else { return nil }
        try sayMinutes(found.milliseconds)
        return found.count
    }

    private mutating func sayMinutes(_ milliseconds: Int64) throws(DraftError) {
        said.append(
            Assignment(
                .exerciseMinutes,
                try Field.exerciseMinutes.number("\(milliseconds / 60_000)", in: 1...600)))
    }

    /// `45m`, `20 min` and `1 h 30 min`.
    private static func bareLength(_ words: [String]) -> (milliseconds: Int64, count: Int)? {
        for pairs in [2, 1] where words.count >= 2 * pairs {
            let spoken = Array(words.prefix(2 * pairs))
            let isSpoken = spoken.indices.allSatisfy { place in
                place.isMultiple(of: 2)
                    ? Int(spoken[place]) != nil
                    : TypedLength.unit(spoken[place].lowercased()) != nil
            }
            if isSpoken, let found = (try? When.readLength(["for"] + spoken)) ?? nil,
                found.count == spoken.count + 1
            {
                return (found.milliseconds, spoken.count)
            }
        }
        guard let first = words.first, Int(first) == nil,
            let found = (try? When.readLength(["for", first])) ?? nil
        else { return nil }
        return (found.milliseconds, 1)
    }

    mutating func takeTime(_ words: [String], at now: Moment) throws(DraftError) -> Int? {
        guard let field = kind.moment, self[field] == nil else { return nil }
        if field.mayLieAhead, let (date, count) = DayAhead.read(words, at: now) {
            said.append(Assignment(field, .date(date)))
            return count
        }
        do throws(WhenError) {
            let isDay = field.shape == .date && field != .exposedDate
            if isDay, let count = try takeDay(field, words, at: now) { return count }
            let text = words.prefix(2).joined(separator: " ")
            let clock = field.clock(for: text, at: now)
            guard let (when, count) = try When.read(words, at: clock) else { return nil }
            if isDay {
                // An hour of a visit stays among its words: only its day is a field.
                if kind == .visit, when.onset.precision.rawValue < Self.rough { return nil }
                guard Self.isDay(when, words.first, at: clock) else {
                    throw WhenError.notATime(words.prefix(count).joined(separator: " "))
                }
            }
            try say(when, in: field, words.prefix(count).joined(separator: " "))
            return count
        } catch {
            throw .time(error)
        }
    }

    private static let rough = TimePoint.Precision.partOfDay.rawValue

    /// Whether nothing is lost where only the day of a time is kept.
    private static func isDay(_ when: When, _ word: String?, at now: Moment) -> Bool {
        let precision = when.onset.precision
        return when.ending == nil
            && (precision == .day || precision == .sixtyMinutes || word?.lowercased() == "now")
    }

    /// A day alone, whatever stands behind it: `yesterday evening 3` is of a day, and then of its evening.
    private mutating func takeDay(
        _ field: Field, _ words: [String], at now: Moment
    ) throws(WhenError) -> Int? {
        let front = Self.fromWords.contains(Spelling.folded(words.first ?? "")) ? 1 : 0
        let rest = Array(words.dropFirst(front))
        let count = try WordList(rest, now.customs.language).day(at: 0).count
        guard count > 0 else { return nil }
        let typed = Array(rest.prefix(count))
        let clock = field.clock(for: typed.joined(separator: " "), at: now)
        guard let (when, read) = try When.read(typed, at: clock), read == count else { return nil }
        said.append(Assignment(field, .date(when.onset.localDate)))
        return front + count
    }

    /// What may stand before the day on which something began.
    private static let fromWords: Set = ["from", "since", "starting", "on", "ab", "seit", "am"]

    private mutating func say(
        _ when: When, in field: Field, _ text: String
    ) throws(WhenError) {
        if field == .exposedDate {
            said.append(Assignment(field, .date(when.onset.day)))
            sayHours(when)
            return
        }
        guard field.shape == .time else {
            said.append(Assignment(field, .date(when.onset.localDate)))
            return
        }
        said.append(Assignment(field, .time(when.onset)))
        guard let ending = when.ending else { return }
        let minutes = (ending.instant - when.onset.instant) / 60_000
        guard field == .exerciseAt, (1...600).contains(minutes) else { throw .notATime(text) }
        said.append(Assignment(.exerciseMinutes, .integer(minutes)))
    }

    /// Of a factor the hour counts too, where there is one: it may be compared with other hours.
    private mutating func sayHours(_ when: When) {
        guard when.onset.precision.rawValue < TimePoint.Precision.day.rawValue else { return }
        said.append(Assignment(.exposedFrom, .time(when.onset)))
        if let ending = when.ending { said.append(Assignment(.exposedTo, .time(ending))) }
    }
}

/// The times of a plan.
extension SheetDraft {
    /// `8:00`, `8:00,20:00`, `at 8 am and 8 pm`, `um 8 Uhr`: when a regimen is for, every day.
    mutating func takePlanTime(_ words: [String]) throws(DraftError) -> Int? {
        guard kind == .regimen, let first = words.first else { return nil }
        let hasTimes = said.contains { $0.field == .regimenTimes }
        let word = Spelling.folded(first)
        let isLead = Self.timeWords.contains(word) || (hasTimes && Self.andWords.contains(word))
        let rest = isLead ? Array(words.dropFirst()) : words
        guard let next = rest.first else { return nil }
        let texts = next.split(separator: ",").map(String.init)
        let times = texts.compactMap { $0.contains(":") ? TimeOfDay($0) : TimeOfDay(spoken: $0) }
        if !times.isEmpty, times.count == texts.count, !Self.isHalf(rest) {
            for time in times { sayTime(time) }
            return (isLead ? 1 : 0) + 1
        }
        do throws(WhenError) {
            let list = WordList(rest.map { $0.filter { $0 != "," } })
            if let (clock, count) = try list.clock(at: 0), let time = TimeOfDay(clock) {
                sayTime(time)
                return (isLead ? 1 : 0) + count
            }
        } catch {
            throw .time(error)
        }
        let isAmount = rest.dropFirst().first.map { Unit(word: $0) != nil } ?? false
        guard isLead, !isAmount, next.allSatisfy(\.isNumber), let time = TimeOfDay(next) else {
            return nil
        }
        sayTime(time)
        return 2
    }

    private mutating func sayTime(_ time: TimeOfDay) {
        said.append(Assignment(.regimenTimes, true, key: time.key))
    }

    /// `8:30 pm`, in two words.
    private static func isHalf(_ words: [String]) -> Bool {
        WordList(words).word(1).map { ["am", "pm"].contains($0) } ?? false
    }

    private static let timeWords: Set = ["at", "um", "times", "zeiten", "gegen"]
    private static let andWords: Set = ["and", "und", "&", "+"]
}
