import ArgumentParser

/// What `--help` says of the commands for everything beside spasms.
extension Help {
    static var checkInAbstract: String { say("Say how a day was") }
    static var checkInDiscussion: String {
        say(
            """
            tonus checkin 6                            average spasticity of the last 24 hours
            tonus checkin 6 pain 3 sleep 7.5 fatigue 5 more, in any order
            tonus checkin evening 3                    how troubled, 1 not at all to 4 very
            tonus checkin yesterday wakings 2 infection=yes
            Whatever is left out stays unsaid. With nothing it asks, one thing after another.
            """)
    }
    static var checkInWords: ArgumentHelp { help("A number, names with their values, and a day") }
    static var lightAbstract: String { say("One number on a bad day: how troubled, 1 to 4") }
    static var lightDiscussion: String {
        say(
            """
            tonus light 3              now: not at all 1, a little 2, quite 3, very 4
            tonus light 3 morning      another part of today
            tonus light yesterday evening 2
            """)
    }
    static var lightWords: ArgumentHelp {
        help("1, 2, 3 or 4; a part of the day, and a day, where it is not now")
    }
    static var markAbstract: String { say("Say that something was there that may matter") }
    static var markDiscussion: String {
        say(
            """
            tonus mark heat            today, yes
            tonus mark heat no         it was not
            tonus mark fatigue 7 yesterday
            tonus mark heat 18:00-18:30  with the hour it can be compared hour by hour
            Days without it count as much as days with it.
            """)
    }
    static var markWords: ArgumentHelp {
        help("Which factor; yes, no, unknown or a number; a day, or when by the clock")
    }
    static var factorAbstract: String { say("Give a factor of your own a name") }
    static var factorWords: ArgumentHelp {
        help(
            "Its name; kind=yes-no, score, minutes or degrees; sensitive=yes; or on, off")
    }
    static var treatmentAbstract: String { say("Write down something that you try") }
    static var treatmentWords: ArgumentHelp { help("Its name; what it is; how much, as in 10 mg") }
    static var regimenAbstract: String { say("Write down what you take or do regularly") }
    static var regimenDiscussion: String {
        say(
            """
            tonus regimen baclofen 10 mg times=8:00 times=20:00
            tonus regimen stop baclofen yesterday reason=tired
            Another amount is another regimen: stop the old one, and write down the new.
            """)
    }
    static var regimenWords: ArgumentHelp { help("Of what, how much, when; from which day") }
    static var doseAbstract: String { say("Say that a dose was taken, or not") }
    static var doseDiscussion: String {
        say(
            """
            tonus dose                       what is due today, numbered
            tonus dose 1                     that one was taken
            tonus dose 1 skipped             it was not
            tonus dose ibuprofen 400 mg 20m  one outside of any regimen
            tonus dose ibuprofen 400 mg for=last relief 5
            """)
    }
    static var doseWords: ArgumentHelp {
        help(
            "A number from the list, or of what; how much; when")
    }
    static var exerciseAbstract: String { say("Write down what you did to keep moving") }
    static var exerciseWords: ArgumentHelp {
        help(
            "What, as in walk or stretch; minutes; effort 4; when")
    }
    static var relapseAbstract: String { say("Say that a bad spell began, or ended") }
    static var relapseDiscussion: String {
        say(
            """
            tonus relapse mon weakness vision     since Monday, and what is new or worse
            tonus relapse end yesterday
            tonus list relapses                   and then, when a clinician said so:
            tonus edit 1 certainty=confirmed
            """)
    }
    static var relapseWords: ArgumentHelp { help("Since when; what is new or worse; or: end") }
    static var measureAbstract: String { say("Write down what a clinician measured") }
    static var measureWords: ArgumentHelp {
        help(
            "What, its value, where; as in ashworth 2 left knee")
    }
    static var adviceAbstract: String { say("Write down what you were advised") }
    static var adviceWords: ArgumentHelp { help("The words; by=who") }
    static var questionAbstract: String { say("Write down a question for the next visit") }
    static var questionWords: ArgumentHelp { help("The question; with none, all are listed") }
    static var visitAbstract: String { say("Write down a visit") }
    static var visitWords: ArgumentHelp { help("When, with=whom, and what for") }
    static var sideEffectAbstract: String {
        say(
            "Write down what a treatment did beside what it was for")
    }
    static var sideEffectWords: ArgumentHelp {
        help(
            "What, as in drowsy; of=baclofen; how bad; when")
    }
    static var favouritesAbstract: String {
        say(
            "Keep what you type often, and run it by its number")
    }
    static var favouritesDiscussion: String {
        say(
            """
            tonus favourites add log left calf 6 for 5m
            tonus favourites                 all of them, numbered
            tonus f 1                        run the first
            tonus f remove 1                 take the first away
            """)
    }
    static var favouritesWords: ArgumentHelp {
        help("add and a command; or a number; or remove and a number")
    }
    static var insightsAbstract: String {
        say(
            "What the diary comes to, and what stands out in it")
    }
    static var insightsDiscussion: String {
        say(
            """
            Counts, how often, and whether a factor's days differ from the others by more than chance. It says
            how many more weeks a question needs, and never what causes what. With --all: each answer with the
            spasms counted otherwise, exercise by minutes, and what was suspected beside what was written down.
            """)
    }
    static var insightsMonths: ArgumentHelp { help("How many months back; a year if not said") }
    static var insightsAll: ArgumentHelp {
        help(
            "Also the questions for which there are too few days, and each answer counted otherwise"
        )
    }
    static var chartAbstract: String {
        say(
            "Draw how often, how bad, when, where, how soon it eased, or what stands out")
    }
    static var chartDiscussion: String {
        say(
            """
            tonus chart                     spasms a week, of three months
            tonus chart hours --months 12   by hour and weekday
            tonus chart relief --months 12  how soon it eased, by what was tried
            tonus chart body --table        the numbers instead of the picture
            tonus chart trend --svg how-bad.svg
            """)
    }
    static var chartMonths: ArgumentHelp { help("How many months back; three if not said") }
    static var chartName: ArgumentHelp { help("Which") }
    static var chartTable: ArgumentHelp { help("The numbers instead of the picture") }
    static var chartSVG: ArgumentHelp { help("Write a picture for a page to this file") }
}
