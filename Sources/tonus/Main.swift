import TonusCommands

/// The program that people type. What needs no server is done here, and nothing that a server needs is
/// linked or started for it.
@main
enum Main {
    static func main() { Program.run() }
}
