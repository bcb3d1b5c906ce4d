import TonusCore
import TonusDiary

/// An instant with an offset, as a file has it: `2026-11-19T22:30:00.123+01:00`.
///
/// A hostile clock, or a very old version, may have written what no calendar shows; that is
/// `{"ms":…,"offset":…}`.
struct FiledMoment: Equatable {
    /// Unix milliseconds.
    let milliseconds: Int64
    /// Seconds east of UTC.
    let offset: Int

    var json: String {
        text.map(JSONText.string)
            ?? JSONText.object([
                "ms": JSONText.integer(milliseconds), "offset": "\(offset)",
            ])
    }

    /// Nil for what no calendar shows.
    private var text: String? {
        guard abs(offset) < 86_400, milliseconds.magnitude < 1 << 52 else { return nil }
        let seconds = milliseconds.flooredDivision(by: 1000)
        let local = seconds + Int64(offset)
        let civil = CivilTime(localSeconds: local)
        guard civil.localSeconds == local else { return nil }
        let fraction = milliseconds - seconds * 1000
        return WhenFormat.iso(civil)
            + (fraction == 0 ? "" : ".\(String(1000 + fraction).dropFirst())")
            + WhenFormat.offset(seconds: offset)
    }

    init(milliseconds: Int64, offset: Int) {
        (self.milliseconds, self.offset) = (milliseconds, offset)
    }

    init(_ value: JSONValue, in name: String) throws(DiaryFileError) {
        guard case .object = value.content else {
            guard let read = FiledMoment(try value.text(name)) else {
                throw DiaryFileError(value.line, .bad(name))
            }
            self = read
            return
        }
        var members = try JSONMembers(value, in: name)
        milliseconds = try members.need("ms").integer(name)
        offset = Int(try members.need("offset").number(name, in: Int32.min...Int32.max))
        try members.finish()
    }

    /// Reads what `json` writes, and `Z`; nil for anything else.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        func take(_ sign: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: sign) else { return false }
            rest = rest.dropFirst()
            return true
        }
        func number(_ count: Int) -> Int? {
            let digits = rest.prefix(count)
            guard digits.count == count, digits.allSatisfy({ (48...57).contains($0) }) else {
                return nil
            }
            rest = rest.dropFirst(count)
            return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        }
        guard let year = number(4), take("-"), let month = number(2), take("-"),
            let day = number(2), take("T"), let hour = number(2), take(":"), let minute = number(2),
            take(":"), let second = number(2),
            let civil = CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        var fraction = 0
        if take(".") {
            guard let read = number(3) else { return nil }
            fraction = read
        }
        var offset = 0
        if !take("Z") {
            let isWest = take("-")
            guard isWest || take("+"), let hours = number(2), hours < 24, take(":"),
                let minutes = number(2), minutes < 60
            else { return nil }
            offset = hours * 3600 + minutes * 60
            if take(":") {
                guard let seconds = number(2), seconds < 60 else { return nil }
                offset += seconds
            }
            if isWest { offset = -offset }
        }
        guard rest.isEmpty else { return nil }
        self.init(
            milliseconds: (civil.localSeconds - Int64(offset)) * 1000 + Int64(fraction),
            offset: offset)
    }
}
