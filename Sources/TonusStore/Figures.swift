import Foundation
import GRDB
import TonusCore
import TonusDiary
import TonusTypes

/// What the figures of a diary are made from, straight from what the tables hold.
extension Snapshot {
    /// Everything that happened, or is about a day, within these days and a little around them.
    ///
    /// - Parameter audience: `.everyone` leaves out what is private.
    package func figures(
        _ days: ClosedRange<LocalDate>, for audience: Audience = .owner
    ) throws -> DiaryFigures {
        // A day and a half either way holds the local day of every zone.
        let reach: Int64 = 36 * 3_600_000
        let from = Int64(days.lowerBound.days) * 86_400_000 - reach
        let to = Int64(days.upperBound.days + 1) * 86_400_000 + reach
        var figures = DiaryFigures()
        func shared(_ kind: Kind) throws -> [Sheet] {
            try sheets(kind).filter { audience == .owner || !$0.isPrivate }
        }
        figures.episodes = try episodes(from, to, audience)
        figures.ratings = try ratings(from, to, audience)
        figures.tallies = try tallies(from, to, audience)
        figures.days = DiaryFigures.Day.merged(try dayFigures(from, to, audience))
        figures.exposures = try exposures(from, to, audience)
        figures.exercises = try exercises(from, to, audience)
        figures.doses = try doses(from, to, audience)
        figures.spells = BadSpell.union(of: try shared(.relapse))
        figures.regimens = try shared(.regimen)
        figures.advice = try shared(.advice)
        for (kind, field) in [
            (Kind.treatment, Field.treatmentName), (.factorDefinition, .factorName),
        ] {
            for sheet in try shared(kind) {
                figures.names["\(sheet.id)"] = sheet[field]?.text
                if kind == .factorDefinition { figures.define(sheet) }
                figures.remedies[sheet.id] = sheet[.treatmentClass]?.word()
            }
        }
        return figures
    }

    /// The first and last day of which anything is said, as figures count days; nil for an empty diary.
    package func reach() throws -> ClosedRange<LocalDate>? {
        let sql = """
            SELECT min(first), max(last) FROM (
                SELECT min(onset + onset_offset * 1000 - \(DiaryFigures.dayStart)) AS first,
                       max(onset + onset_offset * 1000 - \(DiaryFigures.dayStart)) AS last
                FROM episode WHERE NOT is_hidden AND part_of IS NULL
                UNION ALL SELECT min(start + start_offset * 1000 - \(DiaryFigures.dayStart)),
                       max(start + start_offset * 1000 - \(DiaryFigures.dayStart))
                FROM tally WHERE NOT is_hidden
                UNION ALL SELECT min(moment), max(moment) FROM sheet
                WHERE kind = 4 AND NOT is_hidden)
            """
        let found = try db.first(sql) { row -> (Int64, Int64)? in
            guard let first: Int64 = row.find(0), let last: Int64 = row.find(1) else { return nil }
            return (first, last)
        }
        return found.map { first, last in
            LocalDate(
                days: Int(first.flooredDivision(by: 86_400_000)))...LocalDate(
                    days: Int(last.flooredDivision(by: 86_400_000)))
        }
    }

    private static let written = """
        (SELECT min(coalesce(filed.written, (stamp >> 16) + 140737488355328))
         FROM change LEFT JOIN filed ON filed.change = change.id
         WHERE change.entity = shown.entity AND counts)
        """

