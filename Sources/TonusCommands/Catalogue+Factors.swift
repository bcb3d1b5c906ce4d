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

    /// `room > 24.5` in words: where a measured factor was cut.
    func cut(_ name: String) -> String {
        let parts = name.split(separator: ">").map { $0.filter { $0 != " " } }
        guard name.contains(" > "), parts.count == 2, let number = parts.last,
            let front = name.split(separator: ">").first?.dropLast()
        else { return name }
        let factor = factor(String(front))
        return say("\(factor) over \(number.replacing(".", with: customs.decimalMark))")
    }
}
