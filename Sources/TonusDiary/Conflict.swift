import TonusCore
import TonusTypes

/// Something about one entity that a person should decide: a reading of its live writes, so that
/// every replica of an audience finds the same.
public struct Conflict: Hashable, Sendable {
    /// One of the values that stand side by side.
    public struct Option: Hashable, Sendable {
        /// Nil: nothing.
        public let value: Value?
        /// Who wrote it, in the order in which it would be shown.
        public let writes: [LiveWrite]
    }

    public let entity: EntityKey
    /// Field 0: the entity was deleted by one and edited by another.
    public let cell: CellAddress
    /// Whose own words differ, and who alone can say which is right; nil: anyone who may write.
    public let reporter: MemberID?
    /// In the inbox's second list, "also differed".
    public let isQuiet: Bool
    /// The one that is shown comes first. Empty where it is about a delete.
    public let options: [Option]
    /// Who deleted it, where it is about that.
    public let deletedBy: [Author]
    /// Every live write that a decision replaces, sorted; of a delete, the deletes.
    public let changes: [ChangeID]

    public var isAboutDelete: Bool { cell.field == 0 }
    public var field: Field? { Field.known(cell.field) }

    /// The write that settles it. It replaces what its author saw and nothing that came since.
    public func settling(on value: Value?) -> Write {
        Write(cell: cell, value: value, replaces: changes)
    }
}

extension EntityState {
    /// What a person should decide about this entity; none of what is hidden.
    ///
    /// Fields that a newer version has are left to it.
    public func conflicts(patient: MemberID?) -> [Conflict] {
        if isHidden { return [] }
        var found: [Conflict] = []
        if isContested {
            found.append(
                Conflict(
                    entity: entity, cell: CellAddress(field: 0), reporter: nil, isQuiet: false,
                    options: [], deletedBy: deletes.map(\.author), changes: deletes.map(\.id)))
        }
        // One write alone differs from nothing.
        for (cell, live) in cells where live.count > 1 {
            guard let field = Field.known(cell.field) else { continue }
            switch field.rule {
            case .register, .quiet, .ranked:
                found += conflict(cell, field, field.read(live, patient: patient))
            case .perReporter:
                for (member, reading) in live.perReporter(patient: patient) {
                    found += conflict(cell, field, reading, reporter: member)
                }
            case .element: break
            }
        }
        return found
    }

    private func conflict(
        _ cell: CellAddress, _ field: Field, _ reading: Reading, reporter: MemberID? = nil
    ) -> [Conflict] {
        guard reading.isConflict, let shown = reading.shown else { return [] }
        var options: [Conflict.Option] = []
        for write in [shown] + reading.others {
            // Of a ranked field, only the highest rank is there to choose from.
            if field.rule == .ranked, field.rank(write.value) != field.rank(shown.value) {
                continue
            }
            if let place = options.firstIndex(where: { $0.value == write.value }) {
                options[place] = Conflict.Option(
                    value: write.value, writes: options[place].writes + [write])
            } else {
                options.append(Conflict.Option(value: write.value, writes: [write]))
            }
        }
        return [
            Conflict(
                entity: entity, cell: cell, reporter: reporter, isQuiet: field.isQuiet,
                options: options, deletedBy: [],
                changes: ([shown] + reading.others).map(\.change).sorted())
        ]
    }
}

extension Conflict {
    /// The writes of one more episode, which is like this one but for one value: where a conflict
    /// turns out to be two spasms.
    ///
    /// Another person's own ratings stay on the first: nobody can give them a second time.
    public func separating(
        _ option: Option, from state: EntityState, patient: MemberID?, by member: MemberID
    ) -> [Write] {
        state.cells.compactMap { cell, live in
            guard let field = Field.known(cell.field), Field.ofEpisode.contains(field) else {
                return nil
            }
            if cell == self.cell { return Write(cell: cell, value: option.value) }
            let seen =
                field.rule == .perReporter ? live.filter { $0.author.member == member } : live
            let value =
                field.rule == .element
                ? (seen.isPresent ? .boolean(true) : nil) : field.read(seen, patient: patient).value
            return value.map { Write(cell: cell, value: $0) }
        }
    }
}
