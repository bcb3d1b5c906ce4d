import Foundation
import Household
import TonusProtocol
import TonusTypes

/// What a server carries: single changes from many devices at once, each durable before it is answered;
/// and devices that wait for news.
struct ServerLoad {
    let home: Household
    private let port: UInt16
    private let server: ServerID

    init(_ home: Household) throws {
        self.home = home
        port = UInt16(home.address.split(separator: ":").last ?? "") ?? 0
        let database = try RawDatabase(home.serverData + "/server.sqlite")
        let rows = try database.rows("SELECT value FROM meta WHERE name = 'server'")
        guard case .blob(let bytes)? = rows.first?.first, let id = ServerID(bytes: bytes) else {
            throw RawDatabase.Failure(message: "the server has no id")
        }
        server = id
    }

    /// Diaries with a device each, founded at the server.
    func devices(_ count: Int) throws -> [LoneDevice] {
        let connection = try Connection(port: port)
        let database = try RawDatabase(home.serverData + "/server.sqlite")
        return try (0..<count).map { number in
            // As `tonus-server code` would, without a process for each.
            let code = String(Int.random(in: 100_000_000_000_000..<1_000_000_000_000_000))
            let hash = Label.code.hash(Array(code.utf8)).bytes
            try database.run(
                "INSERT INTO code (hash, made) VALUES (?, ?)",
                [.blob(hash), .integer(Workload.now())])
            let device = try LoneDevice(server, "127.0.0.1:\(port)")
            try connection.exchange(device.founding(code: code))
            return device
        }
    }

    /// Changes a second that became durable, and the milliseconds that each took.
    func pushing(_ clients: Int, each count: Int) throws -> (rate: Double, latencies: [Double]) {
        try Self.send(try pushes(clients, each: count), to: port)
    }

    /// The same requests to a server that stores nothing.
    func bare(_ clients: Int, each count: Int, signatures: Int) async throws -> Double {
        let requests = try pushes(clients, each: count)
        return try await BareServer.serving(signatures: signatures) { port in
            try Self.send(requests, to: port).rate
        }
    }

    private func pushes(_ clients: Int, each count: Int) throws -> [[[UInt8]]] {
        var devices = try devices(clients)
        return try devices.indices.map { client in
            try (0..<count).map { _ in try devices[client].push() }
        }
    }

    /// Each client sends its requests one after the other.
    private static func send(
        _ requests: [[[UInt8]]], to port: UInt16
    ) throws -> (rate: Double, latencies: [Double]) {
        let results = Results()
        let started = ContinuousClock.now
        let group = DispatchGroup()
        for share in requests {
            group.enter()
            Thread.detachNewThread {
                defer { group.leave() }
                do {
                    let connection = try Connection(port: port)
                    for request in share {
                        let asked = ContinuousClock.now
                        try connection.exchange(request)
                        results.add((ContinuousClock.now - asked).milliseconds)
                    }
                } catch { results.fail(error) }
            }
        }
        group.wait()
        let took = (ContinuousClock.now - started).milliseconds
        if let failure = results.failure { throw failure }
        return (Double(requests.joined().count) * 1000 / took, results.latencies)
    }

    /// Rows a second that raw SQLite commits, `clients` to a transaction: the least that any server
    /// does that groups what comes at once.
    static func floor(_ path: String, _ clients: Int, _ count: Int) throws -> Double {
        let raw = try RawDatabase(path)
        try raw.run(
            """
            CREATE TABLE chain (id INTEGER PRIMARY KEY, last INTEGER, head BLOB);
            CREATE TABLE envelope (chain INTEGER, first INTEGER, last INTEGER, header BLOB,
                sealed BLOB, PRIMARY KEY (chain, last));
            """)
        for client in 0..<clients {
            try raw.run("INSERT INTO chain VALUES (\(client), 0, x'')")
        }
        let (header, sealed) = (
            [UInt8](repeating: 1, count: 190), [UInt8](repeating: 2, count: 272)
        )
        let took = try milliseconds {
            for round in 0..<count {
                try raw.run("BEGIN IMMEDIATE")
                for client in 0..<clients {
                    let (chain, last) = (Int64(client), Int64(round))
                    try raw.run(
                        "INSERT INTO envelope VALUES (?, ?, ?, ?, ?)",
                        [
                            .integer(chain), .integer(last), .integer(last), .blob(header),
                            .blob(sealed),
                        ])
                    try raw.run(
                        "UPDATE chain SET last = ?, head = ? WHERE id = ?",
                        [.integer(last), .blob(Array(header.prefix(32))), .integer(chain)])
                }
                try raw.run("COMMIT")
            }
        }
        return Double(clients * count) * 1000 / took
    }

    /// Milliseconds from a push's first byte to the last byte of the answer that waited for it, and the
    /// memory of the server while all of them wait.
    func waiting(_ count: Int, pushes: Int) throws -> (latencies: [Double], memory: Double) {
        var devices = try devices(count)
        let waiting = try devices.map { device in
            let connection = try Connection(port: port)
            try connection.send(device.waiting())
            return connection
        }
        // Until all of them have come in.
        Thread.sleep(forTimeInterval: 2)
        let memory = try Self.memory(of: home.serverProcess)
        var latencies: [Double] = []
        for number in 0..<pushes {
            let place = number * count / pushes
            let pusher = try Connection(port: port)
            let push = try devices[place].push()
            let started = ContinuousClock.now
            try pusher.send(push)
            try waiting[place].answer()
            latencies.append((ContinuousClock.now - started).milliseconds)
            try pusher.answer()
        }
        return (latencies, memory)
    }

    /// Resident bytes of a process.
    static func memory(of process: Int32) throws -> Double {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return (Double(line.filter(\.isNumber)) ?? 0) * 1024
    }
}

/// What many threads measured.
private final class Results: @unchecked Sendable {
    // The lock guards both.
    private let lock = NSLock()
    private var all: [Double] = []
    private var first: (any Error)?

    func add(_ milliseconds: Double) { lock.withLock { all.append(milliseconds) } }
    func fail(_ error: any Error) { lock.withLock { first = first ?? error } }
    var latencies: [Double] { lock.withLock { all } }
    var failure: (any Error)? { lock.withLock { first } }
}
