import Foundation
import TonusStore

#if canImport(Glibc)
    import Glibc
#endif

/// Where a file is to go that somebody asked for: nowhere among the diary's own files, and not over
/// what the same command reads.
struct Destination {
    /// As it was typed.
    let path: String
    /// Where it lies, links followed; nil for a pipe or a device, which is written into.
    private let file: String?

    /// - Parameters:
    ///   - path: `-` is standard output.
    ///   - inputs: files that the same command reads.
    /// - Returns: nil for standard output, also under another name.
    /// - Throws: `UsageError.taken`, `UsageError.cannotWrite`. Nothing was touched.
    static func named(_ path: String?, reading inputs: [String] = []) throws(UsageError)
        -> Destination?
    {
        guard let path, path != "-" else { return nil }
        let found = FileIdentity(path)
        if let found, found == FileIdentity(STDOUT_FILENO) { return nil }
        if found?.type == S_IFDIR { throw .cannotWrite(path, EISDIR) }
        if let found, found.type != S_IFREG { return Destination(path: path, file: nil) }
        guard let place = place(path) else { throw .cannotWrite(path, errno) }
        let isRead = inputs.contains { input in found != nil && FileIdentity(input) == found }
        guard !isRead, !isOwn(place) else { throw .taken(path) }
        return Destination(path: path, file: place)
    }

    /// A database has to be a file: it is not written from its beginning to its end.
    var isFile: Bool { file != nil }

    /// - Throws: `UsageError.cannotWrite`; a file that was there stays.
    func write(_ text: String) throws(UsageError) { try write(Array(text.utf8)) }

    /// Puts it there, as a text.
    func write(_ bytes: [UInt8]) throws(UsageError) {
        if let file {
            return try naming { () throws(UsageError) in try PrivateFile.write(bytes, to: file) }
        }
        let stream = open(path, O_WRONLY | O_CLOEXEC)
        guard stream >= 0 else { throw .cannotWrite(path, errno) }
        defer { close(stream) }
        do throws(SystemError) {
            try Descriptor.write(bytes, to: stream)
        } catch {
            throw .cannotWrite(path, error.code)
        }
    }

    /// As `PrivateFile.replace` does.
    func replace<Answer>(
        _ fill: (_ partial: String) throws -> Answer
    ) throws(UsageError) -> Answer {
        try naming { () throws(UsageError) in try PrivateFile.replace(file ?? path, fill) }
    }

    /// A person is told of what they typed, and not of where a link leads.
    private func naming<Answer>(
        _ body: () throws(UsageError) -> Answer
    ) throws(UsageError) -> Answer {
        do throws(UsageError) {
            return try body()
        } catch {
            guard case .cannotWrite(_, let code) = error else { throw error }
            throw .cannotWrite(path, code)
        }
    }
}

// MARK: - Where a name leads

extension Destination {
    /// The longest chain of links that the system follows.
    private static let linkLimit = 40

    /// The file itself, which need not be there yet; nil where its folder is not.
    private static func place(_ path: String) -> String? {
        var path = path
        for _ in 0..<linkLimit {
            guard let target = link(path) else { break }
            path = target.hasPrefix("/") ? target : folder(path) + "/" + target
        }
        guard let name = path.split(separator: "/").last, let folder = real(folder(path)) else {
            return nil
        }
        return folder == "/" ? "/\(name)" : "\(folder)/\(name)"
    }

    private static func folder(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func link(_ path: String) -> String? {
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &target, target.count)
        guard count > 0 else { return nil }
        return String(decoding: target.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func real(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    /// Whether it is one of the files that diaries are kept in, or would lie among them: in the folder
    /// of any replica, or as the settings.
    private static func isOwn(_ place: String) -> Bool {
        if Self.place(Config.path) == place { return true }
        guard let home = real(Desk.home) else { return false }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: home)) ?? []
        return names.contains { name in
            let replica = ReplicaDirectory(path: "\(home)/\(name)")
            guard replica.exists || access(replica.database, F_OK) == 0,
                let folder = real(replica.path)
            else { return false }
            return place.hasPrefix(folder + "/")
        }
    }
}

/// What makes two names the same file.
private struct FileIdentity: Equatable {
    let device: dev_t
    let number: ino_t
    let type: mode_t

    /// Nil where there is nothing.
    init?(_ path: String) {
        var found = stat()
        guard stat(path, &found) == 0 else { return nil }
        self.init(found)
    }

    init?(_ file: Int32) {
        var found = stat()
        guard fstat(file, &found) == 0 else { return nil }
        self.init(found)
    }

    private init(_ found: stat) {
        (device, number, type) = (found.st_dev, found.st_ino, found.st_mode & S_IFMT)
    }
}
