import TonusDiary

/// What a check-in asks, one thing after another.
extension Catalogue {
    var checkInIntroduction: [String] {
        [say("How was today? Enter leaves a thing out; nothing is timed.")]
    }

    var askSpasmFree: [String] {
        [
            say("No spasm is written down for today. Were there none?"), say("1. none"),
            say("2. there were some"),
        ]
    }

    /// The fields that are asked for, in order.
    var checkInQuestions: [(Field, [String])] {
        [
            (
                .spasticity,
                [say("Average spasticity of the last 24 hours, 0 none to 10 worst?")]
            ),
            (.dayPain, [say("Pain, 0 none to 10 worst?")]),
            (.sleepHours, [say("How many hours of sleep last night?")]),
            (.wakings, [say("How often did spasms wake you?")]),
            (.fatigue, [say("Fatigue, 0 none to 10 worst?")]),
            (.stress, [say("Stress, 0 none to 10 worst?")]),
        ]
    }

    func askTroubled(_ part: PartOfDay) -> [String] {
        [
            say("How troubled are you by spasms and stiffness (\(word(part)))?"),
            say("1. not at all"), say("2. a little"), say("3. quite"), say("4. very"),
        ]
    }

    var askBothered: [String] {
        [
            say("Once a week: how bothered were you by spasms in these seven days?"),
            say("1. not at all"), say("2. a little"), say("3. quite"), say("4. very"),
        ]
    }

    /// The five steps of the Penn scale, in words of our own.
    var askPenn: [String] {
        [
            say("And how often were there spasms?"), say("0. never"),
            say("1. only when something sets them off"), say("2. less than once an hour"),
            say("3. more than once an hour"), say("4. more than ten times an hour"),
        ]
    }

    var askPennSeverity: [String] {
        [
            say("How strong were they mostly?"), say("1. mild"), say("2. moderate"),
            say("3. severe"),
        ]
    }

    func askSame(_ yesterday: [CheckInForm.Mark]) -> [String] {
        let marks = yesterday.map {
            $0.wasPresent ? say("\($0.name) yes") : say("\($0.name) no")
        }
        return [
            say("Yesterday: \(marks.joined(separator: ", ")). And today?"),
            say("1. the same as yesterday"), say("2. ask one by one"),
        ]
    }

    func askFactor(_ name: String) -> [String] {
        [say("Was it there today: \(name)?"), say("1. yes"), say("2. no")]
    }

    /// What is said to an answer that cannot be read.
    func askAgain(_ field: Field) -> String {
        switch field {
        case .sleepHours: say("A number of hours from 0 to 24, such as 7.5, or Enter.")
        case .wakings: say("A number from 0 to 20, or Enter.")
        default: say("A number from 0 to 10, or Enter.")
        }
    }

    func askAgain(_ range: ClosedRange<Int>) -> String {
        say("A number from \(range.lowerBound) to \(range.upperBound), or Enter.")
    }

    var nothingSaid: [String] { [say("Nothing was said, so nothing was saved.")] }

    /// Beneath the echo of a check-in: what was marked with it.
    func marked(_ count: Int) -> [String] {
        count == 0
            ? [] : [say("Marked with it: \(plural(count, "factor", "factors")).")]
    }
}
