import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// What is said where words would have been dropped, or have become part of a name.
extension Catalogue {
    func misread(_ error: DraftError) -> Told {
        let safe: Phrase = "Nothing was saved."
        return switch error {
        case .besideName(let words, let name):
            told("it is not clear what '\(words)' says of \(name)", safe, "dose \(name)", 64)
        case .planNotRead(let words):
            told(
                "'\(words)' does not say at what time of the clock",
                "Nothing was saved. Say each time, as in 8:00 20:00, or none of them.",
                "regimen baclofen 10 mg 8:00 20:00", 64)
        case .severalDue(let name, let day, let times):
            told(
                "\(name) was due at \(times.map { clock($0) }.joined(separator: say(" and at "))) that day",
                "Nothing was saved. Say which one.",
                "dose \(name) \(WhenFormat.iso(day)) \(times.first?.text ?? "")", 64)
        case .endsBeforeStart(let start):
            told("that is before it began, on \(WhenFormat.iso(start))", safe, "list", 65)
        case .notUnderstood(let words):
            told("it is not clear what '\(words)' is to say here", safe, "help", 64)
        default: failure(error)
        }
    }

    func failure(_ error: SeveralRegimens) -> Told {
        told(
            "\(error.lines.count) regimens of \(error.treatment) are followed now",
            "Nothing was changed. Say which one.\n\(error.lines.joined(separator: "\n"))",
            "regimen stop 1", 64)
    }

    /// A count that lies within a later one: both count, and who meant one of them takes the first back.
    func holds(_ tally: Tally, _ count: Int, _ patient: MemberID?, _ now: Moment) -> [String] {
        let (before, id) = (tally.count(patient: patient), Snapshot.shortID(tally.id))
        return [
            say("The \(before) counted before in that time count too: \(before + count) together."),
            say("If \(count) are all of them, delete the first count: \(tonus) delete \(id)"),
        ]
    }

    /// What a name that is given again does.
    func wasThere(_ name: String) -> [String] {
        [say("\(name) was here already; this was added to it.")]
    }

    func isThere(_ name: String) -> [String] {
        [say("\(name) is here already, and nothing about it changed.")]
    }

    /// Doses that regimens said were due on a day before.
    func dueDoses(_ due: [(text: String, status: String)], on day: LocalDate) -> [String] {
        let date = WhenFormat.iso(day)
        if due.isEmpty { return [say("No regimen says that anything was due on \(date).")] }
        return zip(1..., due).map { "\($0). \($1.text) · \($1.status)" }
            + [say("Taken: \(tonus) dose 1 \(date) · Not taken: \(tonus) dose 1 \(date) skipped")]
    }

    /// A measure's value, as its scale writes it: 1+ of the modified Ashworth scale is stored as 1.5.
    func measured(_ sheet: Sheet, _ now: Moment) -> String? {
        guard let value = sheet[.measureValue] else { return nil }
        let isAshworth = sheet[.measureName] == .integer(Int64(ClinicMeasure.ashworth.rawValue))
        if isAshworth, value.amount?.text == "1.5" { return "1+" }
        return text(value, in: Field.measureValue.cell(), now)
    }
}

extension SheetError {
    /// What to type, as far as the error tells.
    var typed: String? {
        if let instead { return instead }
        return switch error {
        case .besideName(_, let name):
            kind == .regimen ? "regimen \(name) 10 mg 8:00 20:00" : "dose \(name) skipped"
        case .severalDue(let name, let day, let times):
            "dose \(name) \(WhenFormat.iso(day)) \(times.first?.text ?? "")"
        case .planNotRead: "regimen baclofen 10 mg 8:00 20:00"
        default: nil
        }
    }
}
