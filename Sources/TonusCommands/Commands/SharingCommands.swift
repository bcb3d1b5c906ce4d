import ArgumentParser
import Foundation
import TonusDiary
import TonusStore
import TonusSync
import TonusTypes
import TonusVault

struct SetupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup", abstract: Help.setupAbstract,
        discussion: Help.setupDiscussion)

    @Argument(help: Help.setupServer)
    var server: String
    @Argument(help: Help.setupCode)
    var code: String?
    @Option(help: Help.setupName)
    var name: String?
    @OptionGroup var options: DiaryOptions

    struct SetupDocument: Document {
        let schema = "tonus.setup/1"
        let server: String
        let kit: String

        var plain: [[String]] { [["server", server], ["kit", kit]] }
    }

    func run() async throws {
        let desk = try Desk(options)
        let replica = try desk.founded()
        if let server = try replica.state().server {
            // A kit that was made and not yet shown is shown, however the last setup ended.
            if let kit = try replica.keyFile().kit { return try show(kit, server, replica, desk) }
            return try await again(replica, desk)
        }
        let connection = try desk.connection(server)
        let outcome = await desk.errand(connection) {
            let code = try self.code ?? SecretInput.line(prompt: desk.words.codePrompt)
            return try await SharingErrands(replica, connection).publish(
                code: code, name: name, deviceName: desk.deviceName, now: desk.now.milliseconds)
        }
        try show(outcome.get(), connection.address.description, replica, desk)
        desk.syncInBackground(replica)
    }

    /// Gives a diary that is shared already to a server that lost it, or to another one.
    private func again(_ replica: Replica, _ desk: Desk) async throws {
        let connection = try desk.connection(server)
        let outcome = await desk.errand(connection) {
            try await SharingErrands(replica, connection).giveAnew {
                try code ?? SecretInput.line(prompt: desk.words.codePrompt)
            }
            return try await SyncErrand(replica, connection).run()
        }
        let report = try outcome.get()
        try desk.answer(
            report.document,
            [desk.words.servedAgain(connection.address.description)] + desk.words.synced(report))
    }

    /// Shows the kit, and forgets it: from here on it exists on paper alone.
    private func show(
        _ kit: Ticket, _ server: String, _ replica: Replica, _ desk: Desk
    ) throws {
        let unsent = try replica.read { try $0.unsentCount() }
        try desk.answer(
            SetupDocument(server: server, kit: kit.text),
            desk.words.published(server, kit: kit.text, unsent: unsent))
        // What was wrapped for it stays: a server that lost it is given it again.
        try replica.updateKeys { file in file.kit = nil }
    }
}

struct InviteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: Help.inviteAbstract)

    @Option(help: Help.inviteRole)
    var role: String?
    @Option(help: Help.inviteName)
    var name: String?
    @Option(help: Help.inviteExpires)
    var expires = "1h"
    @Flag(inversion: .prefixedNo, help: Help.inviteQR)
    var qr: Bool?
    @Flag(help: Help.inviteWithdraw)
    var withdraw = false
    @OptionGroup var options: DiaryOptions

    struct InviteDocument: Document {
        let schema = "tonus.invite/1"
        let code: String
        let expiresInMilliseconds: Int64

        var plain: [[String]] { [["code", code]] }
    }

    func run() async throws {
        if withdraw { return try await withdrawCodes() }
        let desk = try Desk(options)
        let (role, relation) = try self.roleAndRelation()
        let milliseconds = try length()
        let replica = try desk.required()
        let state = try replica.state()
        guard let server = state.server else { throw SyncError.noServer }
        let connection = try desk.connection(server, serverID: state.serverID)
        let outcome = await desk.errand(connection) {
            try await SharingErrands(replica, connection).invite(
                name: name, role: role, relation: relation, expiresIn: milliseconds,
                now: desk.now.milliseconds)
        }
        let code = try outcome.get().text
        // For a phone to photograph; where nobody looks at a screen, and where it would be read
        // out loud, the code's text is enough.
        let isShown = qr ?? (isatty(STDOUT_FILENO) == 1 && !Config.isAccessible)
        try desk.answer(
            InviteDocument(code: code, expiresInMilliseconds: milliseconds),
            desk.words.invited(
                code, picture: isShown ? QRCode.lines(code) ?? [] : [], name: name,
                minutes: milliseconds / 60_000))
    }

    private func withdrawCodes() async throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let state = try replica.state()
        guard let server = state.server else { throw SyncError.noServer }
        let connection = try desk.connection(server, serverID: state.serverID)
        let outcome = await desk.errand(connection) {
            try await SharingErrands(replica, connection).withdraw(now: desk.now.milliseconds)
        }
        let count = try outcome.get()
        try desk.answer(CountDocument(counts: ["withdrawn": count]), desk.words.withdrawn(count))
    }

    private func roleAndRelation() throws -> (Role, Relation?) {
        guard let name else {
            guard role == nil else { throw UsageError.nameNeeded }
            return (.owner, nil)
        }
        guard !name.allSatisfy(\.isWhitespace) else { throw UsageError.nameNeeded }
        switch role?.lowercased() ?? "caregiver" {
        case "owner": return (.owner, .caregiver)
        case "caregiver": return (.caregiver, .caregiver)
        case "viewer": return (.viewer, nil)
        default: throw UsageError.badRole(role ?? "")
        }
    }

    private func length() throws -> Int64 {
        guard let said = try? When.readLength(["for", expires]), said.count == 2,
            said.milliseconds >= 60_000
        else { throw UsageError.badExpiry(expires) }
        return said.milliseconds
    }
}

