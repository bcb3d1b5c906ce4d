import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import TonusTypes

/// The server as one thing that can be started: the logic, the routes over it, and a socket.
package struct DiaryServer: Sendable {
    /// Bounds of what strangers can make the server hold.
    package struct Bounds: Sendable {
        package var waiting = 8192
        package var connections = 16_384
        package var bodyBytes = 256 << 20

        package init() {}
    }

    package let logic: ServerLogic
    package let waiters: Waiters
    private let bounds: Bounds
    private let logger: Logger
    private let now: @Sendable () -> Int64

    /// - Parameter now: Unix milliseconds.
    package init(
        log: any EnvelopeLog, bounds: Bounds = Bounds(), logger: Logger,
        now: @escaping @Sendable () -> Int64
    ) {
        logic = ServerLogic(log: log)
        waiters = Waiters(limit: bounds.waiting)
        self.bounds = bounds
        self.logger = logger
        self.now = now
    }

    /// Makes a code to found a diary, where nobody has founded one yet.
    package func firstCode(random: inout some RandomNumberGenerator) throws -> FoundingCode? {
        guard try !logic.log.read({ try $0.isAnyDiaryFounded() }) else { return nil }
        return try logic.makeCode(now: now(), random: &random)
    }

    /// Serves until a signal asks it to stop.
    ///
    /// - Parameter onListening: called once, with the port, when connections are accepted.
    /// - Throws: `ServerError` where it cannot listen.
    package func run(
        host: String, port: Int, onListening: @escaping @Sendable (Int) -> Void
    ) async throws {
        let isListening = Locked(false)
        let application = application(host: host, port: port) { port in
            isListening.withLock { $0 = true }
            onListening(port)
        }
        var configuration = ServiceGroupConfiguration(
            services: services(application), gracefulShutdownSignals: [.sigterm, .sigint],
            logger: quiet)
        // Whoever drips a body byte by byte cannot keep the server from stopping.
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch {
            guard !isListening.withLock({ $0 }) else { throw error }
            if let error = error as? IOError, error.errnoCode == EADDRINUSE {
                throw ServerError.addressInUse(host: host, port: port)
            }
            throw ServerError.addressRefused(host: host, port: port)
        }
    }

    /// The application, and beside it what ends the waiting: it is stopped first, as the last of them.
    package func services(_ application: some ApplicationProtocol) -> [any Service] {
        [application, WaiterCloser(waiters: waiters)]
    }

    package func application(
        host: String = "127.0.0.1", port: Int = 0,
        onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: router(),
            server: .http1(configuration: .init(idleTimeout: .seconds(75))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), backlog: 4096,
                availableConnectionsDelegate: .maximum(bounds.connections, logger: quiet)),
            services: [TicketSweeper(logic: logic, now: now)],
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? port) },
            logger: quiet)
    }

    private func router() -> Router<ConnectionContext> {
        let router = Router(context: ConnectionContext.self)
        router.add(middleware: AccessLogMiddleware(logger: logger))
        router.add(middleware: ProblemMiddleware(logger: logger))
        DiaryRoutes(
            logic: logic, waiters: waiters, queue: BlockingQueue(),
            budget: BodyBudget(limit: bounds.bodyBytes), now: now
        ).add(to: router)
        return router
    }

    /// For the frameworks beneath: only what went wrong.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }
}

/// Has those who wait be answered when the server is asked to stop.
private struct WaiterCloser: Service {
    let waiters: Waiters

    func run() async throws {
        try? await gracefulShutdown()
        await waiters.close()
    }
}

/// Deletes, once a minute, what was wrapped to tickets that have expired.
struct TicketSweeper: Service {
    let logic: ServerLogic
    let now: @Sendable () -> Int64

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                // A sweep that fails is made up for by the next.
                try? await BlockingQueue().run { try logic.sweep(now: now()) }
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }
}
