import TonusCore
import TonusDiary
import TonusTypes

/// Episodes: one observation a site, as FHIR R4 gives an observation one body site; what several
/// people rated differently, an observation each.
extension FHIRMapping {
    static func names(of episode: Episode) -> [FHIRName] {
        episode.placed.map { FHIRName("site", episode.state.entity, $0?.key ?? []) }
    }

    func resources(of episode: Episode) -> [FHIRResource] {
        guard let author = episode.author else { return [] }
        let witness = self.witness(author.member, episode.parts)
        let effective = effective(of: episode)
        let names = Self.names(of: episode)
        let components = components(of: episode, by: author.member)
        let symptoms = zip(episode.placed, names).map { site, name in
            let extent = site.flatMap { episode.extents[$0] }
                .flatMap { component("extent", words: $0.word) }
            return symptom(
                name, witness, effective,
                .fields([
                    "bodySite": bodySite([site].compactMap { $0 }),
                    "component": .list(components + [extent].compactMap { $0 }),
                ]))
        }
        return symptoms + scores(of: episode, effective, about: names)
    }

    /// An observation after the guide's profile: that there was a spasm.
    func symptom(
        _ name: FHIRName, _ witness: FHIRWitness, _ effective: JSONTree, _ fields: JSONTree
    ) -> FHIRResource {
        let guide: JSONTree = .fields([
            "meta": Self.profile("SymptomObservation"),
            "category": .list([.fields(["coding": .list([FHIRCode.symptomCategory.coding])])]),
        ])
        return observation(
            name, witness, codes.concept(.symptom, "Symptom"), effective,
            guide.adding(coded(.muscleSpasm, "Muscle spasm")).adding(fields))
    }

    /// A period without an end is one that goes on. So where nobody knows when it ended, its
    /// beginning is told as a moment: what only leaves the end out would go on for ever.
    private func effective(of episode: Episode) -> JSONTree {
        guard let onset = episode.onset else { return FHIRTime.effective(nil as TimePoint?) }
        switch episode.ending {
        case .ongoing:
            return .fields([
                "effectivePeriod": .fields(["start": .text(FHIRTime.dateTime(onset))])
            ])
        case .ended(let end):
            return FHIRTime.period(onset, end).map { .fields(["effectivePeriod": $0]) }
                ?? FHIRTime.effective(onset)
        case .unknown: return FHIRTime.effective(onset)
        }
    }

    /// What the observation's own reporter said, and what is said by all together.
    private func components(of episode: Episode, by member: MemberID) -> [JSONTree] {
        func own<Told>(_ reports: [Report<Told>]) -> Told? {
            reports.first { $0.member == member }?.told
        }
        let relief = own(episode.reliefs)
        let parts: [JSONTree?] = [
            quality(of: episode, by: member, episode.descriptors.map(\.word))
                .map { component(codes.concept(.quality, "Quality"), $0) },
            own(episode.severities).map(severity),
            own(episode.severities).map { component(Self.severityWords, number: $0.points) },
            episode.suddenness.map { suddenness in
                component(
                    codes.concept(.speedOfOnset, "Speed of onset"),
                    coded(suddenness == .sudden ? .sudden : .gradual, suddenness.word))
            },
            precision(episode.onset), wrongEnd(of: episode),
            episode.activityBefore.flatMap { component("before it", words: $0.word) },
            own(episode.courses).flatMap { component("usual or flare", words: $0.word) },
            relief.map { component(Self.reliefWords, number: $0.points) },
            episode.reliefAt.map { time in
                component(
                    codes.concept(nil, "relief at"),
                    .fields(["valueDateTime": .text(FHIRTime.dateTime(time))]))
            },
        ]
        return parts.compactMap { $0 }
            + episode.impacts.compactMap { component("impact", words: $0.word) }
            + episode.triggers.map {
                component(codes.concept(.trigger, "Suspected trigger"), coded(nil, $0.word))
            }
            + tried(episode, helped: relief.map { $0.points > 0 } ?? false)
    }

    /// What one person called it, with what was said by all together; nil where that is nothing.
    ///
    /// Stiff and painful in one person's word is a cramping pain: the code says no more than the words,
    /// and one person's pain makes no cramp of what somebody else called stiff.
    private func quality(
        of episode: Episode, by member: MemberID, _ descriptors: [String] = []
    ) -> JSONTree? {
        let character = episode.characters.first { $0.member == member }?.told
        let pain = episode.pains.first { $0.member == member }?.told
        let isCramp = character == .stiff && pain.map { $0.points > 0 } ?? false
        let words = [character?.word, isCramp ? "painful" : nil].compactMap { $0 } + descriptors
        if words.isEmpty { return nil }
        return coded(isCramp ? .crampingPain : nil, words.joined(separator: ", "))
    }

