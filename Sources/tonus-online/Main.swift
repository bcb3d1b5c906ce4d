import TonusCommands
import TonusHTTP

/// What `tonus` becomes for errands that need a server.
@main
enum Main {
    static func main() async {
        await Program.run { address, server, clock in
            ServerConnection(address, serverID: server, clock: clock)
        }
    }
}
