/// Where salts and keys come from: the system's generator, or a seeded one in a simulated world.
package struct Randomness: Sendable {
    /// Returns as many bytes as asked for.
    package let bytes: @Sendable (_ count: Int) -> [UInt8]

    package init(bytes: @escaping @Sendable (Int) -> [UInt8]) { self.bytes = bytes }

    package static let system = Randomness { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}
