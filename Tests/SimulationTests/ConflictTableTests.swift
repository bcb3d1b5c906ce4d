import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusProtocol
import TonusSimulation
import TonusStore
import TonusTypes

/// What a patient and a caregiver write apart, row by row, and what all three devices then show,
/// whoever syncs first.
///
/// Rows 21 and 22, which end in the page for a clinician, are in `ConflictTableTests+Report.swift`. Row
/// 20 is of the command that takes in a table, so it is with real processes: `ExchangeTests`.
struct ConflictTableTests {
    static let folder = scratchFolder("table")
    static let template = Task { try await Template(folder: folder + "/template") }

    /// Runs one row in both orders: what stands before, what each does apart, and what is then true
    /// on every device.
    func row(
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

    func oneEpisode(_ text: String) -> (Meeting) throws -> [EntityKey] {
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

    static let regimen = EntityKey(
        audience: .everyone, kind: Kind.regimen.rawValue, id: EntityID(high: 1, low: 9))

    var slot: EntityKey {
        .derived(
            .dose,
            CanonicalKey.dose(
                Self.regimen.id, LocalDate(days: 20_776), TimeOfDay(minutes: 480).unsafelyUnwrapped)
        )
    }

    @Test func `9: the same dose tapped by both is one`() async throws {
        try await row(
            "9", patient: { device, _ in try device.say(slot, "status=taken") },
            caregiver: { device, _ in try device.say(slot, "status=taken") }
        ) { device, _, _ in
            let dose = try device.sheet(slot)
            #expect(dose.state.live(Field.doseStatus.number).count == 2)
            #expect(dose.conflicts.isEmpty)
            #expect(try device.replica().read { try $0.sheets(.dose).count } == 1)
        }
    }

    @Test func `10: skipped by one and taken by the other is one dose with two answers`()
        async throws
    {
        try await row(
            "10", patient: { device, _ in try device.say(slot, "status=skipped") },
            caregiver: { device, _ in try device.say(slot, "status=taken") }
        ) { device, _, _ in
            let dose = try device.sheet(slot)
            #expect(dose.conflicts == [.doseStatus])
            #expect(try device.conflicts() == [Field.doseStatus.number])
        }
    }

    @Test func `a dose that one says nothing is known of was still taken`() async throws {
        try await row(
            "unknown", patient: { device, _ in try device.say(slot, "status=unknown") },
            caregiver: { device, _ in try device.say(slot, "status=taken") }
        ) { device, _, _ in
            let dose = try device.sheet(slot)
            #expect(dose[.doseStatus] == .integer(Int64(DoseStatus.taken.rawValue)))
            #expect(dose.conflicts.isEmpty)
        }
    }

    @Test func `a factor that one does not know of does not hide what the other knows`()
        async throws
    {
        let day = LocalDate(days: 20_776)
        let key = EntityKey.derived(.factorExposure, CanonicalKey.exposure(.heat, day))
        try await row(
            "exposure",
            patient: { device, _ in try device.say(key, "factor=heat", "value=unknown") },
            caregiver: { device, _ in try device.say(key, "factor=heat", "value=yes") }
        ) { device, _, _ in
            let exposure = try device.sheet(key)
            #expect(exposure[.exposure] == .boolean(true))
            #expect(try device.conflicts().isEmpty)
        }
    }

    @Test func `11: two people's check-ins of a day are one, a slot for each`() async throws {
        let day = EntityKey.checkIn(LocalDate(days: 20_776))
        try await row(
            "11", patient: { device, _ in try device.say(day, "spasticity=6") },
            caregiver: { device, _ in try device.say(day, "spasticity=4") }
        ) { device, _, _ in
            let checkIn = try device.sheet(day)
            #expect(checkIn.reports(.spasticity).map(\.told) == [.integer(6), .integer(4)])
            #expect(checkIn[.spasticity] == .integer(6))
            #expect(checkIn.conflicts.isEmpty)
        }
    }

    @Test func `12: a day without spasms and a spasm on it are both kept, and asked about`()
        async throws
    {
        try await row(
            "12",
            patient: { device, _ in
                let today = device.moment.day
                try device.replica().record(zoneOffset: 0) { intent in
                    try intent.say(.none(true, on: today), on: .checkIn(today))
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
        try await row(
            "15",
            before: { meeting in
                try meeting.patient.say(Self.regimen, "amount=5", "unit=mg")
                return []
            },
            patient: { device, _ in try device.say(Self.regimen, "amount=20") },
            caregiver: { device, _ in try device.say(Self.regimen, "amount=10") }
        ) { device, _, _ in
            let regimen = try device.sheet(Self.regimen)
            #expect(regimen[.regimenAmount]?.amount?.text == "20")
            #expect(regimen.others(.regimenAmount).map { $0.amount?.text } == ["10"])
            #expect(try device.conflicts() == [Field.regimenAmount.number])
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
        let new = EntityKey(
            audience: .everyone, kind: Kind.regimen.rawValue, id: EntityID(high: 2, low: 17))
        try await row(
            "17",
            before: { meeting in
                try meeting.patient.say(Self.regimen, "amount=5", "start=1 may 2026")
                return []
            },
            patient: { device, _ in try device.say(new, "amount=10", "start=2026-06-01") },
            caregiver: { device, _ in try device.say(Self.regimen, "stopped=2026-05-31") }
        ) { device, _, _ in
            let (newer, older) = (try device.sheet(new), try device.sheet(Self.regimen))
            let change = try #require(older[.stoppedOn]?.date)
            #expect(older.isFollowed(on: change) && !newer.isFollowed(on: change))
            let next = LocalDate(days: change.days + 1)
            #expect(!older.isFollowed(on: next) && newer.isFollowed(on: next))
            #expect(try device.conflicts().isEmpty)
            #expect(try device.replica().read { try $0.questions() }.isEmpty)
        }
    }

    @Test(arguments: ["2026-05-31", "2026-06-10"])
    func `17: a regimen that nobody stopped in time is asked about, and so is a gap`(
        start: String
    ) async throws {
        let new = EntityKey(
            audience: .everyone, kind: Kind.regimen.rawValue, id: EntityID(high: 3, low: 17))
        func name(_ device: SimulatedDevice, _ key: EntityKey) throws {
            let treatment = Assignment(
                .regimenTreatment, .entity(EntityID(high: 4, low: 17)))
            try device.replica().record(zoneOffset: 0) { try $0.say([treatment], on: key) }
        }
        try await row(
            "17-\(start)",
            before: { meeting in
                try meeting.patient.say(Self.regimen, "start=1 may 2026")
                try name(meeting.patient, Self.regimen)
                return []
            },
            patient: { device, _ in
                try device.say(new, "amount=10", "start=\(start)")
                try name(device, new)
            },
            caregiver: { device, _ in try device.say(Self.regimen, "stopped=2026-06-02") }
        ) { device, _, _ in
            let questions = try device.replica().read { try $0.questions() }
            guard case .regimens(let clash, _)? = questions.first, questions.count == 1 else {
                Issue.record("no question on \(device.name)")
                return
            }
            #expect(clash.earlier.key == Self.regimen && clash.later.key == new)
            if start == "2026-05-31" {
                #expect(clash.kind == .overlap)
            } else {
                #expect(clash.kind != .overlap)
            }
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
                try device.say(hers, "onset=2026-05-01", "end=2026-05-20")
            },
            caregiver: { device, _ in try device.say(his, "onset=2026-05-03") }
        ) { device, _, meeting in
            // Counted as one before anybody linked them, and suggested for linking.
            #expect(try device.replica().read { try $0.relapses() }.count == 1)
            guard
                case .sameSpell(let first, let second)? = try device.replica().read({
                    try $0.questions()
                }).first
            else {
                Issue.record("no suggestion on \(device.name)")
                return
            }
            #expect(first.key == hers && second.key == his)
            guard device === meeting.third else { return }
            try device.replica().record(zoneOffset: 0) { try $0.link(hers, his) }
            #expect(try device.replica().read { try $0.questions() }.isEmpty)
            let all = try device.replica().read { try $0.relapses() }
            #expect(all.count == 1)
            let one = try #require(all.first)
            #expect(WhenFormat.iso(one.onset) == "2026-05-01")
            // One says when it ended and the other does not.
            #expect(one.isEndUnclear)
            try device.replica().record(zoneOffset: 0) { _ = try $0.unlink(his) }
            #expect(try device.state(hers).linkedIDs.isEmpty)
            _ = try device.replica().undo(.lastHere, zoneOffset: 0)
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
