import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// What a person is asked, and no program answers: regimens and spells that do not fit together, and
/// spasms that nobody ended.
extension Catalogue {
    func question(_ clash: RegimenClash, _ treatment: String?) -> String {
        let (earlier, later) = (clash.earlier, clash.later)
        let id = Snapshot.shortID(earlier.id)
        let start = later[.regimenStart]?.date ?? LocalDate(days: 0)
        let before = WhenFormat.iso(LocalDate(days: start.days - 1))
        switch clash.kind {
        case .overlap where earlier[.regimenStart]?.date == start:
            return say(
                "\(regimen(earlier, treatment)) and \(regimen(later, treatment)) both from \(date(start)). Is one of them a mistake? Take it away: \(tonus) delete \(id)"
            )
        case .overlap:
            return say(
                "\(regimen(earlier, treatment)) goes on beside \(regimen(later, treatment)) from \(date(start)). Was the first one stopped? \(tonus) edit \(id) stopped=\(before)"
            )
        case .gap(let days):
            return say(
                "\(treatment ?? "?"): no regimen from \(date(days.lowerBound)) to \(date(days.upperBound)). If that was so, say why: \(tonus) edit \(id) reason=pause. If not: \(tonus) edit \(id) stopped=\(before)"
            )
        }
    }

    func question(_ first: Sheet, _ second: Sheet, _ people: People) -> String {
        let (one, other) = (writer(first, people), writer(second, people))
        let (start, otherStart) = (onset(first), onset(second))
        let (id, otherID) = (Snapshot.shortID(first.id), Snapshot.shortID(second.id))
        return say(
            "\(one) wrote of a bad spell from \(start), \(other) of one from \(otherStart). They share days and count as one. Link them: \(tonus) link \(id) \(otherID)"
        )
    }

    /// The optimiser of Swift 6.3.1 does not survive an optional chain in the middle of the question.
    private func writer(_ sheet: Sheet, _ people: People) -> String {
        guard let author = sheet.author else { return "?" }
        return name(author.member, people)
    }

    private func onset(_ sheet: Sheet) -> String {
        guard let onset = sheet[.relapseOnset]?.date else { return "?" }
        return date(onset)
    }

    /// So many are asked about at once.
    private static let stillAsked = 3

    /// The latest of them, each with two commands to choose from; doing nothing changes nothing. When
    /// it ended is never suggested: after so long, whatever stood there would be made up.
    func stillGoingOn(_ episodes: [Episode], _ now: Moment) -> [String] {
        let asked = episodes.suffix(Self.stillAsked).flatMap { episode in
            let id = Snapshot.shortID(episode.id)
            return [
                say("Still going on? \(id)  \(line(episode, now))"),
                say(
                    "  It is over: \(tonus) edit \(id) end=unknown (or the time, where you know it)"
                ),
                say("  It goes on: \(tonus) edit \(id) end=ongoing"),
            ]
        }
        let more = episodes.count - Self.stillAsked
        return more > 0
            ? asked + [say("\(more) more have no end yet; they are asked about after these.")]
            : asked
    }

    // MARK: - Who has seen what

    func lastWord(_ when: String?) -> String {
        when.map { say("last wrote \($0)") } ?? say("has written nothing here yet")
    }

    var whatOthersSee: String {
        say(
            "What a device wrote shows when it was last here; what it has read since cannot be told."
        )
    }

    // MARK: - Private

    var privateWord: String { say("private") }

    func isOff(_ factor: String) -> Told {
        told(
            "'\(factor)' is off, and stays unasked until you turn it on", "Nothing was changed.",
            "factor \(factor) on", 1)
    }
}
