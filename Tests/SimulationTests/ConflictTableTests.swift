import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusProtocol
import TonusSimulation
import TonusStore
import TonusTypes

/// What a patient and a caregiver write apart, row by row, and what all three devices then show,
/// whoever syncs first. Kinds that have no commands yet are written as bare cells.
struct ConflictTableTests {
    private static let folder =
        scratchFolder("table")
    private static let template = Task { try await Template(folder: folder + "/template") }

    /// Runs one row in both orders: what stands before, what each does apart, and what is then true
    /// on every device.
    private func row(
        _ name: String, before: (Meeting) throws -> [EntityKey] = { _ in [] },
        patient: (SimulatedDevice, [EntityKey]) throws -> Void,
        caregiver: (SimulatedDevice, [EntityKey]) throws -> Void,
        then check: (SimulatedDevice, [EntityKey], Meeting) throws -> Void
    ) async throws {
        for caregiverFirst in [false, true] {
            let meeting = try Meeting(
                template: try await Self.template.value,
                folder: "\(Self.folder)/\(name)-\(caregiverFirst)", seed: UInt64(name.utf8.count))
            let keys = try before(meeting)
            try await meeting.meet(caregiverFirst: false)
            meeting.network.now += 60_000
            try patient(meeting.patient, keys)
            meeting.network.now += 60_000
            try caregiver(meeting.caregiver, keys)
            try await meeting.meet(caregiverFirst: caregiverFirst)
            for device in meeting.all {
                try check(device, keys, meeting)
                #expect(try device.replica().check().damage.isEmpty)
            }
            let digests = try meeting.all.map { try $0.everyonesDigest() }
            #expect(Set(digests).count == 1, "\(name)")
        }
    }

    private func oneEpisode(_ text: String) -> (Meeting) throws -> [EntityKey] {
        { meeting in [try meeting.patient.log(text)] }
    }

    private func points(_ episode: Episode) -> [Int] { episode.severities.map(\.told.points) }

    @Test func `1: one spasm written down twice is suggested, and one once linked`() async throws {
        try await row(
            "1", patient: { device, _ in _ = try device.log("left calf 6 3m") },
            caregiver: { device, _ in _ = try device.log("left leg 4 1m") }
        ) { device, _, meeting in
            let inbox = try device.inbox()
            guard case .twins(let a, let b)? = inbox.first, inbox.count == 1 else {
                Issue.record("no suggestion on \(device.name)")
                return
            }
            guard device === meeting.third else { return }
            let replica = try device.replica()
            try replica.record(zoneOffset: 0) { try $0.link(a.state.entity, b.state.entity) }
            let whole = try device.episode(b.state.entity)
            #expect(points(whole) == [6, 4])
            #expect(whole.onset == a.onset)
            #expect(try replica.read { try $0.episodeCount() } == 1)
            _ = try replica.undo(.lastHere, zoneOffset: 0)
            #expect(try replica.read { try $0.episodeCount() } == 2)
        }
    }

    @Test func `2: an end and another person's rating are both kept`() async throws {
        try await row(
            "2", before: oneEpisode("calf 30m"),
            patient: { device, keys in try device.edit(keys[0], "end=1m") },
            caregiver: { device, keys in try device.edit(keys[0], "severity=7") }
        ) { device, keys, _ in
            let episode = try device.episode(keys[0])
            #expect(points(episode) == [7])
            #expect(episode.endInstant != nil)
            #expect(try device.conflicts().isEmpty)
        }
    }

    @Test func `3: of two ends the patient's is shown, and both are there to choose`() async throws
    {
        try await row(
            "3", before: oneEpisode("calf 30m"),
            patient: { device, keys in try device.edit(keys[0], "end=15m") },
            caregiver: { device, keys in try device.edit(keys[0], "end=1m") }
        ) { device, keys, meeting in
            let episode = try device.episode(keys[0])
            let live = try meeting.patient.state(keys[0]).live(Field.ending.number)
            let own = live.first { $0.author.member == episode.author?.member }
            #expect(episode.endInstant == own?.value?.time?.instant)
            #expect(episode.otherEndings.count == 1)
            #expect(try device.conflicts() == [Field.ending.number])
        }
    }

