import Foundation
import GRDB
import TonusCore
import TonusDiary
import TonusTypes

/// What the figures of a diary are made from, straight from what the tables hold.
extension Snapshot {
    /// Everything that happened, or is about a day, within these days and a little around them.
    package func figures(_ days: ClosedRange<LocalDate>) throws -> DiaryFigures {
        // A day and a half either way holds the local day of every zone.
        let reach: Int64 = 36 * 3_600_000
        let from = Int64(days.lowerBound.days) * 86_400_000 - reach
        let to = Int64(days.upperBound.days + 1) * 86_400_000 + reach
        var figures = DiaryFigures()
        figures.episodes = try episodes(from, to)
        figures.tallies = try tallies(from, to)
        figures.days = try dayFigures(from, to)
        figures.exposures = try exposures(from, to)
        figures.exercises = try exercises(from, to)
        figures.doses = try doses(from, to)
        figures.spells = try relapses()
        figures.regimens = try sheets(.regimen)
        for (kind, field) in [
            (Kind.treatment, Field.treatmentName), (.factorDefinition, .factorName),
        ] {
            for sheet in try sheets(kind) { figures.names["\(sheet.id)"] = sheet[field]?.text }
        }
        return figures
    }

    /// The first and last day of which anything is said; nil for an empty diary.
    package func reach() throws -> ClosedRange<LocalDate>? {
        let sql = """
            SELECT min(first), max(last) FROM (
                SELECT min(onset) AS first, max(onset) AS last FROM episode
                WHERE NOT is_hidden AND part_of IS NULL
                UNION ALL SELECT min(start), max(start) FROM tally WHERE NOT is_hidden
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

    private func episodes(_ from: Int64, _ to: Int64) throws -> [DiaryFigures.Episode] {
        try db.all(
            """
            SELECT onset, onset_offset, ended, severity, pain, character, sites, \(Self.written)
            FROM episode AS shown
            WHERE onset >= ? AND onset < ? AND NOT is_hidden AND part_of IS NULL
            ORDER BY onset
            """, from, to
        ) { row in
            DiaryFigures.Episode(
                onset: try row.get(0), offset: row.find(1) ?? 0, end: row.find(2),
                severity: row.find(3), pain: row.find(4), character: row.find(5),
                siteWords: row.find(6) ?? "", written: row.find(7) ?? 0)
        }
    }

    private func tallies(_ from: Int64, _ to: Int64) throws -> [DiaryFigures.Tally] {
        try db.all(
            """
            SELECT start, start_offset, count, sites, \(Self.written) FROM tally AS shown
            WHERE start >= ? AND start < ? AND NOT is_hidden ORDER BY start
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
        _ read: (LocalDate, Columns) throws -> Figure?
    ) throws -> [Figure] {
        let shown = names.map { name in ", shown \(name == "value" ? "->" : "->>") '\(name)'" }
            .joined()
        return try db.all(
            """
            SELECT day\(shown), conflicts FROM sheet
            WHERE kind = ? AND moment >= ? AND moment < ? AND NOT is_hidden
            ORDER BY moment
            """, Int64(kind.rawValue), from, to
        ) { row in
            let day: Int? = row.find(0)
            return try day.flatMap { try read(LocalDate(days: $0), row) }
        }
    }

    private func dayFigures(_ from: Int64, _ to: Int64) throws -> [DiaryFigures.Day] {
        let names = [
            "none", "not-logging", "spasticity", "pain", "sleep", "wakings", "fatigue", "stress",
            "infection", "immobile", "interfered",
        ]
        return try rows(.checkIn, from, to, names) { date, row in
            let interfered: String = row.find(11) ?? ""
            let infection = row.text(9)
            return DiaryFigures.Day(
                date: date, isSpasmFree: row.text(1) == "1", isNotLogging: row.text(2) == "1",
                spasticity: row.find(3), pain: row.find(4), sleep: row.double(5),
                wakings: row.find(6), fatigue: row.find(7), stress: row.find(8),
                hasInfection: infection.map { $0 == "1" }, immobile: row.double(10),
                interferedWithSleep: interfered.contains("\"\(Everyday.sleep.word)\""))
        }
    }

    private func exposures(_ from: Int64, _ to: Int64) throws -> [DiaryFigures.Exposure] {
        try rows(.factorExposure, from, to, ["factor", "own-factor", "value"]) { date, row in
            guard let factor: String = row.find(1) ?? row.find(2) else { return nil }
            // Of a score the upper half counts as there.
            let value = row.text(3)
            let isPresent =
                value == "true" ? true : value == "false" ? false : row.double(3).map { $0 > 5 }
            return DiaryFigures.Exposure(date: date, factor: factor, isPresent: isPresent)
        }
    }

    private func exercises(_ from: Int64, _ to: Int64) throws -> [DiaryFigures.Exercise] {
        try rows(.exercise, from, to, ["minutes", "effort"]) { date, row in
            DiaryFigures.Exercise(date: date, minutes: row.find(1) ?? 0, effort: row.find(2))
        }
    }

    private func doses(_ from: Int64, _ to: Int64) throws -> [DiaryFigures.Dose] {
        try rows(.dose, from, to, ["treatment", "regimen", "status"]) { date, row in
            let (treatment, regimen): (String?, String?) = (row.find(1), row.find(2))
            let status: String? = row.find(3)
            return DiaryFigures.Dose(
                date: date, treatment: treatment.flatMap(EntityID.init(text:)),
                regimen: regimen.flatMap(EntityID.init(text:)),
                status: status.flatMap(DoseStatus.init(word:)) ?? .unknown,
                isUnclear: row.find(4) ?? 0 > 0)
        }
    }
}

extension Columns {
    /// A number of either kind, as text.
    fileprivate func text(_ column: Int32) -> String? { find(column) }

    fileprivate func double(_ column: Int32) -> Double? { text(column).flatMap { Double($0) } }
}

extension EntityID {
    /// Reads 32 hexadecimal digits.
    fileprivate init?(text: String) {
        guard let bytes = Hex.decode(text) else { return nil }
        self.init(bytes: bytes)
    }
}