    /// What was tried helped only where somebody said so.
    private func tried(_ episode: Episode, helped: Bool) -> [JSONTree] {
        episode.tried.map { remedy in
            component(
                helped ? codes.concept(.relieved, "What helped") : codes.concept(nil, "tried"),
                coded(nil, remedy.word))
        }
    }

    static let severityWords = "Severity, 0 none to 10 worst"
    static let reliefWords = "Relief, 0 none to 10 complete"

    /// Below 4 none or mild, from 4 moderate, from 7 severe.
    ///
    /// Source: the bands of the 0–10 rating of spasticity in Docs/Exchange.md.
    func severity(_ score: Score) -> JSONTree {
        let (code, words): (FHIRCode?, String) =
            switch score.points {
            case 0: (nil, "none")
            case ..<4: (nil, "mild")
            case ..<7: (.moderate, "moderate")
            default: (.severe, "severe")
            }
        return component(codes.concept(.severity, "Severity"), coded(code, words))
    }

    /// An end before the beginning, which no period can hold, as it was written.
    private func wrongEnd(of episode: Episode) -> JSONTree? {
        guard let onset = episode.onset, case .ended(let end) = episode.ending,
            FHIRTime.period(onset, end) == nil
        else { return nil }
        return component(
            codes.concept(nil, "end as written, before the beginning"),
            .fields(["valueDateTime": .text(FHIRTime.dateTime(end))]))
    }

    /// Pain of everybody; severity, relief and what else others than the author said.
    private func scores(
        of episode: Episode, _ effective: JSONTree, about names: [FHIRName]
    ) -> [FHIRResource] {
        func told(
            _ role: String, _ code: JSONTree, _ reports: [Report<Score>]
        ) -> [FHIRResource] {
            reports.map { report in
                score(
                    role, witness(report.member, episode.parts), code, report.told, effective,
                    about: names)
            }
        }
        func others(_ reports: [Report<Score>]) -> [Report<Score>] {
            reports.filter { $0.member != episode.author?.member }
        }
        return told("pain", painCode, episode.pains)
            + told("severity", codes.concept(nil, Self.severityWords), others(episode.severities))
            + told("relief", codes.concept(nil, Self.reliefWords), others(episode.reliefs))
            + words(of: episode, effective, about: names)
    }

    /// What others than the author called it.
    private func words(
        of episode: Episode, _ effective: JSONTree, about names: [FHIRName]
    ) -> [FHIRResource] {
        let author = episode.author?.member
        func told(
            _ role: String, _ name: String, _ reports: [(MemberID, JSONTree)]
        ) -> [FHIRResource] {
            reports.filter { $0.0 != author }.map { member, value in
                observation(
                    FHIRName(role, episode.state.entity, member.bytes),
                    witness(member, episode.parts), codes.concept(nil, name), effective,
                    value.adding(.fields(["focus": .list(names.map(\.reference))])))
            }
        }
        let qualities = episode.characters.compactMap { report in
            quality(of: episode, by: report.member).map { (report.member, $0) }
        }
        let courses = episode.courses.map { ($0.member, coded(nil, $0.told.word)) }
        return told("quality", "Quality", qualities) + told("course", "usual or flare", courses)
    }

    /// How bad an episode was at one moment.
    func resources(of rating: Rating) -> [FHIRResource] {
        guard let author = rating.author else { return [] }
        let names = rating.episode.flatMap { episodeNames[$0] } ?? []
        let goes = isGone(rating.state) || rating.episode.map(goneEpisodes.contains) ?? false
        // Of an episode that is not in this bundle nothing is told.
        if names.isEmpty, !goes { return [] }
        let witness = FHIRWitness(member: author.member, states: [rating.state], isDeleted: goes)
        let effective = FHIRTime.effective(rating.at)
        return [
            rating.severity.map {
                score(
                    "severity", witness, codes.concept(nil, Self.severityWords), $0, effective,
                    about: names)
            },
            rating.pain.map { score("pain", witness, painCode, $0, effective, about: names) },
        ].compactMap { $0 }
    }

    /// A note about no entry in particular.
    func resources(of note: Note) -> [FHIRResource] {
        guard let author = note.author, let words = JSONTree.words(note.text) else { return [] }
        let witness = self.witness(author.member, [note.state])
        let stamp = note.state.origin.map { FHIRTime.instant($0.body.timestamp) }
        return [
            observation(
                FHIRName("note", note.state.entity), witness, codes.concept(nil, "Note"),
                .fields(["effectiveDateTime": stamp.map { .text($0) }]),
                .fields(["valueString": words]))
        ]
    }
}

extension Episode {
    /// Its sites, or once nothing where nobody said where it was.
    fileprivate var placed: [Site?] { sites.isEmpty ? [nil] : sites.map { $0 } }
}
