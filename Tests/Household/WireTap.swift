import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Passes bytes between clients and a server on loopback, and keeps a copy of all of them.
package final class WireTap: @unchecked Sendable {
    // The lock guards the copies; everything else is set before the first thread starts.
    private let lock = NSLock()
    private var up: [UInt8] = []
    private var down: [UInt8] = []
    private var port: UInt16 = 0

    package init() {}

    /// Everything that went over, in either direction.
    package var bytes: [UInt8] { lock.withLock { up + down } }

    /// What went over since the last call: bytes to the server, bytes from it, and requests.
    package func taken() -> (up: Int, down: Int, requests: Int) {
        lock.withLock {
            let requests =
                String(decoding: up, as: UTF8.self)
                .components(separatedBy: " HTTP/1.1\r\n").count - 1
            let taken = (up.count, down.count, requests)
            (up, down) = ([], [])
            return taken
        }
    }

    /// Starts listening, and returns the address to give to clients.
    package func start(to address: String) throws -> String {
        port = UInt16(address.split(separator: ":").last ?? "") ?? 0
        return Loopback.listen(on: 0) { [self] client in join(client) }
    }

    private func join(_ client: Int32) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var there = Loopback.address(port: port)
        let isConnected = withUnsafePointer(to: &there) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                connect(server, raw, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            close(client)
            close(server)
            return
        }
        Thread.detachNewThread { [self] in pass(from: client, to: server, isUp: true) }
        Thread.detachNewThread { [self] in pass(from: server, to: client, isUp: false) }
    }

    private func pass(from source: Int32, to sink: Int32, isUp: Bool) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(source, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            lock.withLock {
                if isUp { up += buffer.prefix(count) } else { down += buffer.prefix(count) }
            }
            var sent = 0
            while sent < count {
                let step = buffer.withUnsafeBytes { bytes in
                    send(
                        sink, bytes.baseAddress.map { $0 + sent }, count - sent, Int32(MSG_NOSIGNAL)
                    )
                }
                if step <= 0 { break }
                sent += step
            }
        }
        shutdown(sink, Int32(SHUT_WR))
    }
}

/// Sockets on 127.0.0.1, for the tests that look at or forge what goes over them.
package enum Loopback {
    /// Listens, and hands each connection to `serve` on a thread of its own.
    package static func listen(on port: UInt16, _ serve: @escaping @Sendable (Int32) -> Void)
        -> String
    {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var reuse: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var own = address(port: port)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &own) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                _ = bind(listener, raw, length)
                _ = Glibc.listen(listener, 64)
                _ = getsockname(listener, raw, &length)
            }
        }
        Thread.detachNewThread {
            while true {
                let client = accept(listener, nil, nil)
                if client < 0 { return }
                Thread.detachNewThread { serve(client) }
            }
        }
        return "http://127.0.0.1:\(UInt16(bigEndian: own.sin_port))"
    }

    package static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }
}
