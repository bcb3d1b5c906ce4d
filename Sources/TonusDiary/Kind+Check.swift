import TonusCore

extension Kind {
    /// Holds what is to be written against what no field can tell by itself: the range of a measure, and
    /// that nothing ends before it began.
    ///
    /// - Parameter value: what a field is to show.
    public func check(_ value: (Field) -> Value?) throws(DraftError) {
        switch self {
        case .measure:
            let code = value(.measureName)?.integer.flatMap { UInt8(exactly: $0) }
            guard let measure = code.flatMap(ClinicMeasure.init(rawValue:)),
                let amount = value(.measureValue)?.amount
            else { return }
            try measure.check(amount)
        case .regimen:
            for field in [Field.plannedEnd, .stoppedOn] {
                try Self.check(value(.regimenStart), value(field))
            }
        case .relapse: try Self.check(value(.relapseOnset), value(.relapseEnd))
        default: return
        }
    }

    private static func check(_ start: Value?, _ end: Value?) throws(DraftError) {
        guard let start = start?.date, let end = end?.date, end < start else { return }
        throw .endsBeforeStart(start)
    }
}

extension ClinicMeasure {
    /// - Throws: `DraftError` for what the scale does not have.
    func check(_ amount: Decimal10) throws(DraftError) {
        if let steps, !steps.contains(amount.text) {
            let shown = self == .ashworth ? steps.map { $0 == "1.5" ? "1+" : $0 } : steps
            throw .badValue(field: word, value: amount.text, choices: shown)
        }
        if self == .msss, !amount.isWithin(88...352) || amount.exponent < 0 {
            throw .outOfRange(field: word, value: amount.text, 88...352)
        }
    }

    /// The values of a scale that has few.
    ///
    /// Source: Bohannon and Smith, *Physical Therapy* 67(2), 1987, 206–207 for the modified Ashworth scale;
    /// Kurtzke, *Neurology* 33(11), 1983, 1444–1452 for the EDSS; Penn et al., *New England Journal of
    /// Medicine* 320(23), 1989, 1517–1521 for the two of spasms.
    private var steps: [String]? {
        switch self {
        case .ashworth: ["0", "1", "1.5", "2", "3", "4"]
        case .edss: ["0"] + (2...20).map { $0.isMultiple(of: 2) ? "\($0 / 2)" : "\($0 / 2).5" }
        case .spasmFrequency: ["0", "1", "2", "3", "4"]
        case .spasmSeverity: ["1", "2", "3"]
        case .walk, .pegs, .msss, .other: nil
        }
    }
}

extension SheetDraft {
    /// 1+ is a value of the modified Ashworth scale alone.
    func refusePlus() throws(DraftError) {
        guard kind == .measure,
            self[.measureName] != .integer(Int64(ClinicMeasure.ashworth.rawValue))
        else { return }
        throw .notUnderstood("1+")
    }
}

extension FactorKind {
    /// What a number may be; nil for a factor that is there or not.
    private var range: ClosedRange<Int>? {
        switch self {
        case .yesNo: nil
        case .score: 0...10
        case .minutes: 0...1440
        case .degrees: 0...60
        }
    }

    /// Holds what is said of a factor against its kind.
    ///
    /// - Throws: `DraftError`.
    public func check(_ exposure: Value?) throws(DraftError) {
        guard let amount = exposure?.amount else { return }
        guard let range else {
            throw .badValue(
                field: Field.exposure.name, value: amount.text,
                choices: Field.answers + ["unknown"])
        }
        guard amount.isWithin(range) else {
            throw .outOfRange(field: Field.exposure.name, value: amount.text, range)
        }
    }
}

extension Sheet {
    /// How a factor of this diary is told; a score, where nobody said.
    public var factorKind: FactorKind {
        let code = self[.factorKind]?.integer.flatMap { UInt8(exactly: $0) }
        return code.flatMap(FactorKind.init(rawValue:)) ?? .score
    }
}
