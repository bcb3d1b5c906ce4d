import TonusDiary

/// A code of somebody's list, and what that list calls it.
struct FHIRCode: Hashable, Sendable {
    enum System: String, Sendable {
        case loinc = "http://loinc.org"
        case snomed = "http://snomed.info/sct"
        case units = "http://unitsofmeasure.org"
        case symptoms = "http://hl7.org/fhir/uv/symptoms/CodeSystem/SymptomTemporary"
        case category = "http://terminology.hl7.org/CodeSystem/observation-category"
        case conditionState = "http://terminology.hl7.org/CodeSystem/condition-clinical"
        case conditionCertainty = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
    }

    let system: System
    let code: String
    /// LOINC asks for a name beside each of its codes; elsewhere our own words say what is meant.
    let display: String?

    init(_ system: System, _ code: String, _ display: String? = nil) {
        (self.system, self.code, self.display) = (system, code, display)
    }

    var coding: JSONTree {
        .fields([
            "system": .text(system.rawValue), "code": .text(code),
            "display": display.map { .text($0) },
        ])
    }
}

/// Every code that can be in a bundle. What has none that is certain is told in words alone.
///
/// Source: HL7 Symptoms Data Standards 1.0.0, profiles `SymptomObservation` and
/// `SymptomAbsentObservation`; body sites as DICOM's list of them has them.
extension FHIRCode {
    static let symptom = FHIRCode(.loinc, "75325-1", "Symptom")
    static let symptomAbsent = FHIRCode(.loinc, "111551-8", "Symptom absent")
    static let quality = FHIRCode(.loinc, "56823-8", "Problem quality or description")
    static let severity = FHIRCode(.loinc, "64750-3", "Severity of symptoms")
    static let speedOfOnset = FHIRCode(.loinc, "99495-4", "Speed of condition onset")
    static let trigger = FHIRCode(.loinc, "100752-5", "Exacerbating factors - Reported")
    static let relieved = FHIRCode(.loinc, "100753-3", "Alleviating factors - Reported")
    static let frequency = FHIRCode(.loinc, "104156-5", "Condition frequency - Reported")
    static let pain = FHIRCode(
        .loinc, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")

    static let symptomCategory = FHIRCode(.symptoms, "symptom")
    static let survey = FHIRCode(.category, "survey")

    static let muscleSpasm = FHIRCode(.snomed, "45352006")
    static let crampingPain = FHIRCode(.snomed, "279093005")
    static let moderate = FHIRCode(.snomed, "6736007")
    static let severe = FHIRCode(.snomed, "24484000")
    static let sudden = FHIRCode(.snomed, "385315009")
    static let gradual = FHIRCode(.snomed, "61751001")

    static let score = FHIRCode(.units, "{score}")
    static let second = FHIRCode(.units, "s")
    static let minute = FHIRCode(.units, "min")
    static let hour = FHIRCode(.units, "h")
    static let day = FHIRCode(.units, "d")

    static let resolved = FHIRCode(.conditionState, "resolved")
    static let active = FHIRCode(.conditionState, "active")
    static let suspected = FHIRCode(.conditionCertainty, "unconfirmed")
    static let confirmed = FHIRCode(.conditionCertainty, "confirmed")
    static let ruledOut = FHIRCode(.conditionCertainty, "refuted")
    static let enteredInError = FHIRCode(.conditionCertainty, "entered-in-error")

    /// No code is certain for calf and shin, nor for the groin as a whole. Which side it was is told
    /// in words: codings that stand together must mean the same, and a side is no body site.
    static let regions: [Region: FHIRCode] = [
        .leg: "61685007", .thigh: "68367000", .foot: "56459004", .toes: "29707007",
        .ankle: "70258002", .knee: "72696002", .hip: "29836001", .buttock: "46862004",
        .back: "77568009", .lowerBack: "52612000", .neck: "45048000", .shoulder: "16982005",
        .arm: "53120007", .upperArm: "40983000", .forearm: "14975008", .hand: "85562004",
        .fingers: "7569003", .trunk: "22943007", .abdomen: "818981001", .chest: "816094009",
        .pelvis: "816092008", .jaw: "661005", .face: "89545001", .head: "69536005",
    ].mapValues { FHIRCode(.snomed, $0) }
}

/// Which lists of codes may be used.
package struct FHIRCodes: Hashable, Sendable {
    /// SNOMED CT is free in some countries alone, so whoever may use it says so.
    package let withSNOMED: Bool

    package init(withSNOMED: Bool) { self.withSNOMED = withSNOMED }

    /// A concept: always in words, and coded where that may be.
    func concept(_ code: FHIRCode?, _ words: String) -> JSONTree {
        let isUsed = code.map { $0.system != .snomed || withSNOMED } ?? false
        return .fields([
            "coding": isUsed ? code.map { .list([$0.coding]) } : nil, "text": .words(words),
        ])
    }
}

extension JSONTree {
    /// A person's words as FHIR takes them; nil where there are none.
    ///
    /// Source: FHIR R4, "Datatypes", `string`: of control characters tab and line ends alone, and
    /// not only spaces.
    static func words(_ text: String) -> JSONTree? {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isKept = scalar == "\n" || scalar == "\t" || scalar == "\r"
            if !isKept, scalar.properties.isWhitespace {
                kept.append(" ")
            } else if !isKept, scalar.properties.generalCategory == .control {
                kept.append("\u{FFFD}")
            } else {
                kept.append(scalar)
            }
        }
        let words = String(kept)
        let isBlank = words.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        return isBlank ? nil : .text(words)
    }

    static func quantity(_ number: String, _ unit: FHIRCode) -> JSONTree {
        .fields([
            "value": .number(number), "unit": .text(unit.code),
            "system": .text(unit.system.rawValue), "code": .text(unit.code),
        ])
    }
}
