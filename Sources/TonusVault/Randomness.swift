/// Where salts and keys come from: the system's generator, or a seeded one in a simulated world.
package struct Randomness: Sendable {
    /// Returns as many bytes as asked for.
    package let bytes: @Sendable (_ count: Int) -> [UInt8]

    package init(bytes: @escaping @Sendable (Int) -> [UInt8]) { self.bytes = bytes }

    package static let system = Randomness { count in
        var generator = SystemRandomNumberGenerator()
        var bytes = [UInt8](repeating: 0, count: count)
        // Each word is a call of the system: all of its bytes are used.
        for start in stride(from: 0, to: count, by: 8) {
            let word = generator.next() as UInt64
            for place in start..<min(start + 8, count) {
                bytes[place] = UInt8(truncatingIfNeeded: word >> (8 * UInt64(place - start)))
            }
        }
        return bytes
    }
}
