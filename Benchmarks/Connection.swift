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
            guard let head = Head(buffer[..<held]), held >= head.length + head.bodyLength else {
                continue
            }
            return head.status
        }
    }

    /// The head of an answer, read byte by byte: the clients share the server's cores.
    private struct Head {
        let status: Int
        let length: Int
        let bodyLength: Int

        private static let end = Array("\r\n\r\n".utf8)
        private static let field = Array("content-length:".utf8)

        /// Nil as long as it is not whole.
        init?(_ bytes: ArraySlice<UInt8>) {
            guard
                let end = bytes.indices.first(where: { bytes[$0...].starts(with: Self.end) })
            else { return nil }
            length = end + Self.end.count
            status = Self.number(in: bytes[..<end].dropFirst(9))
            let field = bytes[..<end].indices.first { start in
                zip(bytes[start..<end], Self.field).allSatisfy { $0 | 0x20 == $1 | 0x20 }
                    && end - start > Self.field.count
            }
            bodyLength = field.map { Self.number(in: bytes[($0 + Self.field.count)..<end]) } ?? 0
        }

        private static func number(in bytes: ArraySlice<UInt8>) -> Int {
            bytes.drop { $0 == 0x20 }.prefix { (0x30...0x39).contains($0) }
                .reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
    }

    /// - Throws: where the answer is not a success.
    func exchange(_ request: [UInt8]) throws {
        try send(request)
        let status = try answer()
        guard status / 100 == 2 else { throw RawDatabase.Failure(message: "status \(status)") }
    }
}