    private func episodes(
        _ from: Int64, _ to: Int64, _ audience: Audience
    ) throws -> [DiaryFigures.Episode] {
        try db.all(
            """
            SELECT onset, onset_offset, ended, severity, pain, character, sites, \(Self.written),
                (SELECT entity.entity FROM entity WHERE entity.id = shown.entity),
                onset_precision, ending, tried, relief_at, suddenness, impact, triggers, extent,
                course, descriptors
            FROM episode AS shown
            WHERE onset >= ? AND onset < ? AND NOT is_hidden AND part_of IS NULL
            \(audience.condition(on: "shown")) ORDER BY onset
            """, from, to
        ) { row in
            var episode = DiaryFigures.Episode(
                onset: try row.get(0), offset: row.find(1) ?? 0, end: row.find(2),
                severity: row.find(3), pain: row.find(4), character: row.find(5),
                siteWords: row.find(6) ?? "", written: row.find(7) ?? 0)
            episode.id = row.find(8)
            let precision: Int? = row.find(9)
            episode.precision =
                precision.flatMap { UInt8(exactly: $0) }.flatMap(TimePoint.Precision.init) ?? .day
            episode.isOngoing = row.find(10) == 0
            episode.tried = Remedy.all(row.find(11) ?? "")
            episode.reliefAt = row.find(12)
            episode.suddenness = row.find(13).flatMap(Suddenness.init(word:))
            episode.impacts = Impact.all(row.find(14) ?? "")
            episode.suspected = Factor.all(row.find(15) ?? "")
            episode.extent = row.find(16).flatMap(Extent.init(word:))
            episode.course = row.find(17).flatMap(Course.init(word:))
            episode.descriptors = Descriptor.all(row.find(18) ?? "")
            return episode
        }
    }

    /// Of what was linked, each names the episode that stands for all.
    private func ratings(
        _ from: Int64, _ to: Int64, _ audience: Audience
    ) throws -> [DiaryFigures.Rating] {
        let whole = try wholes()
        return try db.all(
            """
            SELECT episode, at, severity FROM rating
            WHERE at >= ? AND at < ? AND severity NOT NULL AND NOT is_hidden
            \(audience.condition(on: "rating")) ORDER BY at
            """, from, to
        ) { row in
            let episode: EntityID? = row.find(0)
            return try episode.map { episode in
                DiaryFigures.Rating(
                    episode: whole[episode] ?? episode, at: try row.get(1), severity: try row.get(2)
                )
            }
        }
    }

    /// The episode that stands for each that was linked with it.
    private func wholes() throws -> [EntityID: EntityID] {
        let pairs: [(EntityID, EntityID)] = try db.all(
            """
            SELECT part.entity, whole.entity FROM episode
            JOIN entity AS part ON part.id = episode.entity
            JOIN entity AS whole ON whole.id = episode.part_of
            WHERE part_of NOT NULL
            """
        ) { row in (try row.get(0), try row.get(1)) }
        return Dictionary(pairs) { first, _ in first }
    }

    private func tallies(
        _ from: Int64, _ to: Int64, _ audience: Audience
    ) throws -> [DiaryFigures.Tally] {
        try db.all(
            """
            SELECT start, start_offset, count, sites, \(Self.written) FROM tally AS shown
            WHERE start >= ? AND start < ? AND NOT is_hidden
            \(audience.condition(on: "shown")) ORDER BY start
            """, from, to
        ) { row in
            DiaryFigures.Tally(
                from: try row.get(0), offset: row.find(1) ?? 0, count: try row.get(2),
                siteWords: row.find(3) ?? "", written: row.find(4) ?? 0)
        }
    }

    /// The rows of a kind, each with its day and what it shows under `names`; a `value` as JSON, where `true`
    /// is not 1.
    private func rows<Figure>(
        _ kind: Kind, _ from: Int64, _ to: Int64, _ names: [String],
        _ audience: Audience, _ read: (LocalDate, Columns) throws -> Figure?
    ) throws -> [Figure] {
        let shown = names.map { name in ", shown \(name == "value" ? "->" : "->>") '\(name)'" }
            .joined()
        return try db.all(
            """
            SELECT day\(shown), conflicts FROM sheet
            WHERE kind = ? AND moment >= ? AND moment < ? AND NOT is_hidden
            \(audience.condition(on: "sheet")) ORDER BY moment, entity
            """, Int64(kind.rawValue), from, to
        ) { row in
            let day: Int? = row.find(0)
            return try day.flatMap { try read(LocalDate(days: $0), row) }
        }
    }

    private func dayFigures(
        _ from: Int64, _ to: Int64, _ audience: Audience
    ) throws -> [DiaryFigures.Day] {
        let names = [
            "none", "not-logging", "spasticity", "pain", "sleep", "wakings", "fatigue", "stress",
            "infection", "immobile", "interfered", "penn", "penn-severity",
        ]
        return try rows(.checkIn, from, to, names, audience) { date, row in
            let interfered: String = row.find(11) ?? ""
            let infection = row.text(9)
            var day = DiaryFigures.Day(
                date: date, isSpasmFree: row.text(1) == "1", isNotLogging: row.text(2) == "1",
                spasticity: row.find(3), pain: row.find(4), sleep: row.double(5),
                wakings: row.find(6), fatigue: row.find(7), stress: row.find(8),
                hasInfection: infection.map { $0 == "1" }, immobile: row.double(10),
                interferedWithSleep: interfered.contains("\"\(Everyday.sleep.word)\""))
            (day.penn, day.pennSeverity) = (row.find(12), row.find(13))
            return day
        }
    }

