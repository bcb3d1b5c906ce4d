import TonusCore
import TonusDiary
import TonusTypes

/// All entries of one kind as a table: a column for each field of the kind, by its name.
///
/// Of what each person fills in, a column holds what the patient said; what others said is in `others`.
package struct SheetTable {
    private let kind: Kind
    private let patient: MemberID
    private let name: (MemberID) -> String
    private var table: CSVText

    package var text: String { table.text }

    /// - Parameter name: what a person is called.
    package init(_ kind: Kind, patient: MemberID, name: @escaping (MemberID) -> String) {
        (self.kind, self.patient, self.name) = (kind, patient, name)
        table = CSVText(
            header: ["id"] + kind.ownFields.map(\.name) + ["others", "about", "by", "written"])
    }

    /// - Parameter about: what people call the thing that it refers to, such as a treatment.
    package mutating func append(_ sheet: Sheet, about: String? = nil) {
        let origin = sheet.state.origin
        let written = origin.map { change in
            TimePoint(
                instant: change.body.written, offset: change.body.writtenOffset, zone: "")
        }
        table.append(
            [sheet.id.description] + kind.ownFields.map { own($0, sheet) } + [
                others(sheet), about ?? "", origin.map { name($0.author.member) } ?? "",
                written.map { WhenFormat.iso($0) } ?? "",
            ])
    }

    private func own(_ field: Field, _ sheet: Sheet) -> String {
        sheet.keys(field).compactMap { key in
            guard field.rule == .perReporter else {
                return field.text(key, sheet.value(field, key))
            }
            let own = sheet.reports(field, key).first { $0.member == patient }
            return own.flatMap { field.text(key, $0.told) }
        }.joined(separator: ";")
    }

    private func others(_ sheet: Sheet) -> String {
        kind.ownFields.filter { $0.rule == .perReporter }.flatMap { field in
            sheet.keys(field).flatMap { key in
                sheet.reports(field, key).filter { $0.member != patient }.compactMap { report in
                    field.text(key, report.told).map {
                        "\(name(report.member)) \(field.name) \($0)"
                    }
                }
            }
        }.joined(separator: ";")
    }
}

extension Field {
    /// What one cell says, in the words of the format; nil for what only a newer version knows.
    package func text(_ key: [UInt8], _ value: Value?) -> String? {
        switch shape {
        case .sites: return Site(key: key)?.words
        case .set(let words): return key.first.flatMap(words.word)
        case .clocks: return TimeOfDay(key: key)?.text
        case .links: return EntityID(bytes: key)?.description
        case .rated(let words, _):
            guard let part = key.first.flatMap(words.word), let number = value?.integer else {
                return nil
            }
            return "\(part) \(number)"
        case .sited(let words):
            guard let site = Site(key: key), let word = value.flatMap({ Self.word($0, words) })
            else { return nil }
            return "\(site.words) \(word)"
        case .word(let words): return value.flatMap { Self.word($0, words) }
        default: return value.flatMap(Self.text)
        }
    }

    private static func word(_ value: Value, _ words: Vocabulary) -> String? {
        value.integer.flatMap { UInt8(exactly: $0) }.flatMap(words.word)
    }

    private static func text(_ value: Value) -> String? {
        switch value {
        case .integer(let number): "\(number)"
        case .decimal(let amount): amount.text
        case .text(let text): text
        case .boolean(let flag): flag ? "yes" : "no"
        case .time(let time): WhenFormat.iso(time)
        case .date(let date): WhenFormat.iso(date)
        case .entity(let id): id.description
        case .unknown: nil
        }
    }
}
