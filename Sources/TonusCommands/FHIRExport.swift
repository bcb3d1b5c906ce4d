import TonusCore
import TonusDiary
import TonusExchange
import TonusProtocol
import TonusStore
import TonusTypes

extension Snapshot {
    /// What a FHIR bundle of this diary is made from.
    func fhirSource() throws -> FHIRSource {
        let patient = replica.patient
        var source = FHIRSource(patient: patient)
        source.roles = replica.roster.members.mapValues { "\($0.role)" }
        func states(_ kind: Kind) throws -> [EntityState] {
            let gone = try takenBack(kind)
            source.takenBack.formUnion(gone.map(\.entity))
            return gone + (kind == .episode ? [] : try everything(kind))
        }
        source.episodes =
            try everyEpisode() + states(.episode).map { Episode($0, patient: patient) }
        source.tallies = try states(.tally).map { Tally($0, patient: patient) }
        source.ratings = try states(.rating).map { Rating($0, patient: patient) }
        source.notes = try states(.note).map { Note($0, patient: patient) }
        source.sheets = try Self.kindsOfSheets.flatMap { kind in
            try states(kind).compactMap { Sheet($0, patient: patient) }
        }
        return source
    }

    private static let kindsOfSheets: [Kind] = [
        .checkIn, .treatment, .regimen, .dose, .relapse, .measure,
    ]
}
