/// The glossary of `tonus help words`. Short and neutral: what a word means here, and nothing about what
/// anybody has or should do.
extension Help {
    static var words: String {
        say(
            """
            Words of this diary, and of people who talk about it.

            What happens
              spasm         a muscle tightens by itself, and lets go again
              cramp         the same for many people; often the kind that hurts. Use
                            whichever word is yours: both are one entry here
              episode       one spasm as it is written down: when, where, how bad
              spasticity    muscles that stay tight and resist being moved
              stiffness     how that feels
              clonus        quick beats of a muscle, again and again, as in a foot
              flexor, extensor, adductor
                            it bends, it stretches, it pulls inwards
              bad spell     days or weeks that are worse than usual (tonus relapse).
                            Whether it is a relapse, a clinician says, and then
                            it is written down: certainty=confirmed
              flare         one spasm that is worse than the usual ones

            How it is said
              severity      how strong it felt to you, 0 none to 10 worst
              pain          how much it hurt, 0 to 10
              extent        how much of a limb: a muscle, a part, the whole limb
              tally         many spasms counted, not told apart
              check-in      a few words about a whole day
              troubled      how much spasms and stiffness trouble you, 1 not at all
                            to 4 very; for a part of a day (tonus light)
              factor        something that may matter, such as heat, marked on the
                            days when it was there and when it was not
              regimen       what you take or do regularly, and at what times
              dose          one time of that: taken, skipped, or not known
              observed day  a day on which something was written down, if only that
                            there were no spasms. Only these are compared

            What a clinician may measure (tonus measure)
              Ashworth      how much a muscle resists being moved, 0 to 4
              EDSS          how far MS limits a person, 0 to 10 in halves
              PSFS          Penn Spasm Frequency Scale: how often, 0 to 4
              MSSS-88       88 questions on living with spasticity
            """)
    }
}
