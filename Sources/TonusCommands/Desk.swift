import Foundation
import Synchronization
#if canImport(Glibc)
    import Glibc
#endif
import TonusCore
import TonusDiary
import TonusStore
import TonusSync
import TonusTypes

/// Where a command works: the replica, the clock and the zone, reached for here and nowhere else.
struct Desk {
    let options: DiaryOptions
    let name: String
    let directory: ReplicaDirectory
    let now: Moment
    let words: Catalogue

    init(_ options: DiaryOptions) throws {
        self.options = options
        name = try options.replicaName()
        directory = ReplicaDirectory(path: Desk.home + "/" + name)
        now = Desk.moment()
        // What a program reads is alike wherever it runs.
        let customs = options.json || options.plain ? .international : Desk.customs
        words = Catalogue(replica: name == "default" ? nil : name, customs: customs)
    }

    /// `TONUS_HOME`, else the XDG data directory.
    static var home: String {
        let environment = ProcessInfo.processInfo.environment
        if let home = environment["TONUS_HOME"], !home.isEmpty { return home }
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/tonus" }
        return NSHomeDirectory() + "/.local/share/tonus"
    }

    static func milliseconds() -> Int64 { Int64((Date().timeIntervalSince1970 * 1000).rounded()) }

    static func moment() -> Moment {
        Moment(milliseconds: milliseconds(), zone: LocalZone.zone(), customs: customs)
    }

    /// How people here are spoken to.
    static let customs = Customs(
        environment: ProcessInfo.processInfo.environment, Config.lenient().customs)

    var zoneOffset: Int { now.point.offset }

    /// The replica, founded if it is not there yet: the first entry comes before any question.
    func founded() throws -> Replica {
        guard let replica = try Replica.open(directory, founding: true, clock: Desk.milliseconds)
        else { throw UsageError.nobodyThere }
        return replica
    }

    /// The replica, if there is one.
    func existing() throws -> Replica? {
        try Replica.open(directory, founding: false, clock: Desk.milliseconds)
    }

    /// The replica that a reading command needs.
    func required() throws -> Replica {
        guard let replica = try existing() else { throw UsageError.nobodyThere }
        return replica
    }

    /// What other devices and people call this device, until it is renamed.
    var deviceName: String {
        name == "default" ? ProcessInfo.processInfo.hostName : name
    }

    /// How a server is reached, in the program that can; set once, when it starts.
    private static let connecting = Mutex<Program.Connecting?>(nil)

    static func connect(by connecting: @escaping Program.Connecting) {
        Desk.connecting.withLock { $0 = connecting }
    }

    func connection(_ address: String, serverID: ServerID? = nil) throws -> any ServerLink {
        let address = try ServerAddress(address)
        guard let connecting = Desk.connecting.withLock({ $0 }) else {
            throw UsageError.programMissing(Program.onlinePath)
        }
        return connecting(address, serverID, Desk.milliseconds)
    }

    /// Runs an errand with the server: one at a time, and its connection is closed whatever comes.
    func errand<Answer>(
        _ connection: any ServerLink, _ body: () async throws -> Answer
    ) async -> Result<Answer, any Error> {
        let outcome: Result<Answer, any Error>
        do {
            let lock = try directory.lock("sync", waiting: true)
            defer { lock?.release() }
            outcome = .success(try await body())
        } catch {
            outcome = .failure(error)
        }
        await connection.close()
        return outcome
    }

    /// Starts a sync that outlives this command, when there is a server and nobody said no.
    func syncInBackground(_ replica: Replica) {
        guard !options.noSync, Config.isAutosyncOn, let state = try? replica.state(),
            state.server != nil
        else { return }
        BackgroundProcess.start(["sync", "--replica", name, "--quiet"])
    }
}
