import TonusCore
import TonusDiary
import TonusTypes

/// Finding what people call by a name, and what is due.
extension Snapshot {
    /// The treatment or the factor with this name, whatever its case; of several the one with the lowest
    /// id, on every device.
    package func named(_ name: String, _ kind: Kind) throws -> Sheet? {
        let field: Field = kind == .treatment ? .treatmentName : .factorName
        let wanted = name.lowercased()
        return try sheets(kind).filter { $0[field]?.text?.lowercased() == wanted }
            .min { $0.id < $1.id }
    }

    package func names(of kind: Kind) throws -> [String] {
        let field: Field = kind == .treatment ? .treatmentName : .factorName
        return try sheets(kind).compactMap { $0[field]?.text }
    }

    /// Bad spells, earliest first; what several people wrote of one is one.
    package func relapses() throws -> [BadSpell] { BadSpell.union(of: try sheets(.relapse)) }

    /// The doses that regimens say are due on a day, in the order of the clock.
    package func due(on date: LocalDate) throws -> [DueDose] {
        var due: [DueDose] = []
        for regimen in try sheets(.regimen) where regimen.isFollowed(on: date) {
            let name = try name(in: regimen) ?? "?"
            for time in regimen.keys(.regimenTimes).compactMap(TimeOfDay.init(key:)) {
                let key = EntityKey.derived(.dose, CanonicalKey.dose(regimen.id, date, time))
                due.append(
                    DueDose(
                        key: key, regimen: regimen, treatment: name, date: date, time: time,
                        dose: try sheet(key)))
            }
        }
        return due.sorted {
            ($0.time, $0.treatment, $0.key.id) < ($1.time, $1.treatment, $1.key.id)
        }
    }
}

/// A dose that a regimen says is due, and what is known of it.
package struct DueDose: Sendable {
    package let key: EntityKey
    package let regimen: Sheet
    package let treatment: String
    package let date: LocalDate
    package let time: TimeOfDay
    package let dose: Sheet?

    package var status: DoseStatus {
        dose?[.doseStatus]?.integer.flatMap { UInt8(exactly: $0) }.flatMap(DoseStatus.init)
            ?? .unknown
    }

    /// What is said first of it: which regimen, and when it was due.
    package func naming(_ due: TimePoint) -> [Assignment] {
        [
            Assignment(.doseRegimen, .entity(regimen.id)), Assignment(.doseSlot, .time(due)),
        ]
    }
}

extension Sheet {
    /// Whether a regimen is meant to be followed on a day, its last day included.
    package func isFollowed(on date: LocalDate) -> Bool {
        guard kind == .regimen, let start = self[.regimenStart]?.date, start <= date else {
            return false
        }
        return self[.stoppedOn]?.date.map { date <= $0 } ?? true
    }
}
