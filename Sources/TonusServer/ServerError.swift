/// Why a server does not start. Nothing was changed.
package enum ServerError: Error, Hashable, CustomStringConvertible {
    case directoryRefused(path: String)
    case databaseRefused(path: String, code: Int32)
    case databaseNewer(path: String)
    case notDurable(path: String)
    case addressInUse(host: String, port: Int)
    case addressRefused(host: String, port: Int)

    package var description: String {
        switch self {
        case .directoryRefused(let path): "the directory \(path) cannot be made or written to"
        case .databaseRefused(let path, let code):
            "the database \(path) cannot be opened (SQLite says \(code))"
        case .databaseNewer(let path): "the database \(path) was written by a newer tonus-server"
        case .notDurable(let path):
            "the database \(path) does not keep what it commits through a power cut"
        case .addressInUse(let host, let port): "port \(port) on \(host) is in use"
        case .addressRefused(let host, let port): "cannot listen on \(host), port \(port)"
        }
    }

    package var hint: String {
        switch self {
        case .directoryRefused: "choose another with `tonus-server serve --data DIR`"
        case .databaseRefused: "see that no other program changed it, or restore a backup"
        case .databaseNewer: "nothing was changed; install the newer tonus-server again"
        case .notDurable: "put the data on a local disk with `tonus-server serve --data DIR`"
        case .addressInUse(_, let port):
            "stop what listens there, or type `tonus-server serve --port \(port % 65_535 + 1)`"
        case .addressRefused: "type `tonus-server serve --host 127.0.0.1`"
        }
    }
}
