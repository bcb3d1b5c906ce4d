import ArgumentParser

/// What `--help` says of the commands for everything beside spasms.
extension Help {
    static let checkInAbstract = "Say how a day was"
    static let checkInDiscussion =
        """
        tonus checkin 6                            average spasticity of the last 24 hours
        tonus checkin 6 pain 3 sleep 7.5 fatigue 5 more, in any order
        tonus checkin evening 3                    how troubled, 1 not at all to 4 very
        tonus checkin yesterday wakings 2 infection=yes
        Whatever is left out stays unsaid. With nothing it shows what can be said.
        """
    static let checkInWords: ArgumentHelp = "A number, names with their values, and a day"
    static let lightAbstract = "One number on a bad day: how troubled, 1 to 4"
    static let lightDiscussion =
        """
        tonus light 3              now: not at all 1, a little 2, quite 3, very 4
        tonus light 3 morning      another part of today
        """
    static let lightWords: ArgumentHelp = "1, 2, 3 or 4; then a part of the day"
    static let markAbstract = "Say that something was there that may matter"
    static let markDiscussion =
        """
        tonus mark heat            today, yes
        tonus mark heat no         it was not
        tonus mark fatigue 7 yesterday
        Days without it count as much as days with it.
        """
    static let markWords: ArgumentHelp = "Which factor; yes, no, unknown or a number; a day"
    static let factorAbstract = "Give a factor of your own a name"
    static let factorWords: ArgumentHelp = "Its name; kind=yes-no, score, minutes or degrees"
    static let treatmentAbstract = "Write down something that you try"
    static let treatmentWords: ArgumentHelp = "Its name; what it is; how much, as in 10 mg"
    static let regimenAbstract = "Write down what you take or do regularly"
    static let regimenDiscussion =
        """
        tonus regimen baclofen 10 mg times=8:00 times=20:00
        tonus regimen stop baclofen yesterday reason=tired
        Another amount is another regimen: stop the old one, and write down the new.
        """
    static let regimenWords: ArgumentHelp = "Of what, how much, when; from which day"
    static let doseAbstract = "Say that a dose was taken, or not"
    static let doseDiscussion =
        """
        tonus dose                       what is due today, numbered
        tonus dose 1                     that one was taken
        tonus dose 1 skipped             it was not
        tonus dose ibuprofen 400 mg 20m  one outside of any regimen
        tonus dose ibuprofen 400 mg for=last relief 5
        """
    static let doseWords: ArgumentHelp = "A number from the list, or of what; how much; when"
    static let exerciseAbstract = "Write down what you did to keep moving"
    static let exerciseWords: ArgumentHelp =
        "What, as in walk or stretch; minutes; effort 4; when"
    static let relapseAbstract = "Say that a bad spell began, or ended"
    static let relapseDiscussion =
        """
        tonus relapse mon weakness vision     since Monday, and what is new or worse
        tonus relapse end yesterday
        tonus list relapses                   and then, when a clinician said so:
        tonus edit 1 certainty=confirmed
        """
    static let relapseWords: ArgumentHelp = "Since when; what is new or worse; or: end"
    static let measureAbstract = "Write down what a clinician measured"
    static let measureWords: ArgumentHelp = "What, its value, where; as in ashworth 2 left knee"
    static let adviceAbstract = "Write down what you were advised"
    static let adviceWords: ArgumentHelp = "The words; by=who"
    static let questionAbstract = "Write down a question for the next visit"
    static let questionWords: ArgumentHelp = "The question; with none, all are listed"
    static let visitAbstract = "Write down a visit"
    static let visitWords: ArgumentHelp = "When, with=whom, and what for"
    static let sideEffectAbstract = "Write down what a treatment did beside what it was for"
    static let sideEffectWords: ArgumentHelp = "What, as in drowsy; of=baclofen; how bad; when"
    static let favouritesAbstract = "Keep what you type often, and run it by its number"
    static let favouritesDiscussion =
        """
        tonus favourites add log left calf 6 for 5m
        tonus favourites                 all of them, numbered
        tonus f 1                        run the first
        """
    static let favouritesWords: ArgumentHelp = "add and a command; or a number"
    static let insightsAbstract = "What the diary comes to, and what stands out in it"
    static let insightsDiscussion =
        """
        Counts, how often, and whether a factor's days differ from the others by more than chance. It says
        how many more weeks a question needs, and never what causes what.
        """
    static let insightsMonths: ArgumentHelp = "How many months back; a year if not said"
    static let insightsAll: ArgumentHelp = "Also the questions for which there are too few days"
    static let chartAbstract = "Draw how often, how bad, when, where, or what stands out"
    static let chartDiscussion =
        """
        tonus chart                     spasms a week, of three months
        tonus chart hours --months 12   by hour and weekday
        tonus chart body --table        the numbers instead of the picture
        tonus chart trend --svg how-bad.svg
        """
    static let chartName: ArgumentHelp = "Which"
    static let chartTable: ArgumentHelp = "The numbers instead of the picture"
    static let chartSVG: ArgumentHelp = "Write a picture for a page to this file"
}
