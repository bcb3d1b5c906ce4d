import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusInsights
import TonusSimulation
import TonusStore
import TonusTesting
import TonusTypes

@testable import TonusCommands

/// The rows that end in the page for a clinician.
extension ConflictTableTests {
    /// What one device shows at the end.
    private struct Shown: Hashable {
        let digest: Hash
        let pages: [String]
    }

    private static let orders = [
        [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0],
    ]

    @Test func `21: three devices, in any order and twice, show the same and print the same page`()
        async throws
    {
        var shown: Set<Shown> = []
        for order in Self.orders {
            let meeting = try Meeting(
                template: try await Self.template.value,
                folder: "\(Self.folder)/21-\(order.map(String.init).joined())", seed: 21)
            let keys = try beforehand(meeting.patient)
            for device in meeting.all { _ = try await device.sync() }
            try writeApart(meeting, keys)
            for _ in 0..<2 {
                for place in order { _ = try await meeting.all[place].sync() }
            }
            try await receiveAgain(meeting)
            for device in meeting.all {
                let one = Shown(digest: try device.everyonesDigest(), pages: try device.pages())
                #expect(shown.isEmpty || shown.contains(one), "\(device.name) \(order)")
                shown.insert(one)
                #expect(try device.replica().check().damage.isEmpty)
            }
        }
        // Of pages on which nothing differed, or nothing stood, it would say nothing.
        let text = try #require(shown.first?.pages.last)
        #expect(text.contains(/Left to decide between people: [1-9]\d* that differ, [1-9]/))
        #expect(text.contains("hers, after the bath") && text.contains("Question: his"))
    }

    /// What all three know.
    private func beforehand(_ patient: SimulatedDevice) throws -> [EntityKey] {
        try patient.say(Self.regimen, "amount=5", "unit=mg", "start=1 nov", "times=8:00")
        return [try patient.log("left calf 6 30m"), try patient.log("back 4 3h")]
    }

    /// What each does without the others, at one moment of the clock.
    private func writeApart(_ meeting: Meeting, _ keys: [EntityKey]) throws {
        meeting.network.now += 60_000
        let (maria, ana, phone) = (meeting.patient, meeting.caregiver, meeting.third)
        let day = EntityKey.checkIn(maria.moment.day)
        try maria.edit(keys[0], "onset=50m", "end=1m", "character=stiff")
        try maria.say(day, "spasticity=6")
        try maria.say(Self.regimen, "amount=20")
        try maria.say(slot, "status=taken")
        _ = try maria.attach(
            .note, to: keys[0], Note.writes("hers, after the bath", about: keys[0].id))
        try ana.edit(keys[0], "onset=20m", "severity=4", "site=right thigh")
        try ana.edit(keys[1], "severity=5")
        try ana.say(day, "spasticity=4", "wakings=2")
        try ana.say(Self.regimen, "amount=10")
        try ana.say(slot, "status=skipped")
        _ = try ana.log("left leg 5 10m")
        _ = try ana.attach(
            .note, to: keys[0], Note.writes("his, after the stairs", about: keys[0].id))
        try ana.replica().record(zoneOffset: 0) { intent in
            try intent.say(
                [
                    Assignment(.questionText, .text("his")),
                    Assignment(.questionDate, .date(ana.moment.day)),
                ], on: intent.newEntity(.question))
        }
        try phone.delete(keys[1])
        try phone.edit(keys[0], "onset=40m")
        _ = try phone.log("left calf 3 12m")
        _ = try phone.log("right hand 2 1h for 4m")
    }

    /// All that the server holds comes once more, shuffled and twice, to everybody.
    private func receiveAgain(_ meeting: Meeting) async throws {
        var random = SplitMix64(seed: 21)
        let held = try await meeting.held().envelopes
        #expect(held.count > 2)
        for device in meeting.all {
            for _ in 0..<3 {
                _ = try device.replica().receive((held + held).shuffled(using: &random))
            }
        }
    }

    @Test func `22: the patient's private note is on no page, and with no caregiver`() async throws
    {
        let (open, secret) = ("for all to read", "for me alone")
        try await row(
            "22", before: oneEpisode("calf 10m"),
            patient: { device, keys in
                for (text, audience) in [(open, Audience.everyone), (secret, .owner)] {
                    // The latest note is the one that a page shows.
                    try device.replica().record(zoneOffset: 0) { intent in
                        try intent.attach(
                            .note, audience, to: keys[0], Note.writes(text, about: keys[0].id))
                    }
                }
            },
            caregiver: { device, keys in try device.edit(keys[0], "severity=5") }
        ) { device, keys, meeting in
            let isOwner = device !== meeting.caregiver
            let replica = try device.replica()
            let notes = try replica.read { try $0.notes(about: keys[0].id) }.map(\.text)
            #expect(Set(notes) == (isOwner ? [open, secret] : [open]), "\(device.name)")
            #expect(try device.files(hold: secret) == isOwner, "\(device.name)")
            #expect(try device.files(hold: open))
            let pages = try device.pages()
            for page in pages {
                #expect(page.contains(open), "\(device.name)")
                #expect(!page.contains(secret), "\(device.name)")
            }
            #expect(try pages == meeting.patient.pages())
        }
    }
}

extension SimulatedDevice {
    /// The page for a clinician of the last month: for a browser in both sizes, and as text.
    fileprivate func pages() throws -> [String] {
        let today = moment.day
        let report = try replica().report(LocalDate(days: today.days - 30)...today)
        let page = ReportPage(report, Catalogue(replica: nil), name: "Maria")
        return [false, true].map { page.html(isLarge: $0) }
            + [page.text(width: 1000).joined(separator: "\n")]
    }

    /// Whether these words stand anywhere in what it keeps on its disk.
    fileprivate func files(hold words: String) throws -> Bool {
        try FileManager.default.contentsOfDirectory(atPath: folder).contains { name in
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
            return data.range(of: Data(words.utf8)) != nil
        }
    }
}