    private func exposures(
        _ from: Int64, _ to: Int64, _ audience: Audience
    ) throws -> [DiaryFigures.Exposure] {
        try rows(
            .factorExposure, from, to, ["factor", "own-factor", "value", "from", "to", "rough"],
            audience
        ) { date, row in
            guard let factor: String = row.find(1) ?? row.find(2) else { return nil }
            let value = row.text(3)
            let isPresent = value == "true" ? true : value == "false" ? false : nil
            let start: Int64? = row.isRough(6) ? nil : row.find(4)
            return DiaryFigures.Exposure(
                date: date, factor: factor, isPresent: isPresent,
                times: start.map { $0...max($0, row.find(5) ?? $0) }, amount: row.double(3))
        }
    }

    private func exercises(
        _ from: Int64, _ to: Int64, _ audience: Audience
    ) throws -> [DiaryFigures.Exercise] {
        let names = ["minutes", "effort", "at", "rough", "type", "pain-after", "overdid"]
        return try rows(.exercise, from, to, names, audience) { date, row in
            var exercise = DiaryFigures.Exercise(
                date: date, minutes: row.find(1) ?? 0, effort: row.find(2),
                start: row.isRough(4) ? nil : row.find(3))
            exercise.type = row.find(5).flatMap(ExerciseType.init(word:))
            exercise.painAfter = row.find(6)
            exercise.isTooMuch = row.text(7).map { $0 == "1" }
            return exercise
        }
    }

    private func doses(
        _ from: Int64, _ to: Int64, _ audience: Audience
    ) throws -> [DiaryFigures.Dose] {
        let whole = try wholes()
        let names = ["treatment", "regimen", "status", "at", "relief-at", "for", "rough"]
        return try rows(.dose, from, to, names, audience) { date, row in
            let (treatment, regimen): (String?, String?) = (row.find(1), row.find(2))
            let status: String? = row.find(3)
            var dose = DiaryFigures.Dose(
                date: date, treatment: treatment.flatMap(EntityID.init(text:)),
                regimen: regimen.flatMap(EntityID.init(text:)),
                status: status.flatMap(DoseStatus.init(word:)) ?? .unknown,
                isUnclear: row.find(8) ?? 0 > 0)
            dose.at = row.isRough(7) ? nil : row.find(4)
            dose.reliefAt = row.find(5)
            let episodes: String = row.find(6) ?? ""
            dose.episodes = episodes.split(separator: "\"").compactMap { EntityID(text: $0) }
                .map { whole[$0] ?? $0 }
            return dose
        }
    }
}

extension Audience {
    /// What of a table with entities may be read for it: the owners may read all.
    fileprivate func condition(on table: String) -> String {
        self == .owner
            ? "" : "AND (SELECT audience FROM entity WHERE entity.id = \(table).entity) = 1"
    }
}

extension DiaryFigures {
    /// Of a factor that comes with the program a diary may say something too, under its name.
    fileprivate mutating func define(_ sheet: Sheet) {
        let definition = Definition(sheet)
        definitions["\(sheet.id)"] = definition
        if let factor = sheet[.factorName]?.text.flatMap(Factor.init(called:)) {
            definitions[factor.word] = definition
        }
    }
}

extension Columns {
    /// A number of either kind, as text.
    fileprivate func text(_ column: Int32) -> String? { find(column) }

    /// Whether a time is known to the day or its part alone.
    fileprivate func isRough(_ column: Int32) -> Bool { find(column) == 1 }

    fileprivate func double(_ column: Int32) -> Double? { text(column).flatMap { Double($0) } }
}

extension EntityID {
    /// Reads 32 hexadecimal digits.
    fileprivate init?(text: some StringProtocol) {
        guard let bytes = Hex.decode(String(text)) else { return nil }
        self.init(bytes: bytes)
    }
}
