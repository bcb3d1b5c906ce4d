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

    struct Document: Encodable {
        let schema = "tonus.setup/1"
        let server: String
        let kit: String
    }

    func run() async throws {
        let desk = try Desk(options)
        let replica = try desk.founded()
        if let server = try replica.state().server {
            // A kit that was made and not yet shown is shown, however the last setup ended.
            guard let kit = try replica.keyFile().kit else { throw StoreError.alreadyShared }
            return try show(kit, server, replica, desk)
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

    /// Shows the kit, and forgets it: from here on it exists on paper alone.
    private func show(
        _ kit: Ticket, _ server: String, _ replica: Replica, _ desk: Desk
    ) throws {
        if options.json {
            try Output.json(Document(server: server, kit: kit.text))
        } else {
            let unsent = try replica.read { try $0.unsentCount() }
            Output.say(desk.words.published(server, kit: kit.text, unsent: unsent))
        }
        try replica.updateKeys { file in (file.kit, file.kitWrap) = (nil, nil) }
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
    @OptionGroup var options: DiaryOptions

    struct Document: Encodable {
        let schema = "tonus.invite/1"
        let code: String
        let expiresInMilliseconds: Int64
    }

    func run() async throws {
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
        if options.json {
            try Output.json(Document(code: code, expiresInMilliseconds: milliseconds))
        } else {
            Output.say(desk.words.invited(code, name: name, minutes: milliseconds / 60_000))
        }
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
        if options.json {
            try Output.json(CountDocument(counts: ["episodes": count]))
        } else {
            Output.say(desk.words.joined(count, people: people, patient: patient))
        }
    }
}

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: Help.syncAbstract)

    @Flag(help: .hidden)
    var quiet = false
    @OptionGroup var options: DiaryOptions

    func run() async throws {
        let desk = try Desk(options)
        let replica = try desk.required()
        let state = try replica.state()
        guard let server = state.server else { throw SyncError.noServer }
        let connection = try desk.connection(server, serverID: state.serverID)
        let outcome = await desk.errand(connection) {
            try await SyncErrand(replica, connection).run()
        }
        let report = try outcome.get()
        if quiet { return }
        if options.json {
            try Output.json(
                CountDocument(counts: [
                    "received": report.received, "sent": report.sent,
                    "keptAside": report.keptAside, "exchanges": report.exchanges,
                ]))
        } else {
            Output.say(
                desk.words.synced(
                    received: report.received, sent: report.sent, keptAside: report.keptAside))
        }
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
