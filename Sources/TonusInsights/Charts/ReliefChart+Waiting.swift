extension ReliefChart.Curve {
    /// The curve of Kaplan and Meier, with a step at every time at which anything was known.
    public init(label: String, _ waits: [Waiting]) {
        let sorted = waits.sorted { $0.time < $1.time }
        var (steps, share, place) = ([ReliefChart.Step](), 1.0, 0)
        while place < sorted.count {
            let here = sorted[place...].prefix { $0.time == sorted[place].time }
            let (atRisk, eased) = (sorted.count - place, here.count(where: \.hasCome))
            share *= Double(atRisk - eased) / Double(atRisk)
            steps.append(
                ReliefChart.Step(
                    time: sorted[place].time, atRisk: atRisk, eased: eased,
                    censored: here.count - eased, share: share))
            place += here.count
        }
        self.init(label: label, steps: steps)
    }
}