struct JoinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: Help.joinAbstract,
        discussion: Help.joinDiscussion)

    @Argument(help: Help.joinCode)
    var code: String?
    @OptionGroup var options: DiaryOptions

    func run() async throws {
        let desk = try Desk(options)
        let ticket = try Ticket(text: code ?? SecretInput.line(prompt: desk.words.codePrompt))
        let replica = try desk.founded()
        let connection = try desk.connection(ticket.server)
        let outcome = await desk.errand(connection) {
            try await SharingErrands(replica, connection).join(
                ticket, deviceName: desk.deviceName, now: desk.now.milliseconds)
            return try await SyncErrand(replica, connection).run()
        }
        _ = try outcome.get()
        let people = try replica.people()
        let (count, patient) = try replica.read { snapshot in
            (try snapshot.episodeCount(), snapshot.replica.patient)
        }
        try desk.answer(
            CountDocument(counts: ["episodes": count]),
            desk.words.joined(count, people: people, patient: patient))
    }
}

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: Help.syncAbstract)

    @Flag(help: .hidden)
    var quiet = false
    @Flag(help: Help.syncWatch)
    var watch = false
    @OptionGroup var options: DiaryOptions

    func run() async throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        if watch { return try await Watching(desk, replica).run() }
        let report = try await desk.sync(replica)
        if quiet { return }
        try desk.answer(
            report.document, desk.words.synced(report) + desk.words.notice(replica.takeNotice()))
    }
}

extension Desk {
    /// One whole sync with the server of a replica.
    func sync(_ replica: Replica) async throws -> SyncReport {
        let state = try replica.state()
        guard let server = state.server else { throw SyncError.noServer }
        let connection = try connection(server, serverID: state.serverID)
        return try await errand(connection) { try await SyncErrand(replica, connection).run() }
            .get()
    }
}

extension SyncReport {
    var document: CountDocument {
        CountDocument(counts: [
            "received": received, "sent": sent, "keptAside": keptAside, "exchanges": exchanges,
            "returned": returned,
        ])
    }
}

/// Syncs again and again: when the server has news, and when something was written here.
struct Watching {
    private let desk: Desk
    private let replica: Replica

    /// How long one question may wait at the server.
    private static let wait = 25_000
    /// How often this replica is looked at meanwhile.
    private static let look = Duration.milliseconds(500)

    init(_ desk: Desk, _ replica: Replica) { (self.desk, self.replica) = (desk, replica) }

    /// Runs until the process is ended.
    ///
    /// - Throws: what no waiting mends, such as that this device has left the diary.
    func run() async throws {
        guard try replica.state().server != nil else { throw SyncError.noServer }
        if !desk.options.json { Output.say(desk.words.watching) }
        var pause = Duration.seconds(1)
        while true {
            do {
                let report = try await desk.sync(replica)
                if report.received > 0 || report.sent > 0 {
                    try desk.answer(report.document, desk.words.synced(report))
                }
                pause = .seconds(1)
                try await waitForNews()
            } catch SyncError.unreachable(let server) {
                // Said once; then quietly, and ever less often, until it answers again.
                if pause == .seconds(1), !desk.options.json {
                    Output.say(desk.words.waitingFor(server))
                }
                try await Task.sleep(for: pause)
                pause = min(pause * 2, .seconds(60))
            }
        }
    }

    private func waitForNews() async throws {
        let state = try replica.state()
        guard let server = state.server else { throw SyncError.noServer }
        let connection = try desk.connection(server, serverID: state.serverID)
        let outcome: Result<Void, any Error>
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await SyncErrand(replica, connection).waitForNews(Self.wait)
                }
                group.addTask {
                    while try replica.read({ try $0.unsentCount() }) == 0 {
                        try await Task.sleep(for: Self.look)
                    }
                }
                try await group.next()
                group.cancelAll()
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        await connection.close()
        try outcome.get()
    }
}

/// Codes come from a prompt or from standard input, so that they need not be in a command line.
enum SecretInput {
    /// - Throws: `UsageError.noInput` at the end of the input.
    static func line(prompt: String) throws -> String {
        if isatty(STDIN_FILENO) == 1 {
            FileHandle.standardError.write(Data(prompt.utf8))
        }
        guard let line = readLine(), !line.isEmpty else { throw UsageError.noInput("the code") }
        return line
    }
}
