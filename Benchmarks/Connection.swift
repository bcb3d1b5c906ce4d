import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// One plain connection to a server on this machine: what is sent was made beforehand, and what comes
/// back is only measured.
final class Connection {
    private let socket: Int32
    private var buffer = [UInt8](repeating: 0, count: 64 << 10)

    init(port: UInt16) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var there = sockaddr_in()
        there.sin_family = sa_family_t(AF_INET)
        there.sin_port = port.bigEndian
        there.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &there) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw RawDatabase.Failure(message: "connect: \(errno)") }
        var one: Int32 = 1
        setsockopt(
            socket, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(socket) }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let step = bytes.withUnsafeBytes { raw in
                Glibc.send(
                    socket, raw.baseAddress.map { $0 + sent }, bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            guard step > 0 else { throw RawDatabase.Failure(message: "send: \(errno)") }
            sent += step
        }
    }

    /// Reads one whole answer, and returns its status.
    @discardableResult
    func answer() throws -> Int {
        var held = 0
        while true {
            let count = buffer.withUnsafeMutableBytes { raw in
                recv(socket, raw.baseAddress.map { $0 + held }, raw.count - held, 0)
            }
            guard count > 0 else { throw RawDatabase.Failure(message: "recv: \(errno)") }
            held += count
            let text = String(decoding: buffer[..<held], as: Unicode.ASCII.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let head = text[..<end.lowerBound].lowercased()
            let length = head.range(of: "content-length: ").flatMap {
                Int(head[$0.upperBound...].prefix { $0.isNumber })
            }
            let headLength = text.distance(from: text.startIndex, to: end.upperBound)
            guard held >= headLength + (length ?? 0) else { continue }
            return Int(head.dropFirst(9).prefix(3)) ?? 0
        }
    }

    /// - Throws: where the answer is not a success.
    func exchange(_ request: [UInt8]) throws {
        try send(request)
        let status = try answer()
        guard status / 100 == 2 else { throw RawDatabase.Failure(message: "status \(status)") }
    }
}
