import TonusCore
import TonusDiary
import TonusStore
import TonusTypes

/// Lines for everything that is neither an episode nor a tally.
extension Catalogue {
    /// - Parameter about: what people call the thing that it refers to.
    func line(_ sheet: Sheet, _ about: String?, _ now: Moment) -> String {
        var parts = [when(sheet, now)].compactMap { $0 }
        let (first, used) = headline(sheet, about, now)
        parts += first
        for field in sheet.said where !used.contains(field) && field != sheet.kind.moment {
            let text = said(field, in: sheet, now)
            if !text.isEmpty { parts.append(text) }
        }
        if sheet.key.audience == .owner { parts.append(privateWord) }
        return parts.isEmpty ? word(sheet.kind) : parts.joined(separator: " · ")
    }

    private func when(_ sheet: Sheet, _ now: Moment) -> String? {
        if let time = sheet.time { return spoken(time, now) }
        return sheet.day.map { spoken(now.point(of: $0), now) }
    }

    /// What is said without the names of its fields, and which fields that were.
    private func headline(
        _ sheet: Sheet, _ about: String?, _ now: Moment
    ) -> (parts: [String], used: Set<Field>) {
        func text(_ field: Field) -> String? { self.text(field, of: sheet, now) }
        func joined(_ fields: [Field], _ front: String? = nil) -> String {
            ([front] + fields.map(text)).compactMap { $0 }.joined(separator: " ")
        }
        switch sheet.kind {
        case .checkIn:
            let none =
                sheet.isSpasmFree
                ? [say("no spasms")] : sheet.said == [.checkInDate] ? [say("a day")] : []
            return (none, [.checkInDate, .noneToday])
        case .factorExposure:
            let factor = about ?? text(.exposedFactor) ?? "?"
            return (
                ["\(factor): \(text(.exposure) ?? say("unknown"))"],
                [.exposedFactor, .exposedDefinition, .exposedDate, .exposure]
            )
        case .relapse:
            guard let about else { return ([say("a bad spell")], [.relapseOnset]) }
            return (
                [say("a bad spell"), say("against it \(about)")],
                [.relapseOnset, .relapseTreatments]
            )
        case .advice:
            let named: Set<Field> = about == nil ? [] : [.adviceTreatment]
            return (
                [text(.adviceText) ?? "", about].compactMap { $0 },
                named.union([.adviceText, .adviceDate])
            )
        case .reportSnapshot:
            let days = [Field.reportFrom, .reportTo].compactMap(text)
            let span = days.count == 2 ? say("a page of \(days[0]) to \(days[1])") : say("a page")
            return (
                [span, text(.reportHash).map { say("content \($0)") }].compactMap { $0 },
                [.reportFrom, .reportTo, .reportHash, .reportedAt]
            )
        case .question: return ([text(.questionText) ?? ""], [.questionText, .questionDate])
        case .visit:
            return ([joined([.visitText])].filter { !$0.isEmpty }, [.visitText, .visitDate])
        case .sideEffect:
            return ([joined([.sideEffect], about)], [.sideEffect, .sideEffectOf, .sideEffectAt])
        case .favourite: return ([text(.favouriteWords) ?? ""], [.favouriteWords, .favouritePlace])
        default: return careHeadline(sheet, about, now)
        }
    }

    /// The same of what is tried and done, and of what was measured.
    private func careHeadline(
        _ sheet: Sheet, _ about: String?, _ now: Moment
    ) -> (parts: [String], used: Set<Field>) {
        func text(_ field: Field) -> String? { self.text(field, of: sheet, now) }
        func joined(_ fields: [Field], _ front: String? = nil) -> String {
            ([front] + fields.map(text)).compactMap { $0 }.joined(separator: " ")
        }
        switch sheet.kind {
        case .treatment:
            return (
                [joined([.treatmentName, .usualAmount, .treatmentUnit])],
                [.treatmentName, .usualAmount, .treatmentUnit]
            )
        case .regimen:
            return (
                [joined([.regimenAmount, .regimenUnit], about)],
                [.regimenTreatment, .regimenAmount, .regimenUnit]
            )
        case .dose:
            let status = text(.doseStatus) ?? say("unknown")
            return (
                [joined([.doseAmount, .doseUnit], about), status],
                [
                    .doseTreatment, .doseRegimen, .doseAmount, .doseUnit, .doseStatus, .doseSlot,
                    .doseAt,
                ]
            )
        case .exercise:
            let minutes = text(.exerciseMinutes).map { say("\($0) min") }
            return (
                [text(.exerciseType), minutes].compactMap { $0 },
                [.exerciseType, .exerciseMinutes, .exerciseAt]
            )
        case .measure:
            return (
                [
                    [text(.measureName), measured(sheet, now)].compactMap { $0 }.joined(
                        separator: " ")
                ],
                [.measureName, .measureValue, .measureDate]
            )
        default: return ([], [])
        }
    }