    @Test func `4: a place and an end on what was going on are both kept`() async throws {
        try await row(
            "4", before: oneEpisode("calf 30m end=ongoing"),
            patient: { device, keys in try device.edit(keys[0], "site=left thigh") },
            caregiver: { device, keys in try device.edit(keys[0], "end=1m") }
        ) { device, keys, _ in
            let episode = try device.episode(keys[0])
            #expect(episode.sites.contains(Site(.thigh, .left)))
            #expect(episode.endInstant != nil)
        }
    }

    @Test func `5: what is added to an episode brings it back, marked`() async throws {
        let dose = Write(cell: CellAddress(field: 900), value: .integer(1))
        try await row(
            "5",
            before: { [try $0.patient.log("calf 30m"), try $0.patient.log("back 3h")] },
            patient: { device, keys in try device.delete(keys[0], sameAs: keys[1]) },
            caregiver: { device, keys in
                _ = try device.attach(.dose, to: keys[0], [dose])
            }
        ) { device, keys, _ in
            #expect(try !device.state(keys[0]).isHidden)
            #expect(try device.state(keys[0]).isContested)
            #expect(try device.conflicts() == [0])
            let added = try device.state(keys[0]).cells(of: EntityState.attachedField)
            guard let id = added.first.flatMap({ EntityID(bytes: $0.key) }) else {
                Issue.record("nothing was added on \(device.name)")
                return
            }
            let key = EntityKey(audience: .everyone, kind: Kind.dose.rawValue, id: id)
            #expect(try device.state(key).live(900).map(\.value) == [.integer(1)])
        }
    }

    @Test func `6: of two deleted as duplicates of each other one stays, with its notes`()
        async throws
    {
        try await row(
            "6",
            before: { meeting in
                let keys = [
                    try meeting.patient.log("calf 6 30m"), try meeting.patient.log("calf 5 31m"),
                ]
                for (key, text) in zip(keys, ["first", "second"]) {
                    _ = try meeting.patient.attach(
                        .note, to: key, Note.writes(text, about: key.id))
                }
                return keys
            },
            patient: { device, keys in try device.delete(keys[0], sameAs: keys[1]) },
            caregiver: { device, keys in try device.delete(keys[1], sameAs: keys[0]) }
        ) { device, keys, _ in
            let replica = try device.replica()
            #expect(try replica.read { try $0.episodeCount() } == 1)
            let whole = try device.episode(keys[0])
            #expect(whole.isContested)
            #expect(try device.episode(keys[1]).id == whole.id)
            let notes = try replica.read { snapshot in
                try whole.parts.flatMap { try snapshot.notes(about: $0.entity.id) }
            }
            #expect(Set(notes.map(\.text)) == ["first", "second"])
        }
    }

    @Test func `7: each person's severity is shown, the patient's first`() async throws {
        try await row(
            "7", before: oneEpisode("calf 30m"),
            patient: { device, keys in try device.edit(keys[0], "severity=8") },
            caregiver: { device, keys in try device.edit(keys[0], "severity=5") }
        ) { device, keys, _ in
            let episode = try device.episode(keys[0])
            #expect(points(episode) == [8, 5])
            #expect(episode.severity?.points == 8)
            #expect(try device.conflicts().isEmpty)
        }
    }

    @Test func `8: a place added and another taken away are both carried out`() async throws {
        try await row(
            "8", before: oneEpisode("left calf 30m"),
            patient: { device, keys in try device.edit(keys[0], "site=right thigh") },
            caregiver: { device, keys in try device.edit(keys[0], "site=-left calf") }
        ) { device, keys, _ in
            let episode = try device.episode(keys[0])
            #expect(episode.sites == [Site(.thigh, .right)])
        }
    }

    private func derived(_ kind: Kind, _ key: String) -> EntityKey {
        EntityKey(
            audience: .everyone, kind: kind.rawValue,
            id: derivedEntityID(kind: kind.rawValue, canonicalKey: Array(key.utf8)))
    }

