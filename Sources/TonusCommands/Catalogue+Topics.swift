/// What `tonus help TOPIC` says.
extension Help {
    static var times: String {
        say(
            """
            Times need no quotes. What was understood is said back in full.

              now                          20m   1h30   20 min ago   half an hour ago
              22:30   10:30pm   noon       the last time the clock showed it
              yesterday 22:30              today, or a week day: mon 22:30
              19 nov 22:30                 with a year for last year: 19 nov 2025 22:30
              2026-11-19T22:30+01:00       ISO 8601
              yesterday   tue   19 nov     the day, and no more is known
              around 3am                   give or take half an hour
              last night   this morning    yesterday evening   mon afternoon
              between 22:00 and 23:00      once, at some moment in there
              22:30-22:50   23:50 to 0:10  from, to; also: 19:00 until now
              22:30 for 4m                 from, and how long

            The future is refused, and so is a date within the next month without a
            year; so are dates in figures such as 3/4: type 3 apr or 4 mar.

            An hour that the clocks skipped never was, and is refused. Of an hour that
            came twice you are asked which; to say it at once, put the name or the
            offset behind the time: 2:30 CEST, 2:30+02:00, 1:30 UTC-4.

            More, with everything that is refused: Docs/Times.md
            """)
    }

    static var exitCodes: String {
        say(
            """
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
            """)
    }

    static var accessibility: String {
        say(
            """
            Everything works with the keyboard alone, line by line. Nothing is timed,
            nothing blinks, and no colour carries a meaning. Everything can be taken
            back: tonus undo

              ACCESSIBLE=1              words for signs, no pictures; or: tonus config accessible on
              tonus t                   one key starts an episode, and stops it
              tonus l                   an episode that is over; the rest can come later
              --plain                   tab-separated lines
              --json                    one document, for programs
            """)
    }

    static var privacy: String {
        say(
            """
            What you write stays on your devices. Without `tonus setup` nothing leaves
            this one.

            A server keeps sealed envelopes. It cannot read an entry, a name or a note,
            and cannot make or change one. It sees how many devices you have, their
            roles, when they sync, and about how much they send.

            Private notes (tonus note --private) are sealed to the owners' devices alone,
            and so are check-ins and marks with --private and the days of a sensitive
            factor, such as the cycle. What you suspect on an episode everybody sees.

            This device's files can be read by whoever can read your files here. Encrypt
            the disk. A note typed as words stands in the shell's history; read from
            standard input it does not.
            """)
    }

    static var environment: String {
        say(
            """
            TONUS_HOME       where everything is kept
            TONUS_REPLICA    which replica, as -R
            TONUS_AUTOSYNC   0: nothing is sent until you sync
            ACCESSIBLE       1: words for signs, no pictures
            NO_COLOR         nothing here is coloured in any case
            TZ               your time zone
            LC_MESSAGES      the language: de for German, else English
            LC_TIME          12 or 24 hours, and whether a week begins on Monday or Sunday
            LC_ALL           goes before both, and LANG is asked after them; tonus config
                             goes before all four
            """)
    }
}
