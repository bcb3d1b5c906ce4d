/// Of slips and what is said to them, and the glossary.
extension German {
    static let slips: KeyValuePairs<String, String> = [
        "'{}' is not understood here": "„{}“ ist hier nicht zu verstehen",
        "nothing was said for '{}'": "zu „{}“ steht nichts da",
        "part of the day": "Teil des Tages",
        "that end, {}, is before the start, {}": "das Ende, {}, liegt vor dem Anfang, {}",
        "Nothing was saved. If it goes on, stop it when it is over; if it began earlier, say that first.":
            "Nichts wurde gespeichert. Wenn er andauert: beenden, sobald er vorbei ist; wenn er früher begann: das zuerst sagen.",
        "  It is over: {} edit {} end=unknown (or the time, where you know it)":
            "  Er ist vorbei: {} edit {} ende=unbekannt (oder die Zeit, wenn sie bekannt ist)",
        "{} more have no end yet; they are asked about after these.":
            "{} weitere haben noch kein Ende; danach wird nach diesen gefragt.",
        "How many months back; three if not said":
            "Wie viele Monate zurück; ohne Angabe drei",
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
        """:
            """
        Worte dieses Tagebuchs, und von Leuten, die darüber reden.

        Was geschieht
          Krampf        ein Muskel spannt sich von selbst an und lässt wieder los. Jedes
                        andere Wort dafür meint hier denselben Eintrag
          Eintrag       ein Krampf, wie er aufgeschrieben ist: wann, wo, wie stark
          Spastik       Muskeln bleiben gespannt und geben nach, wenn man sie bewegt, nur
                        gegen Widerstand
          Steifheit     wie sich das anfühlt
          Klonus        schnelles Schlagen eines Muskels, immer wieder, etwa im Fuß
          Beuger, Strecker, Adduktor
                        er beugt, er streckt, er zieht nach innen
          schlechte Phase
                        Tage oder Wochen, die schlechter sind als sonst (tonus relapse). Ob es
                        ein Schub ist, sagt der Arzt, und dann steht es da:
                        certainty=confirmed
          schlimmer     ein Krampf, der schlimmer ist als die üblichen

        Wie es gesagt wird
          Stärke        wie stark es sich anfühlte, 0 gar nicht bis 10 am stärksten
          Schmerz       wie weh es tat, 0 bis 10
          Umfang        wie viel von Arm oder Bein: ein Muskel, ein Teil, ganz
          Strichliste   viele Krämpfe, gezählt und nicht einzeln (tonus tally)
          Tagesrückblick
                        ein paar Worte über einen ganzen Tag (tonus checkin)
          belastet      wie sehr Krämpfe und Steifheit belasten, 1 gar nicht bis 4 sehr;
                        für einen Teil des Tages (tonus light)
          Faktor        etwas, das von Belang sein kann, etwa Hitze; vermerkt an Tagen, an
                        denen es da war, und an denen es nicht da war
          Plan          was regelmäßig genommen oder getan wird, und wann (tonus regimen)
          Dosis         ein Mal davon: genommen, ausgelassen, oder nicht bekannt
          beobachteter Tag
                        ein Tag, zu dem etwas aufgeschrieben ist, und sei es nur, dass es
                        keine Krämpfe gab. Nur solche werden verglichen

        Was in der Praxis gemessen wird (tonus measure)
          Ashworth      wie viel Widerstand ein Muskel leistet, 0 bis 4
          EDSS          wie sehr MS einschränkt, 0 bis 10 in halben Schritten
          PSFS          Penn-Häufigkeit: wie oft, 0 bis 4
          MSSS-88       88 Fragen zum Leben mit Spastik
        """,
    ]
}
