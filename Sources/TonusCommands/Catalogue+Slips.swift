import TonusCore
import TonusDiary
import TonusStore

/// What is said of words that cannot be read. The last line is what was typed, with the slip mended
/// where it is plain what was meant; else the page that says what can be typed. Nothing else is put
/// into anybody's mouth: who types a hint as it stands gets what they asked for, or a page to read.
extension Catalogue {
    func failure(_ error: DraftError) -> Told {
        let safe: Phrase = "Nothing was saved."
        return switch error {
        case .unknownWord(let word, let suggestion?):
            mending(
                word, suggestion,
                told(
                    "'\(word)' is not known; did you mean '\(suggestion)'?", safe, typed.help, 64))
        case .unknownWord(let word, nil):
            told("'\(word)' is no place, number or time", safe, typed.help, 64)
        case .offScale(let word):
            told("'\(word)' is off the scale, which goes from 0 to 10", safe, typed.help, 64)
        case .saidTwice(let word): told("'\(name(word))' was said twice", safe, typed.help, 64)
        case .time(let error): failure(error)
        case .notAnAssignment(let text):
            told("'\(text)' is not of the form field=value", safe, typed.help, 64)
        case .unknownField(let name, let suggestion?):
            mending(
                name, self.name(suggestion).lowercased(),
                told(
                    "there is no field '\(name)'; did you mean '\(self.name(suggestion))'?", safe,
                    typed.help, 64))
        case .unknownField(let name, nil):
            told("there is no field '\(name)'", safe, typed.help, 64)
        case .outOfRange(let field, let value, let range):
            told(
                "'\(value)' is no \(name(field)), which goes from \(range.lowerBound) to \(range.upperBound)",
                safe, typed.help, 64)
        case .missing(let field): told("there is no \(name(field))", safe, typed.help, 64)
        case .badValue(let field, let value, let choices): badValue(field, value, choices)
        case .notUnderstood, .besideName, .planNotRead, .severalDue, .endsBeforeStart:
            misread(error)
        }
    }

    private func badValue(_ field: String, _ value: String, _ choices: [String]) -> Told {
        let safe: Phrase = "Nothing was saved."
        let told =
            switch field {
            case "list":
                told("there is no list '\(value)'", "There are: \(words(choices)).", typed.help, 64)
            case "count": told("'\(value)' is no count of spasms", safe, typed.help, 64)
            default:
                told(
                    "'\(value)' is no \(name(field))",
                    choices.isEmpty ? safe : "Nothing was saved. It can be: \(words(choices)).",
                    typed.help, 64)
            }
        // Nothing of it is asked in the line above, so the slip must be plain: not in the first letter.
        let near = nearest(to: value, among: choices)
        return mending(value, near?.first == value.lowercased().first ? near : nil, told)
    }

    /// The same as for an episode, but that its words are those of a kind.
    func failure(_ error: SheetError) -> Told {
        let safe: Phrase = "Nothing was saved."
        if let instead = error.typed {
            let told = failure(error.error)
            return (told.lines.dropLast() + [hint(instead)], told.code)
        }
        switch error.error {
        case .unknownWord(let word, nil):
            return told("'\(word)' is not understood here", safe, typed.help, 64)
        case .badValue(let field, let value, []) where error.kind.refers(by: field):
            return told("nothing here is called \(value)", safe, "treatment", 64)
        case .missing(let field) where field != "bad spell that goes on":
            return told("nothing was said for '\(name(field))'", safe, typed.help, 64)
        case let error: return failure(error)
        }
    }

    func failure(_ error: EndsBeforeStart, at now: Moment = Desk.moment()) -> Told {
        told(
            "that end, \(spoken(error.end, now)), is before the start, \(spoken(error.onset, now))",
            "Nothing was saved. If it goes on, stop it when it is over; if it began earlier, say that first.",
            "help times", 65)
    }

    // MARK: - Times

    func failure(_ error: WhenError, at now: Moment = Desk.moment()) -> Told {
        let mend = error.mend(at: now)
        return mending(mend?.slip ?? "", mend?.instead, said(error, at: now))
    }

    private func said(_ error: WhenError, at now: Moment) -> Told {
        let (safe, help): (Phrase, String) = ("Nothing was saved.", "help times")
        switch error {
        case .notATime(let text): return told("'\(text)' is no time", safe, help, 64)
        case .noSuchDate(let text): return told("'\(text)' is in no calendar", safe, help, 65)
        case .inTheFuture(let time):
            return told(
                "\(WhenFormat.stated(time, now: now.speaking(customs))) is in the future", safe,
                help, 65)
        case .ambiguousDate(let text, let readings):
            return told(
                "'\(text)' can be read as \(readings.joined(separator: say(" or ")))", safe,
                help, 65)
        case .missingHour(let text, let from, let to):
            return told(
                "'\(text)' never was: the clocks went from \(clock(from)) to \(clock(to)) that night",
                safe, help, 65)
        case .doubledHour(let text, _, _):
            let times = error.choices(at: now).map {
                "\($0.abbreviation) (\(WhenFormat.offset(seconds: $0.time.offset)))"
            }
            return told(
                "'\(text)' came twice that night: in \(times.joined(separator: say(" and in ")))",
                safe, help, 65)
        case .unknownZone(_, let zone):
            return told("the time zone \(zone) is not known here", safe, help, 65)
        }
    }

    private func clock(_ time: CivilTime) -> String {
        let minute = time.minute < 10 ? "0\(time.minute)" : "\(time.minute)"
        return "\(time.hour):\(minute)"
    }

    // MARK: - Mending

    /// An error that ends with what was typed and another word in the place of a slip, where there is
    /// one and the slip is found; else as it was.
    func mending(_ slip: String, _ mend: String?, _ told: Told) -> Told {
        guard let mend, let command = typed.mended(slip, mend) else { return told }
        return (told.lines.dropLast() + [hint(command)], told.code)
    }

    /// Of words that could stand there, in English, the one that was probably meant, as it is typed.
    func nearest(to word: String, among choices: [String]) -> String? {
        let known = language == .english ? choices : choices + shown(choices)
        return Suggestion.nearest(to: word, among: known.map { $0.lowercased() })
    }
}

extension Kind {
    /// Whether a field of this name holds another entry.
    fileprivate func refers(by name: String) -> Bool {
        ownFields.contains { $0.name == name && [.entity, .links].contains($0.shape) }
    }
}
