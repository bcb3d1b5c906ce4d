/// What `tonus help TOPIC` says.
extension Help {
    static let times = """
        A time can be said in these ways; nothing else is guessed at.

          now                       20m · 20 min ago · 1h30
          22:30 · 10:30pm           the last time the clock showed it
          yesterday 22:30           mon 22:30 · 19 nov 22:30
          last night                between 22:00 and 07:00
          around 3am                give or take half an hour
          for 4m                    how long: it began then, or has just ended
          22:30-22:50               from, to
          2026-11-19T22:30+01:00    ISO 8601

        What was understood is always said back in full. A time in the future is refused. So is
        an hour that the clocks skipped in spring; of the hour that came twice in autumn you are
        asked which one it was.
        """

    static let exitCodes = """
        0    done
        1    failed
        2    cancelled; nothing was changed
        3    partly done, such as an import with bad lines
        4    not joined, or removed, or left
        64   what was typed cannot be an errand
        65   bad content: of a file, or a time that never was
        66   no such input file
        69   the server does not answer; entries are safe
        73   cannot write
        75   busy; try it again
        78   something in the set-up is wrong
        130  interrupted
        """

    static let accessibility = """
        Everything works with the keyboard alone, line by line. Nothing is timed, nothing blinks,
        and no colour carries a meaning. Everything can be taken back: tonus undo

          ACCESSIBLE=1              words for signs, no pictures; or: tonus config accessible on
          tonus t                   one key starts an episode, and stops it
          tonus l                   an episode that is over; the rest can come later
          --plain                   tab-separated lines
          --json                    one document, for programs
        """

    static let privacy = """
        What you write stays on your devices. Without `tonus setup` nothing leaves this one.

        A server keeps sealed envelopes. It can not read an entry, a name or a note, and can not
        make or change one. It sees how many devices you have, their roles, when they sync, and
        about how much they send.

        Private notes (tonus note --private) are sealed to the owners' devices alone.

        This device's files can be read by whoever can read your files here. Encrypt the disk.
        A note typed as words stands in the shell's history; typed at the prompt it does not.
        """

    static let environment = """
        TONUS_HOME       where everything is kept
        TONUS_REPLICA    which replica, as -R
        TONUS_AUTOSYNC   0: nothing is sent until you sync
        ACCESSIBLE       1: words for signs, no pictures
        NO_COLOR         nothing here is coloured in any case
        TZ               your time zone
        """
}
