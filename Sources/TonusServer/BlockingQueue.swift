import Foundation

/// Runs what blocks, a commit above all, away from the threads that serve connections.
struct BlockingQueue: Sendable {
    private let queue = DispatchQueue(label: "tonus-server.log", attributes: .concurrent)

    func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { @Sendable in continuation.resume(with: Result { try work() }) }
        }
    }
}
