import DiaryGenerator
import Foundation
import Testing
import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// What was made is written, and read back.
struct ReplicaTests {
    private let folder = NSTemporaryDirectory() + "tonus-generated-\(UUID().uuidString)"

    private func diary(_ profile: Profile) throws -> GeneratedDiary {
        try GeneratedDiary(DiaryPlan(profile, days: 90, seed: 3))
    }

    @Test(arguments: [Profile.moderate, .cluster])
    func `every entry can be read back, and the figures are those of the acts`(
        profile: Profile
    ) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let diary = try diary(profile)
        let replica = try diary.write(to: folder)
        for (kind, keys) in Dictionary(grouping: diary.ownActs, by: \.kind) {
            let kind = try #require(kind)
            let wanted = Set(keys.map(\.entity))
            #expect(try entities(kind, in: replica) == wanted)
        }
        let (made, read) = (diary.figures, try replica.read { try $0.figures(diary.days) })
        #expect(Set(read.episodes.map(Line.init)) == Set(made.episodes.map(Line.init)))
        #expect(read.tallies.map(\.count).sorted() == made.tallies.map(\.count).sorted())
        #expect(
            read.days.map(\.spasticity) == made.days.sorted { $0.date < $1.date }.map(\.spasticity))
        #expect(read.exposures.count == made.exposures.count)
        #expect(read.doses.count == made.doses.count)
        #expect(read.exercises.count == made.exercises.count)
        #expect(read.names == made.names)
    }

    @Test func `every entry has the moment at which it was written`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let diary = try diary(.moderate)
        let read = try diary.write(to: folder).read { try $0.figures(diary.days) }
        let made = Dictionary(grouping: diary.figures.episodes, by: \.onset)
            .mapValues { Set($0.map(\.written)) }
        for one in read.episodes { #expect(made[one.onset]?.contains(one.written) == true) }
    }

    @Test func `a caregiver's entries are a caregiver's`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let diary = try diary(.moderate)
        let (own, caregiver) = try diary.write(
            to: folder + "/own", caregiver: "Ana", in: folder + "/ana")
        let theirs = Set(diary.caregiverActs.map(\.entity))
        #expect(!theirs.isEmpty)
        let (helper, patient) = (try caregiver.state().member, try own.state().member)
        #expect(helper != patient)
        for key in theirs {
            #expect(try own.read { try $0.episode(key) }.author?.member == helper)
        }
        #expect(
            try entities(.episode, in: own)
                == Set(diary.acts.filter { $0.kind == .episode }.map(\.entity)))
        #expect(try own.people().members[helper]?.name == "Ana")
    }

    @Test func `what the caregivers wrote is shared out among helpers, all of it and none twice`()
        throws
    {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let diary = try diary(.moderate)
        let shares = try (0..<2).map { place in
            try entities(.episode, in: diary.writeHelper(place, of: 2, to: "\(folder)/\(place)"))
        }
        #expect(shares.allSatisfy { !$0.isEmpty })
        #expect(shares[0].isDisjoint(with: shares[1]))
        #expect(shares[0].union(shares[1]) == Set(diary.caregiverActs.map(\.entity)))
    }

    @Test func `a diary that is there already is left alone`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let diary = try GeneratedDiary(DiaryPlan(.mild, days: 3, seed: 3))
        try diary.write(to: folder)
        #expect(throws: WritingError.folderInUse(folder)) { try diary.write(to: folder) }
    }

    private func entities(_ kind: Kind, in replica: Replica) throws -> Set<EntityKey> {
        try replica.read { snapshot in
            switch kind {
            case .episode:
                Set(try snapshot.episodes(from: .min, to: .max).map(\.state.entity))
            case .tally: Set(try snapshot.tallies(from: .min, to: .max).map(\.state.entity))
            default: Set(try snapshot.sheets(kind).map(\.key))
            }
        }
    }

    /// What the figures say of an episode.
    private struct Line: Hashable {
        let onset: Int64
        let offset: Int
        let end: Int64?
        let severity: Int?
        let pain: Int?
        let character: String?
        let sites: [Site]

        init(_ one: DiaryFigures.Episode) {
            (onset, offset, end) = (one.onset, one.offset, one.end)
            (severity, pain, character) = (one.severity, one.pain, one.character)
            sites = one.sites
        }
    }
}