    private func text(_ field: Field, of sheet: Sheet, _ now: Moment) -> String? {
        sheet[field].map { text($0, in: field.cell(), now) }
    }

    /// A field with its name and all that is said in it.
    private func said(_ field: Field, in sheet: Sheet, _ now: Moment) -> String {
        let texts = sheet.keys(field).compactMap { key in
            sheet.value(field, key).map { text($0, in: field.cell(key: key), now) }
        }
        let all =
            texts + sheet.others(field).map { say("or \(text($0, in: field.cell(), now))") }
        return all.isEmpty ? "" : "\(name(of: field)) \(all.joined(separator: ", "))"
    }

    // MARK: - Echoes

    func sheetSaved(_ entry: Entry, _ now: Moment, isNew: Bool = true) -> [String] {
        [
            sentence(
                isNew
                    ? say("Saved: \(line(entry, nil, now))")
                    : say("Changed: \(line(entry, nil, now))")),
            say("Take it back: \(tonus) undo"),
        ]
    }

    /// A list of one kind; numbers stand for `edit`, `show` and `delete`.
    func sheets(_ kind: Kind, _ entries: [Entry], _ now: Moment) -> [String] {
        if entries.isEmpty { return [say("Nothing of that kind yet."), hint(example(of: kind))] }
        return zip(1..., entries).map { numbered($0, $1, nil, now) }
    }

    /// What a check-in asks for, a line a field, with what is said already.
    func checkInForm(_ sheet: Sheet?, _ now: Moment) -> [String] {
        let fields: [Field] = [
            .spasticity, .dayPain, .troubled, .sleepHours, .wakings, .fatigue, .stress,
        ]
        return fields.map { field in
            let words = sheet.map { said(field, in: $0, now) } ?? ""
            return "  " + (words.isEmpty ? "\(name(of: field)) …" : words)
        }
    }

    func checkInAsked(_ sheet: Sheet?, _ now: Moment) -> [String] {
        [say("Today's check-in:")] + checkInForm(sheet, now) + [
            say("Average spasticity of the last 24 hours, 0 none to 10 worst: \(tonus) checkin 6"),
            say("More, as you like: \(tonus) checkin 6 pain 3 sleep 7.5 fatigue 5"),
            say("A bad day? How troubled, 1 to 4: \(tonus) checkin evening 3"),
        ]
    }

    /// Doses that regimens say are due on a day.
    func dueDoses(_ due: [(text: String, status: String)]) -> [String] {
        if due.isEmpty {
            return [
                say("No regimen says that anything is due today."),
                say(
                    "One dose: \(tonus) dose baclofen 10 mg · Every day: \(tonus) regimen baclofen 10 mg times=8:00"
                ),
            ]
        }
        return zip(1..., due).map { "\($0). \($1.text) · \($1.status)" }
            + [say("Taken: \(tonus) dose 1 · Not taken: \(tonus) dose 1 skipped")]
    }

    private func example(of kind: Kind) -> String {
        switch kind {
        case .checkIn: say("checkin 6 pain 3 sleep 7.5")
        case .factorDefinition: say("factor cold wind kind=yes-no")
        case .factorExposure: say("mark heat yes")
        case .treatment: say("treatment baclofen antispastic 10 mg")
        case .regimen: say("regimen baclofen 10 mg times=8:00")
        case .dose: say("dose ibuprofen 400 mg")
        case .exercise: say("exercise walk 30 effort 4")
        case .relapse: say("relapse mon weakness")
        case .measure: say("measure ashworth 2 left knee")
        case .sideEffect: say("side-effect drowsy of=baclofen")
        case .visit: say("visit 12 dec with=neurologist")
        case .reportSnapshot: say("report --out report.html --keep")
        case .advice: say("advice stretch every morning by=physio")
        case .question: say("question Is the evening dose too late?")
        case .favourite: say("favourites add log left calf 6 for 5m")
        default: "help"
        }
    }

    var lightAsked: [String] {
        [
            say("How troubled are you by spasms and stiffness now?"),
            say("1. Not at all: \(tonus) light 1"), say("2. A little: \(tonus) light 2"),
            say("3. Quite: \(tonus) light 3"), say("4. Very: \(tonus) light 4"),
        ]
    }
}
