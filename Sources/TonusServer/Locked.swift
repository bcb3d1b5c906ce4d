import Foundation

/// A value that several threads share, one at a time.
///
/// `@unchecked`: the compiler cannot see that the lock is held whenever the value is touched; the
/// value is private and `withLock` is the only way to it.
final class Locked<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    func withLock<Result>(_ work: (inout Value) throws -> Result) rethrows -> Result {
        try lock.withLock { try work(&value) }
    }
}
