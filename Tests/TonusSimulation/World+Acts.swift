import Foundation
import TonusCore
import TonusDiary
import TonusProtocol
import TonusStore
import TonusTypes

/// What people do, by the production acts.
extension World {
    func act(_ device: SimulatedDevice) throws {
        let before = try device.logEnd()
        let any = try require(Act.allCases.randomElement(using: &random))
        let kind = cut != nil && steps.isMultiple(of: 2) ? .log : any
        do {
            try carryOut(kind, device, before)
            try saved(device, before)
            guard device.role != .viewer else {
                throw violated("I8", "a viewer wrote on \(device.name)")
            }
        } catch let error as SimulationError {
            throw error
        } catch  where isTroubled(device) {
            return note("\(device.name) \(kind), and the disk fails: \(label(error))")
        } catch {
            note("\(device.name) \(kind): \(label(error))")
            guard isExpected(error, device) else {
                throw violated("I17", "\(device.name) cannot \(kind): \(error)")
            }
            guard try device.logEnd() == before else {
                throw violated("I19", "a refused act changed \(device.name)")
            }
            return
        }
        note("\(device.name) \(kind): \(savedNow.count) changes")
    }

    /// From here on, a person was told that it is saved.
    private func saved(_ device: SimulatedDevice, _ before: LogEnd) throws {
        if device.clockOffset == Self.corrected { device.clockOffset = 0 }
        savedNow = Set(try device.changes(after: before))
        alive.formUnion(savedNow)
    }

    private func isExpected(_ error: any Error, _ device: SimulatedDevice) -> Bool {
        switch error {
        case StoreError.viewerCannotWrite: device.role == .viewer
        case StoreError.caregiverCannotWritePrivately: device.role == .caregiver
        case is ReferenceError, is ActError, is DecisionError, NothingToDo.here: true
        default: false
        }
    }

    private func label(_ error: any Error) -> String {
        switch error {
        case ReferenceError.writtenOver: "written over"
        case DecisionError.ownWordsOnly: "somebody else's words"
        default: "\(error)"
        }
    }

    private enum NothingToDo: Error { case here }

    private enum Act: CaseIterable {
        case log, logMany, rate, move, end, suspect, place, unplace, delete, deleteAsDuplicate
        case undo, undoAny, redo, link, unlink, note, privateNote, tally, none, decide, newer
    }

    private func carryOut(
        _ act: Act, _ device: SimulatedDevice, _ before: LogEnd
    ) throws {
        let replica = try device.replica()
        let moment = Moment(milliseconds: device.now, zone: .utc)
        switch act {
        case .log, .logMany:
            let words = ["leg \(score())", "left calf \(score())", "\(score())"]
            for _ in 0..<(act == .log ? 1 : Int.random(in: 2...5, using: &random)) {
                let text = try require(words.randomElement(using: &random))
                try log(text, replica, moment)
                try saved(device, before)
            }
        case .rate: try edit(device, "severity=\(score())", moment)
        case .move: try edit(device, "onset=\(Int.random(in: 1...40, using: &random))m", moment)
        case .end:
            let ends = ["end=1m", "end=2m", "end=ongoing", "end=unknown"]
            try edit(device, try require(ends.randomElement(using: &random)), moment)
        case .suspect:
            try edit(device, "trigger=\(random.chance(1, of: 3) ? "-" : "")heat", moment)
        case .place: try edit(device, "site=left calf", moment)
        case .unplace: try edit(device, "site=-leg", moment)
        case .delete:
            let key = try episode(device)
            try record(replica) { _ = try $0.delete(key) }
        case .deleteAsDuplicate:
            let (key, other) = (try episode(device), try episode(device))
            try record(replica) { _ = try $0.delete(key, sameAs: other) }
        case .undo: _ = try replica.undo(.lastHere, zoneOffset: 0)
        case .undoAny:
            let latest = try replica.read { try $0.latestHistory(30) }
            guard let entry = latest.randomElement(using: &random) else { throw NothingToDo.here }
            _ = try replica.undo(.change(entry.change.id), zoneOffset: 0)
        case .redo: _ = try replica.redo(.lastHere, zoneOffset: 0)
        case .link:
            let (a, b) = (try episode(device), try episode(device))
            try record(replica) { try $0.link(a, b) }
        case .unlink:
            let key = try episode(device)
            try record(replica) { _ = try $0.unlink(key) }
        case .note, .privateNote:
            let key = try episode(device)
            let text = "word \(Int.random(in: 0..<100, using: &random))"
            try record(replica) {
                try $0.attach(
                    .note, act == .note ? .everyone : .owner, to: key,
                    Note.writes(text, about: key.id))
            }
        case .tally:
            let draft = try TallyDraft(words: ["12", "for", "1h"], at: moment)
            try record(replica) { $0.add(.tally, .everyone, draft.writes()) }
        case .none: try sayNone(replica, moment)
        case .decide: try decide(replica)
        case .newer: try writeAsNewer(device)
        }
    }

