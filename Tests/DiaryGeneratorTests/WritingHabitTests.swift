import DiaryGenerator
import Testing
import TonusCore
import TonusDiary

/// How people write: late, rounded, and not every day.
struct WritingHabitTests {
    @Test func `nothing is written before it happened, and all of it in order`() throws {
        for diary in try Diaries.all() {
            #expect(zip(diary.acts, diary.acts.dropFirst()).allSatisfy { $0.written <= $1.written })
            let early = diary.acts.filter { act in
                act.moments.contains { $0 > act.written } || act.dates.contains { $0 > act.date }
            }
            #expect(early.isEmpty, "\(early.prefix(1))")
        }
    }

    @Test func `one day of ten is missing, and in a relapse four`() throws {
        var (usual, inRelapse) = ((missing: 0, days: 0), (missing: 0, days: 0))
        for diary in try Diaries.moderate.get() {
            let missing = Set(diary.truth.missingDays)
            for day in diary.plan.firstDay.days...diary.plan.lastDay.days {
                let date = LocalDate(days: day)
                let isMissing = missing.contains(WhenFormat.iso(date)) ? 1 : 0
                if diary.isRelapse(date) {
                    inRelapse = (inRelapse.missing + isMissing, inRelapse.days + 1)
                } else {
                    usual = (usual.missing + isMissing, usual.days + 1)
                }
            }
        }
        let shares = [usual, inRelapse].map { Double($0.missing) / Double($0.days) }
        #expect(abs(shares[0] - 0.10) < 0.02, "\(shares)")
        #expect(inRelapse.days > 300 && abs(shares[1] - 0.40) < 0.06, "\(shares)")
    }

    @Test func `what is missing is not there, and what is not, is`() throws {
        for diary in try Diaries.all() {
            let figures = diary.figures
            let missing = Set(diary.truth.missingDays)
            let told = diary.counts
            #expect(told.keys.allSatisfy { !missing.contains(WhenFormat.iso($0)) })
            // What of the last day is told after the diary is over is not in it.
            let (known, all) = (told.values.reduce(0, +), diary.truth.spasmsOnObservedDays)
            #expect(known <= all && known >= all - 150, "\(known) of \(all)")
            // A day without a spasm says so.
            let whole = told.filter { $0.key < diary.plan.lastDay }
            let free = Set(figures.days.filter(\.isSpasmFree).map(\.date))
            #expect(free.allSatisfy { told[$0] == 0 })
            #expect(whole.allSatisfy { $0.value > 0 || free.contains($0.key) })
        }
    }

    @Test func `three of ten are written hours later, at a half hour of the clock`() throws {
        let episodes = try Diaries.moderate.get().flatMap(\.ownEpisodes)
        let late = episodes.filter { $0.act.written - $0.onset.instant > 3_600_000 }
        let heaped = late.filter { one in
            let local = one.onset.instant / 1000 + Int64(one.onset.offset)
            return local % 1800 == 0
        }
        let share = Double(late.count) / Double(episodes.count)
        #expect(abs(share - 0.30) < 0.02, "\(share)")
        // A prompt one that lasted an hour is not from memory.
        #expect(Double(heaped.count) / Double(late.count) > 0.97)
        let longest = late.map { $0.act.written - $0.onset.instant }.max() ?? 0
        #expect(longest < 23 * 3_600_000)
    }

    @Test func `one of twenty is written again by a caregiver, a little otherwise`() throws {
        let diaries = try Diaries.moderate.get()
        let own = diaries.reduce(0) { $0 + $1.ownEpisodes.count }
        let again = diaries.reduce(0) { $0 + $1.caregiverActs.count }
        #expect(abs(Double(again) / Double(own) - 0.05) < 0.01)
        let drafts = diaries.flatMap(\.caregiverActs).compactMap(\.draft)
        #expect(drafts.count == again)
    }

    @Test func `three of a hundred are never ended`() throws {
        var (open, all) = (0, 0)
        for diary in try Diaries.moderate.get() {
            var endings: [EntityKey: [Ending]] = [:]
            for act in diary.ownActs {
                if let draft = act.draft {
                    endings[act.entity, default: []] += [draft.ending].compactMap { $0 }
                }
            }
            all += endings.count
            open += endings.values.count { $0 == [.ongoing] }
        }
        #expect(abs(Double(open) / Double(all) - 0.03) < 0.01)
    }

    @Test func `the clocks change, and some days are spent elsewhere`() throws {
        for diary in try Diaries.all() {
            #expect(diary.truth.clockChanges.count == 6)
            #expect(diary.truth.journeys.count >= 2)
            let offsets = Set(diary.acts.map(\.offset))
            // Berlin in winter and in summer, and New York.
            #expect(offsets.isSuperset(of: [3600, 7200]))
            #expect(!offsets.isDisjoint(with: [-18_000, -14_400]))
            let zones = Set(diary.ownEpisodes.map(\.onset.zone))
            #expect(zones == ["Europe/Berlin", "America/New_York"])
        }
    }

    @Test func `there are at least six factors without an effect, and treatments of both kinds`()
        throws
    {
        for diary in try Diaries.all() {
            #expect(diary.truth.factors.count(where: \.isNull) >= 6)
            #expect(diary.truth.regimens.contains { $0.ratio < 1 })
            #expect(diary.truth.regimens.contains { $0.ratio == 1 })
        }
    }

    @Test func `there are falls in some diaries and relapses in some`() throws {
        let diaries = try Diaries.moderate.get()
        #expect(diaries.contains { $0.truth.falls.count > 3 })
        let relapses = diaries.reduce(0) { $0 + $1.truth.relapses.count }
        // 0.23 a year over 24 years.
        #expect((2...10).contains(relapses), "\(relapses)")
    }
}

extension Act {
    /// The moments that it speaks of.
    fileprivate var moments: [Int64] {
        switch said {
        case .episode(let draft):
            var found = [draft.onset?.instant].compactMap { $0 }
            if case .ended(let end)? = draft.ending { found.append(end.instant) }
            return found + draft.said.compactMap { $0.value?.time?.instant }
        case .entry(let said):
            // When a dose was due may lie ahead of when it was taken.
            return said.filter { $0.field != .doseSlot }.compactMap { $0.value?.time?.instant }
        }
    }

    fileprivate var dates: [LocalDate] {
        guard case .entry(let said) = said else { return [] }
        return said.compactMap { $0.value?.date }
    }

    /// The day on which it was written, there.
    fileprivate var date: LocalDate {
        TimePoint(instant: written, offset: offset, zone: "").localDate
    }
}
