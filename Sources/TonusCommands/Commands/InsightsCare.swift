import TonusCore
import TonusDiary
import TonusInsights

/// What `insights --json` says of what was taken and done. Fields are only ever added.
struct InsightsCare: Encodable {
    struct Regimen: Encodable {
        let name: String?
        let start: String?
        let stopped: String?
        let days: Int?
        let plannedDays: Int?
        let due: Int
        let taken: Int
        let skipped: Int
        let unknown: Int
    }

    struct BadSpell: Encodable {
        let from: String
        let to: String?
        let certainty: String
        let symptoms: [String]
        let against: [String]
    }

    struct Penn: Encodable {
        let told: Int?
        let toldOn: String?
        let toldSeverity: Int?
        let estimated: Int?
    }

    let regimens: [Regimen]
    /// Days with a painkiller; nil where the diary knows of none.
    let painkillerDays: Int?
    let painkillerDaysIn30: Double?
    let badSpells: [BadSpell]
    let penn: Penn
    let stretching: [InsightsMore.Step]

    init(_ insights: Insights) {
        let names = insights.figures.names
        func name(_ regimen: Sheet) -> String? {
            regimen[.regimenTreatment]?.entity.flatMap { names["\($0)"] }
        }
        regimens = insights.followed.map { record in
            Regimen(
                name: name(record.regimen),
                start: record.regimen[.regimenStart]?.date.map { WhenFormat.iso($0) },
                stopped: record.regimen[.stoppedOn]?.date.map { WhenFormat.iso($0) },
                days: record.length, plannedDays: record.planned, due: record.due,
                taken: record.taken, skipped: record.skipped, unknown: record.unknown)
        }
        let painkillers = insights.painkillerDays
        painkillerDays = painkillers?.all
        painkillerDaysIn30 = painkillers?.monthly.value.flatMap(rounded)
        badSpells = insights.treatedSpells.map { treated in
            BadSpell(
                from: WhenFormat.iso(treated.spell.onset),
                to: treated.spell.end.map { WhenFormat.iso($0) },
                certainty: treated.spell.certainty.word,
                symptoms: treated.spell.symptoms.map(\.word),
                against: treated.regimens.compactMap(name)
                    + treated.treatments.compactMap { names["\($0)"] })
        }
        let told = insights.toldPenn
        penn = Penn(
            told: told?.step, toldOn: told.map { WhenFormat.iso($0.day) },
            toldSeverity: told?.severity, estimated: insights.penn?.step)
        stretching = insights.stretching?.steps.map(InsightsMore.Step.init) ?? []
    }
}
