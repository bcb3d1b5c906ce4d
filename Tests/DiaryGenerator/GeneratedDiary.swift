import TonusCore
import TonusDiary
import TonusTesting

/// A diary as a person and who helps them would have written it, and what is true behind it.
package struct GeneratedDiary: Sendable {
    package let plan: DiaryPlan
    /// In the order in which they were written down.
    package let acts: [Act]
    package let truth: Truth

    /// From the plan's own seed.
    package init(_ plan: DiaryPlan) throws {
        var random = SplitMix64(seed: plan.seed)
        try self.init(plan, using: &random)
    }

    package init(_ plan: DiaryPlan, using random: inout SplitMix64) throws {
        self.plan = plan
        var branch = random.branch()
        let itinerary = Itinerary(plan, &branch)
        branch = random.branch()
        let illness = Illness(plan, itinerary, &branch)
        branch = random.branch()
        var diarist = Diarist(plan, itinerary, illness, &branch)
        acts = try diarist.writtenDown()
        truth = Truth(plan, itinerary, illness, diarist, acts)
    }

    package var days: ClosedRange<LocalDate> { plan.firstDay...plan.lastDay }

    /// What the person themself wrote.
    package var ownActs: [Act] { acts.filter { $0.writer == .patient } }

    package var caregiverActs: [Act] { acts.filter { $0.writer == .caregiver } }
}
