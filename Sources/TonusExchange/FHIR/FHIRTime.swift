import TonusCore
import TonusDiary
import TonusTypes

/// Times as FHIR writes them.
enum FHIRTime {
    /// A moment with its offset, or the day alone where no more is known.
    static func dateTime(_ time: TimePoint) -> String {
        time.precision == .day ? day(time.localDate) : dateTime(time.instant, offset: time.offset)
    }

    static func day(_ date: LocalDate) -> String { WhenFormat.iso(date) }

    /// With an offset as FHIR knows them, of whole minutes and at most fourteen hours; else in UTC.
    static func dateTime(_ instant: Int64, offset: Int?) -> String {
        let usable = offset.flatMap { $0 % 60 == 0 && Self.offsets.contains($0) ? $0 : nil }
        // It may come from another device, and so hold anything.
        let instant = min(max(instant, Self.years.lowerBound), Self.years.upperBound)
        let seconds = instant.flooredDivision(by: 1000)
        let fraction = String(1000 + instant - seconds * 1000).dropFirst()
        return WhenFormat.iso(CivilTime(localSeconds: seconds + Int64(usable ?? 0)))
            + (fraction == "000" ? "" : "." + fraction)
            + (usable.map { WhenFormat.offset(seconds: $0) } ?? "Z")
    }

    private static let offsets = -14 * 3600...14 * 3600
    /// The years 1 to 9999, in Unix milliseconds.
    private static let years: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

    /// When something was written down.
    static func instant(_ stamp: Timestamp) -> String { dateTime(stamp.milliseconds, offset: nil) }

}

extension FHIRTime {
    /// From one time to another; nil where the second lies before the first, which FHIR forbids.
    ///
    /// Where of one only the day is known, both are days: nobody can compare the two otherwise.
    static func period(_ start: TimePoint, _ end: TimePoint) -> JSONTree? {
        guard start.instant <= end.instant else { return nil }
        let isDay = start.precision == .day || end.precision == .day
        func text(_ time: TimePoint) -> String { isDay ? day(time.localDate) : dateTime(time) }
        let (first, last) = (text(start), text(end))
        if isDay, first > last { return nil }
        return .fields(["start": .text(first), "end": .text(last)])
    }

    static func period(_ start: LocalDate?, _ end: LocalDate?) -> JSONTree? {
        let last = start == nil || end.map { $0 >= (start ?? $0) } ?? false ? end : nil
        if start == nil, last == nil { return nil }
        return .fields([
            "start": start.map { .text(day($0)) }, "end": last.map { .text(day($0)) },
        ])
    }

    /// "Nobody said": where FHIR must have something.
    static let absent: JSONTree = .fields([
        "extension": .list([
            .fields([
                "url": .text("http://hl7.org/fhir/StructureDefinition/data-absent-reason"),
                "valueCode": .text("unknown"),
            ])
        ])
    ])

    /// When it was, under the key that says how it is told.
    static func effective(_ time: TimePoint?) -> JSONTree {
        time.map { .fields(["effectiveDateTime": .text(dateTime($0))]) }
            ?? .fields(["_effectiveDateTime": absent])
    }

    static func effective(_ date: LocalDate?) -> JSONTree {
        date.map { .fields(["effectiveDateTime": .text(day($0))]) }
            ?? .fields(["_effectiveDateTime": absent])
    }
}
