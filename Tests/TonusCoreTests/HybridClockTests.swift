import Testing
import TonusCore
import TonusTesting
import TonusTypes

struct HybridClockTests {
    private static let now: Int64 = 1_795_132_800_000

    @Test(arguments: 0..<64 as Range<UInt64>)
    func `stamps grow strictly, however the wall clock jumps`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var clock = HybridClock()
        var last = Timestamp.zero
        for _ in 0..<1000 {
            let jump = Int64.random(in: -4_000_000_000...4_000_000_000, using: &random)
            if Bool.random(using: &random) {
                clock.observe(
                    Timestamp(rawValue: .random(in: 0...(.max), using: &random)),
                    now: Self.now + jump)
            }
            let stamp = clock.tick(now: Self.now + jump)
            #expect(stamp > last)
            last = stamp
        }
    }

    @Test func `a poisoned stamp moves this clock ahead by five minutes and no more`() {
        var clock = HybridClock()
        let isSuspect = clock.observe(Timestamp(milliseconds: Self.now * 2), now: Self.now)
        #expect(isSuspect)
        #expect(clock.latest.milliseconds == Self.now + HybridClock.driftLimit)
    }

    @Test func `a full counter carries into the milliseconds`() {
        var clock = HybridClock(latest: Timestamp(milliseconds: Self.now, counter: .max))
        #expect(clock.tick(now: Self.now) == Timestamp(milliseconds: Self.now + 1))
    }

    @Test func `a stored clock that turns out far ahead is noticed`() {
        let clock = HybridClock(latest: Timestamp(milliseconds: Self.now + 6 * 60_000))
        #expect(clock.isFarAhead(of: Self.now))
        #expect(!clock.isFarAhead(of: Self.now + 2 * 60_000))
    }

    @Test func `the last moment of the format does not trap`() {
        var clock = HybridClock(latest: Timestamp(rawValue: .max))
        #expect(clock.tick(now: Self.now).rawValue == .max)
    }
}
