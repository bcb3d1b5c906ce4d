import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Passes bytes between clients and a server on loopback, and keeps a copy of all of them.
final class WireTap: @unchecked Sendable {
    // The lock guards `copied`; everything else is set before the first thread starts.
    private let lock = NSLock()
    private var copied: [UInt8] = []
    private var port: UInt16 = 0

    var bytes: [UInt8] { lock.withLock { copied } }

    /// Starts listening, and returns the address to give to clients.
    func start(to address: String) throws -> String {
        port = UInt16(address.split(separator: ":").last ?? "") ?? 0
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var own = Self.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &own) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                _ = bind(listener, raw, length)
                _ = listen(listener, 64)
                _ = getsockname(listener, raw, &length)
            }
        }
        Thread.detachNewThread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                if client < 0 { return }
                join(client)
            }
        }
        return "http://127.0.0.1:\(UInt16(bigEndian: own.sin_port))"
    }

    private func join(_ client: Int32) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var there = Self.loopback(port: port)
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
        Thread.detachNewThread { [self] in pass(from: client, to: server) }
        Thread.detachNewThread { [self] in pass(from: server, to: client) }
    }

    private func pass(from source: Int32, to sink: Int32) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(source, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            lock.withLock { copied += buffer.prefix(count) }
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

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }
}
