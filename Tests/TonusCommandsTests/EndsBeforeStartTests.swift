import Testing
import TonusCore
import TonusDiary
import TonusTypes

@testable import TonusCommands

/// An end before the start is refused while it is typed; how roughly either is known counts.
struct EndsBeforeStartTests {
    private static let now = InsightSentenceTests.now
    private static let minute: Int64 = 60_000
    private static let day: Int64 = 1440 * minute

    /// So long after noon of Friday 20 November 2026, UTC.
    private func time(
        _ after: Int64, _ precision: TimePoint.Precision = .exact, from: Int64? = nil,
        to: Int64? = nil
    ) -> TimePoint {
        let noon: Int64 = 1_795_176_000_000
        return TimePoint(
            instant: noon + after, offset: 0, zone: "UTC", precision: precision,
            earliest: from.map { noon + $0 }, latest: to.map { noon + $0 })
    }

    private func isRefused(_ onset: TimePoint?, _ ending: Ending?) -> Bool {
        do throws(EndsBeforeStart) {
            try EndsBeforeStart.check(onset, ending)
            return false
        } catch {
            return true
        }
    }

    @Test func `an end is refused from the first moment by which it is before the start`() {
        #expect(!isRefused(time(0), .ended(time(1))))
        #expect(!isRefused(time(0), .ended(time(0))))
        #expect(isRefused(time(0), .ended(time(-1))))
    }

    @Test func `where one of the two is not known nothing is refused`() {
        #expect(!isRefused(nil, .ended(time(0))))
        for ending in [nil, Ending.ongoing, .unknown] {
            #expect(!isRefused(time(0), ending))
        }
    }

    @Test func `a day may hold any moment of it, the day before none`() {
        let today = time(0, .day)
        #expect(!isRefused(today, .ended(time(-5 * Self.minute))))
        #expect(!isRefused(time(5 * Self.minute), .ended(today)))
        #expect(!isRefused(today, .ended(today)))
        #expect(isRefused(today, .ended(time(-Self.day, .day))))
        #expect(isRefused(time(-Self.minute), .ended(time(-Self.day, .day))))
        #expect(!isRefused(time(-Self.day, .day), .ended(today)))
    }

    @Test func `a span of time is before another only where all of it is`() {
        let morning = time(0, .partOfDay, from: -180 * Self.minute, to: 180 * Self.minute)
        #expect(!isRefused(morning, .ended(time(-180 * Self.minute))))
        #expect(isRefused(morning, .ended(time(-180 * Self.minute - 1))))
        #expect(!isRefused(time(180 * Self.minute), .ended(morning)))
        #expect(isRefused(time(180 * Self.minute + 1), .ended(morning)))
    }

    @Test func `the error carries both times, and they are said`() throws {
        let error = try #require(throws: EndsBeforeStart.self) {
            try EndsBeforeStart.check(time(0), .ended(time(-10 * Self.minute)))
        }
        #expect(error.onset == time(0) && error.end == time(-10 * Self.minute))
        let told = InsightSentenceTests.words.failure(error, at: Self.now)
        #expect(told.code == 65)
        let text = told.lines.joined(separator: "\n")
        #expect(text.contains("11:50") && text.contains("12:00"))
    }

    // MARK: - Of an episode that is there

    private func episode(_ onset: TimePoint, _ ending: Ending?) -> Episode {
        let member = MemberID(high: 1, low: 1)
        var draft = EpisodeDraft()
        (draft.onset, draft.ending) = (onset, ending)
        let key = EntityKey(
            audience: .everyone, kind: Kind.episode.rawValue, id: EntityID(high: 1, low: 1))
        var body = ChangeBody(entity: key, timestamp: .zero, written: 0, writtenOffset: 0)
        body.writes = draft.writes(over: nil, by: member)
        let change = Change(
            id: ChangeID(high: 1, low: 1),
            author: Author(device: DeviceID(high: 1, low: 1), member: member), body: body)
        return Episode(EntityState(key, alone: change), patient: member)
    }

    private func isRefused(_ said: [Assignment], of episode: Episode) -> Bool {
        do throws(EndsBeforeStart) {
            try said.check(on: episode)
            return false
        } catch {
            return true
        }
    }

    private func onset(_ after: Int64) -> Assignment { Assignment(.onset, .time(time(after))) }
    private func end(_ after: Int64) -> Assignment { Assignment(.ending, .time(time(after))) }
    private var ongoing: Assignment { Assignment(.ending, .integer(0)) }

    @Test func `an edit of one end is held against the other that is there`() {
        let there = episode(time(0), .ended(time(10)))
        #expect(!isRefused([onset(10)], of: there) && isRefused([onset(11)], of: there))
        #expect(!isRefused([end(0)], of: there) && isRefused([end(-1)], of: there))
    }

    @Test func `an edit of both is held against itself, the last word of each`() {
        let there = episode(time(0), .ended(time(10)))
        #expect(!isRefused([onset(20), end(30)], of: there))
        #expect(isRefused([end(19), onset(20)], of: there))
        #expect(!isRefused([onset(20), ongoing], of: there))
        #expect(!isRefused([onset(40), end(30), onset(20)], of: there))
        #expect(isRefused([onset(20), end(30), end(10)], of: there))
    }

    @Test func `an edit of anything else is taken, also where two devices made it end too early`() {
        let turned = episode(time(10), .ended(time(0)))
        #expect(!isRefused([Assignment(.severity, .integer(3))], of: turned))
        #expect(!isRefused([], of: turned))
        #expect(!isRefused([onset(0)], of: turned))
    }

    @Test func `what is typed of an episode is held against it, and a new one against itself`() {
        func isRefused(_ onset: TimePoint?, _ ending: Ending?, _ episode: Episode? = nil) -> Bool {
            var draft = EpisodeDraft()
            (draft.onset, draft.ending) = (onset, ending)
            do throws(EndsBeforeStart) {
                try draft.check(on: episode)
                return false
            } catch {
                return true
            }
        }
        #expect(isRefused(time(1), .ended(time(0))) && !isRefused(time(0), .ended(time(1))))
        #expect(!isRefused(nil, .ended(time(0))))
        let there = episode(time(0), .ended(time(10)))
        #expect(isRefused(nil, .ended(time(-1)), there) && !isRefused(nil, .ended(time(0)), there))
        #expect(isRefused(time(11), nil, there) && !isRefused(time(11), .ongoing, there))
        #expect(!isRefused(nil, nil, episode(time(10), .ended(time(0)))))
    }
}