    private func score() -> Int { Int.random(in: 0...10, using: &random) }

    private func record(_ replica: Replica, _ act: (inout Intent) throws -> Void) throws {
        try replica.record(zoneOffset: 0, act)
    }

    private func episode(_ device: SimulatedDevice) throws -> EntityKey {
        guard let key = try device.latestEpisodes().randomElement(using: &random) else {
            throw NothingToDo.here
        }
        return key
    }

    private func log(_ text: String, _ replica: Replica, _ moment: Moment) throws {
        var draft = try EpisodeDraft(
            words: text.split(separator: " ").map(String.init), at: moment)
        draft.onset = draft.onset ?? moment.point
        try record(replica) { intent in
            let member = intent.member
            intent.add(.episode, .everyone, draft.writes(over: nil, by: member))
        }
    }

    private func edit(_ device: SimulatedDevice, _ text: String, _ moment: Moment) throws {
        let replica = try device.replica()
        let key = try episode(device)
        let assignment = try Assignment(text, at: moment)
        let (cell, member, before) = try replica.record(zoneOffset: 0) { intent in
            let state = try intent.state(of: key)
            let write = assignment.write(over: state, by: intent.member)
            intent.write([write], on: state)
            return (write.cell, intent.member, state.cells[write.cell] ?? [])
        }
        let after = try replica.read { try $0.state(of: key) }.cells[cell] ?? []
        let isMine = { (write: LiveWrite) in
            assignment.field.rule != .perReporter || write.author.member == member
        }
        // What was just written on what was seen is what is shown, and nobody else's is touched.
        guard after.count(where: isMine) == 1 else {
            throw violated("I7", "an edit of \(assignment.field.name) did not replace what it saw")
        }
        guard after.filter({ !isMine($0) }) == before.filter({ !isMine($0) }) else {
            throw violated("I2", "an edit of \(assignment.field.name) replaced another's rating")
        }
    }

    /// Something about the day: that there was no spasm, how it was, what was there, or a dose that is due
    /// to all of them.
    private func sayNone(_ replica: Replica, _ moment: Moment) throws {
        let today = moment.point.localDate
        let number = Int64.random(in: 0...3, using: &random)
        let due = TimeOfDay(minutes: 480)
        try record(replica) { intent in
            switch number {
            case 0: try intent.say(.none(true, on: today), on: .checkIn(today))
            case 1:
                try intent.say(
                    [
                        Assignment(.checkInDate, .date(today)),
                        Assignment(.spasticity, .integer(number)),
                        Assignment(.troubled, key: [UInt8(number)], .integer(number)),
                    ], on: .checkIn(today))
            case 2:
                try intent.say(
                    [
                        Assignment(.exposedFactor, .integer(3)),
                        Assignment(.exposedDate, .date(today)),
                        Assignment(.exposure, number == 2 ? .boolean(intent.now % 2 == 0) : nil),
                    ], on: .derived(.factorExposure, CanonicalKey.exposure(.heat, today)))
            default:
                guard let due else { return }
                let key = CanonicalKey.dose(EntityID(high: 5, low: 5), today, due)
                try intent.say(
                    [Assignment(.doseStatus, .integer(1 + intent.now % 3))],
                    on: .derived(.dose, key))
            }
        }
    }

    private func decide(_ replica: Replica) throws {
        let items = try replica.read { try $0.inbox() }
        guard !items.isEmpty else { throw NothingToDo.here }
        try replica.rememberInbox(items)
        let number = Int.random(in: 1...items.count, using: &random)
        let decision: Decision =
            random.chance(1, of: 5) ? .separate : .option(Int.random(in: 0...1, using: &random))
        _ = try replica.settle(number, decision, zoneOffset: 0)
    }

    /// A field, a kind and a value that this version does not know.
    private func writeAsNewer(_ device: SimulatedDevice) throws {
        guard luck.newerVersion else { throw NothingToDo.here }
        let key = random.chance(1, of: 2) ? try? episode(device) : nil
        // Field 9 of a value, a varint.
        let replica = try device.replica()
        let value = Value.unknown([0x48, UInt8.random(in: 1...3, using: &random)])
        try record(replica) { intent in
            let entity =
                key
                ?? EntityKey(
                    audience: .everyone, kind: 77, id: EntityID(high: 7, low: 7))
            let state = try intent.state(of: entity)
            let cell = CellAddress(field: key == nil ? 7_700 : 190)
            intent.write(
                [
                    Write(
                        cell: cell, value: value, replaces: (state.cells[cell] ?? []).map(\.change))
                ],
                on: state)
        }
    }
}

extension Zone {
    static let utc = Zone(identifier: "UTC", offset: { _ in 0 }, abbreviation: { _ in "UTC" })
}
