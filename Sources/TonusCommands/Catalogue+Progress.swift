/// What a long errand says while it runs.
extension Catalogue {
    /// Such as `12,000 of 55,000`.
    func progress(_ done: Int, of total: Int) -> String {
        say("\(grouped(done)) of \(grouped(total))")
    }

    /// A whole number, its digits in groups of three.
    func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }
}
