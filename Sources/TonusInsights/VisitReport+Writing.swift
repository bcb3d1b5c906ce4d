import TonusCore
import TonusDiary
import TonusTypes

/// How a stretch was written: by whom, and how long after.
extension VisitReport {
    /// Of what was written down: how much, how much of it late, and how much by others than the patient.
    public struct Writing: Hashable, Sendable {
        public var all = 0
        /// More than four hours after it was; of a day, after it was over.
        public var late = 0
        public var byOthers = 0
        /// Everybody who wrote any of it.
        public var writers: Set<MemberID> = []

        public init() {}

        fileprivate mutating func add(
            from moment: Int64, written: Int64?, by member: MemberID?, patient: MemberID?
        ) {
            all += 1
            // What came from a file may say any time.
            let delay = written.map { $0.subtractingReportingOverflow(moment) }
            if let delay, !delay.overflow, delay.partialValue > Self.lateAfter { late += 1 }
            guard let member else { return }
            writers.insert(member)
            if patient != nil, member != patient { byOthers += 1 }
        }

        private static let lateAfter: Int64 = 4 * 3_600_000
    }

    /// Whether the patient wrote any of it.
    public func isByPatient(_ writing: Writing) -> Bool {
        input.patient.map(writing.writers.contains) ?? false
    }

    /// What came from a file says when it was written at first.
    private func written(_ body: ChangeBody) -> Int64 {
        body.importID == nil ? body.timestamp.milliseconds : body.written
    }

    /// Of all spasms, tallies and check-ins of the stretch.
    public var writing: Writing {
        var writing = Writing()
        func add(_ state: EntityState, from moment: Int64) {
            writing.add(
                from: moment, written: state.origin.map { written($0.body) },
                by: state.origin?.author.member, patient: input.patient)
        }
        for episode in episodes(days) {
            if let onset = episode.onset { add(episode.state, from: onset.instant) }
        }
        for tally in input.tallies {
            guard let from = tally.from, let to = tally.to ?? tally.from,
                days.contains(DiaryFigures.day(from.instant, offset: from.offset))
            else { continue }
            add(tally.state, from: to.instant)
        }
        for sheet in input.checkIns {
            guard let date = sheet.day, days.contains(date) else { continue }
            // A day is over at four in the morning, where it was written.
            let offset = Int64(sheet.state.origin?.body.writtenOffset ?? 0) * 1000
            let end = Int64(date.days + 1) * 86_400_000 + DiaryFigures.dayStart - offset
            add(sheet.state, from: end)
        }
        return writing
    }
}
