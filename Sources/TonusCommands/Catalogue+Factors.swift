import TonusInsights

/// What the definition of a factor adds to sentences about it.
extension Catalogue {
    /// A window that begins before the factor does.
    func around(_ factor: String, _ window: LagWindow) -> String {
        let (before, after) = (-window.daysBack.lowerBound, window.daysBack.upperBound)
        return say(
            "From \(plural(before, "day", "days")) before \(factor) to \(plural(after, "day", "days")) after it"
        )
    }

    /// What is measured, with where it was cut: `room over 24.5`.
    func factor(_ name: String, over cut: String?) -> String {
        guard let cut else { return factor(name) }
        return say("\(factor(name)) over \(cut.replacing(".", with: customs.decimalMark))")
    }
}