    @Test func `9: the same dose tapped by both is one`() async throws {
        let slot = derived(.dose, "baclofen\u{0}2026-11-19 08:00")
        try await row(
            "9", patient: { device, _ in try device.write(slot, [901: .integer(1)]) },
            caregiver: { device, _ in try device.write(slot, [901: .integer(1)]) }
        ) { device, _, _ in
            let live = try device.state(slot).live(901)
            #expect(live.count == 2)
            #expect(!live.register(patient: nil).isConflict)
        }
    }

    @Test func `10: skipped by one and taken by the other is one dose with two answers`()
        async throws
    {
        let slot = derived(.dose, "baclofen\u{0}2026-11-19 08:00")
        try await row(
            "10", patient: { device, _ in try device.write(slot, [901: .integer(2)]) },
            caregiver: { device, _ in try device.write(slot, [901: .integer(1)]) }
        ) { device, _, _ in
            let live = try device.state(slot).live(901)
            #expect(live.register(patient: nil).isConflict)
        }
    }

    @Test func `11: two people's check-ins of a day are one, a slot for each`() async throws {
        let day = Snapshot.checkInKey(LocalDate(days: 20_776))
        try await row(
            "11", patient: { device, _ in try device.write(day, [410: .integer(6)]) },
            caregiver: { device, _ in try device.write(day, [410: .integer(4)]) }
        ) { device, _, meeting in
            let patient = try meeting.patient.replica().state().member
            let slots = try device.state(day).live(410).perReporter(patient: patient)
            #expect(slots.map(\.reading.value) == [.integer(6), .integer(4)])
        }
    }

    @Test func `12: a day without spasms and a spasm on it are both kept, and asked about`()
        async throws
    {
        try await row(
            "12",
            patient: { device, _ in
                let today = device.moment.point.localDate
                try device.replica().record(zoneOffset: 0) { intent in
                    let state = try intent.state(of: Snapshot.checkInKey(today))
                    let member = intent.member
                    intent.write(
                        CheckIn.writes(none: true, on: today, over: state, by: member), on: state)
                }
            },
            caregiver: { device, _ in _ = try device.log("calf 4 1m") }
        ) { device, _, _ in
            let replica = try device.replica()
            #expect(try replica.read { try $0.episodeCount() } == 1)
            let questions = try replica.read { try $0.questions() }
            guard case .spasmsOnFreeDay(_, let count)? = questions.first else {
                Issue.record("no question on \(device.name)")
                return
            }
            #expect(count == 1)
        }
    }

    @Test func `13: two corrections of an onset are both shown, the patient's first`() async throws
    {
        try await row(
            "13", before: oneEpisode("calf 10m"),
            patient: { device, keys in try device.edit(keys[0], "onset=50m") },
            caregiver: { device, keys in try device.edit(keys[0], "onset=20m") }
        ) { device, keys, meeting in
            let episode = try device.episode(keys[0])
            let live = try meeting.patient.state(keys[0]).live(Field.onset.number)
            let own = live.first { $0.author.member == episode.author?.member }
            #expect(episode.onset == own?.value?.time)
            #expect(episode.otherOnsets.count == 1)
            #expect(try device.conflicts() == [Field.onset.number])
        }
    }

    @Test func `14: two people's notes stay two, each with its author`() async throws {
        func note(_ device: SimulatedDevice, _ key: EntityKey, _ text: String) throws {
            _ = try device.attach(.note, to: key, Note.writes(text, about: key.id))
        }
        try await row(
            "14", before: oneEpisode("calf 10m"),
            patient: { device, keys in try note(device, keys[0], "after bath") },
            caregiver: { device, keys in try note(device, keys[0], "after stairs") }
        ) { device, keys, _ in
            let notes = try device.replica().read { try $0.notes(about: keys[0].id) }
            #expect(Set(notes.map(\.text)) == ["after bath", "after stairs"])
            #expect(Set(notes.map { $0.author?.member }).count == 2)
        }
    }

