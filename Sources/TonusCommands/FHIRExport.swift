import TonusCore
import TonusDiary
import TonusExchange
import TonusProtocol
import TonusStore
import TonusTypes

extension Snapshot {
    /// What a FHIR bundle of this diary is made from.
    ///
    /// - Parameter met: told how many entries were read, after each of `fhirCount`.
    func fhirSource(met: (Int) -> Void) throws -> FHIRSource {
        let patient = replica.patient
        var source = FHIRSource(patient: patient)
        source.roles = replica.roster.members.mapValues { "\($0.role)" }
        var count = 0
        func another() {
            count += 1
            met(count)
        }
        func states(_ kind: Kind) throws -> [EntityState] {
            let all = try everything(kind, met: another)
            source.takenBack.formUnion(all.takenBack.map(\.entity))
            return all.takenBack + all.shown
        }
        let episodes = try everyEpisode(met: another)
        source.takenBack.formUnion(episodes.takenBack.map(\.entity))
        source.episodes = episodes.shown + episodes.takenBack.map { Episode($0, patient: patient) }
        source.tallies = try states(.tally).map { Tally($0, patient: patient) }
        source.ratings = try states(.rating).map { Rating($0, patient: patient) }
        source.notes = try states(.note).map { Note($0, patient: patient) }
        source.sheets = try Self.kindsOfSheets.flatMap { kind in
            try states(kind).compactMap { Sheet($0, patient: patient) }
        }
        return source
    }

    /// How many entries a bundle is made from.
    func fhirCount() throws -> Int {
        try ([.episode, .tally, .rating, .note] + Self.kindsOfSheets).map(entityCount).reduce(0, +)
    }

    private static let kindsOfSheets: [Kind] = [
        .checkIn, .treatment, .regimen, .dose, .relapse, .measure,
    ]
}
