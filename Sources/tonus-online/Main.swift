import Foundation
import TonusCommands
import TonusHTTP

/// What `tonus` becomes for errands that need a server.
@main
enum Main {
    static func main() async {
        await Program.run { address, server in
            ServerConnection(address, serverID: server) {
                Int64((Date().timeIntervalSince1970 * 1000).rounded())
            }
        }
    }
}