    @Test func `15: two strengths of one regimen are both there to choose from`() async throws {
        let regimen = EntityKey(
            audience: .everyone, kind: Kind.regimen.rawValue, id: EntityID(high: 1, low: 15))
        try await row(
            "15",
            before: { meeting in
                try meeting.patient.write(regimen, [801: .integer(5)])
                return []
            },
            patient: { device, _ in try device.write(regimen, [801: .integer(20)]) },
            caregiver: { device, _ in try device.write(regimen, [801: .integer(10)]) }
        ) { device, _, _ in
            let live = try device.state(regimen).live(801)
            #expect(Set(live.map(\.value)) == [.integer(20), .integer(10)])
        }
    }

    @Test func `16: a clock a day fast moves no event, and is noticed`() async throws {
        try await row(
            "16", before: oneEpisode("calf 10m"),
            patient: { device, keys in
                device.clockOffset = 86_400_000
                try device.edit(keys[0], "pain=3")
                device.clockOffset = 0
            },
            caregiver: { device, keys in try device.edit(keys[0], "trigger=heat") }
        ) { device, keys, meeting in
            let episode = try device.episode(keys[0])
            #expect(episode.onset.map { $0.instant < meeting.network.now } == true)
            #expect(episode.pain?.points == 3)
            if device === meeting.caregiver {
                #expect(try device.replica().check().suspectStamps == 1)
                let clock = try device.replica().state().clock
                #expect(!clock.isFarAhead(of: meeting.network.now))
            }
        }
    }

    @Test func `17: a new regimen and the end of the old one both apply`() async throws {
        let old = EntityKey(
            audience: .everyone, kind: Kind.regimen.rawValue, id: EntityID(high: 1, low: 17))
        let new = EntityKey(
            audience: .everyone, kind: Kind.regimen.rawValue, id: EntityID(high: 2, low: 17))
        try await row(
            "17",
            before: { meeting in
                try meeting.patient.write(old, [801: .integer(5)])
                return []
            },
            patient: { device, _ in try device.write(new, [801: .integer(10)]) },
            caregiver: { device, _ in try device.write(old, [803: .date(LocalDate(days: 20_776))]) }
        ) { device, _, _ in
            let (newer, older) = (try device.state(new), try device.state(old))
            #expect(newer.live(801).map(\.value) == [.integer(10)])
            #expect(older.live(801).map(\.value) == [.integer(5)])
            #expect(older.live(803).count == 1)
        }
    }

    @Test func `18: two people's words on one relapse are linked and both shown`() async throws {
        func relapse(_ high: UInt64) -> EntityKey {
            EntityKey(
                audience: .everyone, kind: Kind.relapse.rawValue, id: EntityID(high: high, low: 18))
        }
        let (hers, his) = (relapse(1), relapse(2))
        try await row(
            "18",
            patient: { device, _ in
                try device.write(
                    hers, [1100: .date(LocalDate(days: 100)), 1101: .date(LocalDate(days: 119))])
            },
            caregiver: { device, _ in try device.write(his, [1100: .date(LocalDate(days: 102))]) }
        ) { device, _, meeting in
            guard device === meeting.third else { return }
            try device.replica().record(zoneOffset: 0) { intent in
                let state = try intent.state(of: hers)
                let write = state.linkWrite(to: his.id, present: true)
                intent.write([write].compactMap { $0 }, on: state)
            }
            let (a, b) = (try device.state(hers), try device.state(his))
            #expect(a.linkedIDs == [his.id])
            let begins = (a.live(1100) + b.live(1100)).compactMap { $0.value?.date?.days }
            #expect(begins.min() == 100)
            // One says when it ended and the other does not: unclear, and both are there.
            #expect(a.live(1101).count == 1)
            #expect(b.live(1101).isEmpty)
            _ = try device.replica().undo(.lastHere, zoneOffset: 0)
        }
    }

    @Test func `19: what is opened again by who saw its end goes on`() async throws {
        try await row(
            "19",
            before: { [try $0.patient.log("calf 30m for 4m")] },
            patient: { device, keys in try device.edit(keys[0], "end=ongoing") },
            caregiver: { _, _ in }
        ) { device, keys, _ in
            let episode = try device.episode(keys[0])
            #expect(episode.ending == .ongoing)
            #expect(try device.conflicts().isEmpty)
        }
    }
}
