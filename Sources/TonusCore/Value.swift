import TonusTypes

/// What a cell can hold. No floating point: every replica must agree to the last bit.
public enum Value: Hashable, Sendable {
    case integer(Int64)
    case decimal(Decimal10)
    case text(String)
    case boolean(Bool)
    case time(TimePoint)
    case date(LocalDate)
    case entity(EntityID)
    /// A kind of value that a newer version wrote; kept byte for byte.
    case unknown([UInt8])
}

/// `mantissa × 10^exponent`.
public struct Decimal10: Hashable, Sendable {
    public let mantissa: Int64
    /// In `-18...18`.
    public let exponent: Int

    public init?(mantissa: Int64, exponent: Int) {
        guard (-18...18).contains(exponent) else { return nil }
        (self.mantissa, self.exponent) = (mantissa, exponent)
    }
}

/// A day in a person's own calendar, as days since 1970-01-01.
public struct LocalDate: Hashable, Comparable, Sendable {
    public let days: Int

    public init(days: Int) { self.days = days }

    public static func < (a: LocalDate, b: LocalDate) -> Bool { a.days < b.days }
}

/// When something happened, as a person said it: an instant, where, and how exactly.
public struct TimePoint: Hashable, Sendable {
    /// How exactly the person knew; raw values are those of the format.
    public enum Precision: UInt8, CaseIterable, Sendable {
        case exact = 0
        case fiveMinutes = 1
        case fifteenMinutes = 2
        case thirtyMinutes = 3
        case sixtyMinutes = 4
        case partOfDay = 5
        case day = 6
    }

    /// Unix milliseconds, UTC.
    public let instant: Int64
    /// Seconds east of UTC, as it was there and then.
    public let offset: Int
    /// The IANA name of the zone, such as `Europe/Berlin`.
    public let zone: String
    public let precision: Precision
    /// When the person gave a span instead of a moment: its ends, in Unix milliseconds.
    public let earliest: Int64?
    public let latest: Int64?

    public init(
        instant: Int64, offset: Int, zone: String, precision: Precision = .exact,
        earliest: Int64? = nil, latest: Int64? = nil
    ) {
        (self.instant, self.offset, self.zone) = (instant, offset, zone)
        (self.precision, self.earliest, self.latest) = (precision, earliest, latest)
    }

    /// The day it fell on there and then.
    public var localDate: LocalDate {
        let seconds = instant.flooredDivision(by: 1000) + Int64(offset)
        return LocalDate(days: Int(seconds.flooredDivision(by: 86_400)))
    }
}

extension Int64 {
    /// Division that rounds towards minus infinity, so that days before 1970 work.
    public func flooredDivision(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
