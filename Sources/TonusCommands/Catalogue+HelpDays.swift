import ArgumentParser

/// What `--help` says of what is private.
extension Help {
    static var isPrivate: ArgumentHelp { help("For the owner's devices alone") }
    static var factorDiscussion: String {
        say(
            """
            tonus factor "cold wind"                    one of your own, to mark
            tonus factor migraine sensitive=yes         seen on the owner's devices alone
            tonus factor cycle on                       off until you turn it on, and private
            tonus factor "cold wind" off                no longer to be marked
            """)
    }
}
