import TonusCore
import TonusDiary

extension Decimal10 {
    /// With every digit that was kept, also needless zeros: `12.50` is 1250 hundredths, `12e3` 12
    /// thousands.
    var filed: String {
        if exponent > 0 { return "\(mantissa)e\(exponent)" }
        var digits = "\(mantissa.magnitude)"
        if exponent < 0 {
            digits =
                String(repeating: "0", count: max(0, 1 - exponent - digits.utf8.count)) + digits
            digits = digits.dropLast(-exponent) + "." + digits.suffix(-exponent)
        }
        return (mantissa < 0 ? "-" : "") + digits
    }

    /// Reads what `filed` writes, and nothing else.
    init?(filed text: String) {
        let parts = text.split(separator: "e", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), text.utf8.count <= 44 else { return nil }
        let digits = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(digits.count), let mantissa = Int64(digits.joined()) else {
            return nil
        }
        let places = digits.count == 2 ? digits[1].utf8.count : 0
        guard let power = parts.count == 2 ? Int(parts[1]) : 0 else { return nil }
        self.init(mantissa: mantissa, exponent: parts.count == 2 ? power : -places)
        guard filed == text else { return nil }
    }
}

extension LocalDate {
    var json: String {
        CivilTime(self).date == self
            ? JSONText.string(WhenFormat.iso(self)) : JSONText.object(["days": "\(days)"])
    }

    init(_ value: JSONValue) throws(DiaryFileError) {
        guard case .object = value.content else {
            guard let midnight = FiledMoment(try value.text("date") + "T00:00:00Z") else {
                throw DiaryFileError(value.line, .bad("date"))
            }
            self.init(days: Int(midnight.milliseconds / 86_400_000))
            return
        }
        var members = try JSONMembers(value, in: "date")
        self.init(days: Int(try members.need("days").number("date", in: Int32.min...Int32.max)))
        try members.finish()
    }
}

extension TimePoint {
    private static let precisions: [(word: String, precision: Precision)] = [
        ("exact", .exact), ("5m", .fiveMinutes), ("15m", .fifteenMinutes), ("30m", .thirtyMinutes),
        ("60m", .sixtyMinutes), ("part", .partOfDay), ("day", .day),
    ]

    var json: String {
        let word = Self.precisions.first { $0.precision == precision }?.word
        let end = { (end: Int64?) in end.map { FiledMoment(milliseconds: $0, offset: 0).json } }
        return JSONText.object([
            "time": FiledMoment(milliseconds: instant, offset: offset).json,
            "zone": zone.isEmpty ? nil : JSONText.string(zone),
            "precision": precision == .exact ? nil : word.map(JSONText.string),
            "earliest": end(earliest), "latest": end(latest),
        ])
    }

    init(_ value: JSONValue, _ members: inout JSONMembers) throws(DiaryFileError) {
        let moment = try FiledMoment(value, in: "time")
        func end(_ name: String) throws(DiaryFileError) -> Int64? {
            guard let value = members.take(name) else { return nil }
            return try FiledMoment(value, in: name).milliseconds
        }
        var precision = Precision.exact
        if let value = members.take("precision") {
            let word = try value.text("precision")
            guard let known = Self.precisions.first(where: { $0.word == word }) else {
                throw DiaryFileError(value.line, .unknown(word))
            }
            precision = known.precision
        }
        let (earliest, latest) = (try end("earliest"), try end("latest"))
        let zone = try members.take("zone")?.text("zone") ?? ""
        try members.finish()
        self.init(
            instant: moment.milliseconds, offset: moment.offset, zone: zone, precision: precision,
            earliest: earliest, latest: latest)
    }
}
