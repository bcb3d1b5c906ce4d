import TonusCore
import TonusDiary
import TonusTypes

/// A diary as a FHIR R4 bundle of the type `collection`, after the HL7 Symptoms Data Standards.
///
/// A pure function of the diary: no clock and no chance are in it, so replicas that show the same
/// make the same bytes. What the resources mean is told in Docs/Exchange.md.
package struct FHIRBundle: Sendable {
    package let tree: JSONTree
    /// How many entries of the diary are in it.
    package let entryCount: Int
    package let resourceCount: Int

    /// - Parameter met: told how many entries were turned into resources, after each.
    package init(_ source: FHIRSource, _ codes: FHIRCodes, met: (Int) -> Void = { _ in }) {
        let mapping = FHIRMapping(source, codes)
        let told = mapping.entries(met)
        let resources =
            mapping.people(in: told) + mapping.devices(in: told)
            + told.flatMap { $0.resources + [mapping.provenance(of: $0)] }
        entryCount = told.count
        resourceCount = resources.count
        tree = .fields([
            "resourceType": .text("Bundle"), "type": .text("collection"),
            "timestamp": told.map(\.version).max().map { .text(FHIRTime.instant($0)) },
            "entry": .list(resources.map(\.entry)),
        ])
    }

    /// The document: the entries each on a line of its own, so that two can be compared by eye.
    ///
    /// - Parameter met: told how many resources were written, after each.
    package func text(met: (Int) -> Void = { _ in }) -> [UInt8] {
        guard case .list(let entries)? = tree["entry"] else {
            return Array("\(tree.written)\n".utf8)
        }
        var text = Array("{\"entry\":[\n".utf8)
        for (place, entry) in entries.enumerated() {
            if place > 0 { text += ",\n".utf8 }
            entry.write(to: &text)
            met(place + 1)
        }
        text += "\n],\"resourceType\":\"Bundle\",".utf8
        if case .text(let time)? = tree["timestamp"] {
            text += "\"timestamp\":\"\(time)\",".utf8
        }
        return text + "\"type\":\"collection\"}\n".utf8
    }
}

/// One entry of the diary, as it is told in a bundle.
struct FHIRTold {
    /// What it is in the log; more than one where they were linked.
    let states: [EntityState]
    /// When it was, Unix milliseconds; places it in the bundle.
    let moment: Int64
    let resources: [FHIRResource]

    /// The latest thing anybody wrote of it.
    var version: Timestamp { states.map(\.version).max() ?? .zero }
}

extension EntityState {
    var version: Timestamp {
        let live = cells.lazy.flatMap(\.value).map(\.timestamp).max() ?? .zero
        let existence = (deletes + restores).map(\.body.timestamp).max() ?? .zero
        return max(live, existence)
    }

    /// Who wrote what of it is shown.
    var authors: [Author] {
        let all =
            cells.flatMap(\.value).map(\.author)
            + (deletes + restores + [origin].compactMap { $0 }).map(\.author)
        return Set(all).sorted { ($0.member, $0.device) < ($1.member, $1.device) }
    }
}

/// Turns what a diary shows into resources.
struct FHIRMapping {
    let source: FHIRSource
    let codes: FHIRCodes
    let patient: FHIRName
    /// What stands for each episode that is not deleted, by its id and those linked with it.
    let episodeNames: [EntityID: [FHIRName]]
    /// What goes with them goes too.
    let goneEpisodes: Set<EntityID>
    let treatments: [EntityID: Sheet]
    let regimens: [EntityID: Sheet]
    /// The entries on one bad spell, by the id of each.
    let spells: [EntityID: [EntityID]]

    init(_ source: FHIRSource, _ codes: FHIRCodes) {
        let source = source.forEveryone
        (self.source, self.codes) = (source, codes)
        patient = FHIRName("person", source.patient)
        var names: [EntityID: [FHIRName]] = [:]
        for episode in source.episodes
        where !source.isGone(episode.state) && episode.author != nil {
            for part in episode.parts { names[part.entity.id] = Self.names(of: episode) }
        }
        episodeNames = names
        goneEpisodes = Set(
            source.episodes.filter { source.isGone($0.state) }.map(\.id))
        func byID(_ kind: Kind) -> [EntityID: Sheet] {
            let sheets = source.sheets.filter { $0.kind == kind && $0.author != nil }
            return Dictionary(sheets.map { ($0.id, $0) }) { first, _ in first }
        }
        (treatments, regimens) = (byID(.treatment), byID(.regimen))
        let relapses = source.sheets.filter { $0.kind == .relapse && !source.isGone($0.state) }
        spells = BadSpell.union(of: relapses).map { $0.entries.map(\.id).sorted() }
            .reduce(into: [:]) { spells, ids in for id in ids { spells[id] = ids } }
    }

    /// Oldest first by when they were; treatments, which are about no day, before all others.
    func entries(_ met: (Int) -> Void) -> [FHIRTold] {
        let notes = Dictionary(grouping: source.notes) { $0.subject }
        var count = 0
        func tell(
            _ states: [EntityState], at moment: Int64?, _ notes: [Note] = [],
            _ make: () -> [FHIRResource]
        ) -> FHIRTold? {
            count += 1
            met(count)
            return self.tell(states, at: moment, notes, make)
        }
        func about(_ states: [EntityState]) -> [Note] {
            states.flatMap { notes[$0.entity.id] ?? [] }
        }
        let told =
            source.episodes.compactMap { episode in
                tell(episode.parts, at: episode.onset?.instant, about(episode.parts)) {
                    resources(of: episode)
                }
            }
            + source.tallies.compactMap { tally in
                tell([tally.state], at: tally.from?.instant, about([tally.state])) {
                    resources(of: tally)
                }
            }
            + source.ratings.compactMap { rating in
                tell([rating.state], at: rating.at?.instant) { resources(of: rating) }
            }
            + source.sheets.compactMap { sheet in
                tell([sheet.state], at: sheet.place, about([sheet.state])) { resources(of: sheet) }
            }
            + (notes[nil] ?? []).compactMap { note in
                tell([note.state], at: note.state.origin?.body.written) { resources(of: note) }
            }
        return told.sorted {
            ($0.moment, $0.states[0].entity) < ($1.moment, $1.states[0].entity)
        }
    }

    /// Nil for what the diary does not count, and for what has nothing to tell.
    private func tell(
        _ states: [EntityState], at moment: Int64?, _ notes: [Note],
        _ make: () -> [FHIRResource]
    ) -> FHIRTold? {
        let isForAll = states.allSatisfy { $0.entity.audience == .everyone }
        guard isForAll, states.first?.origin != nil else { return nil }
        var resources = make()
        guard let first = resources.first else { return nil }
        // On one of them: on each they would be read as often as there are sites.
        if !isGone(states[0]) { resources[0] = first.noted(annotations(notes)) }
        return FHIRTold(states: states, moment: moment ?? .min, resources: resources)
    }

    private func resources(of sheet: Sheet) -> [FHIRResource] {
        switch sheet.kind {
        case .checkIn: day(sheet)
        case .treatment: treatment(sheet)
        case .regimen: regimen(sheet)
        case .dose: dose(sheet)
        case .relapse: relapse(sheet)
        case .measure: measure(sheet)
        default: []
        }
    }
}

extension Sheet {
    /// Unix milliseconds; of what is about a day its midnight in UTC.
    fileprivate var place: Int64? {
        time?.instant
            ?? day.map { Int64($0.days).multipliedReportingOverflow(by: 86_400_000) }
            .flatMap { $0.overflow ? nil : $0.partialValue }
    }
}
