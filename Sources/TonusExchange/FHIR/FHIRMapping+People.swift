import TonusCore
import TonusTypes

/// Who wrote, on what, and when.
extension FHIRMapping {
    func name(of member: MemberID) -> FHIRName { FHIRName("person", member) }

    /// The patient, and whoever else wrote anything. Names are left out: who hands the bundle over
    /// knows whose it is.
    func people(in told: [FHIRTold]) -> [FHIRResource] {
        let own = FHIRResource(
            "Patient", patient, .fields(["identifier": identifier(source.patient)]))
        let members = Set(told.flatMap(\.states).flatMap(\.authors).map(\.member))
            .subtracting([source.patient])
        return [own]
            + members.sorted().map { member in
                FHIRResource(
                    "RelatedPerson", name(of: member),
                    .fields([
                        "identifier": identifier(member), "patient": patient.reference,
                        "relationship": source.roles[member].map {
                            .list([codes.concept(nil, $0)])
                        },
                    ]))
            }
    }

    func devices(in told: [FHIRTold]) -> [FHIRResource] {
        let devices = Set(told.flatMap(\.states).flatMap(\.authors).map(\.device))
        return devices.sorted().map { device in
            FHIRResource(
                "Device", FHIRName("device", device),
                .fields([
                    "identifier": identifier(device),
                    "type": codes.concept(nil, "diary on a device"),
                ]))
        }
    }

    /// Who wrote an entry as it stands here, when, and on which devices.
    func provenance(of told: FHIRTold) -> FHIRResource {
        let origin = told.states[0].origin?.author
        let authors = told.states.flatMap(\.authors).reduce(into: [Author]()) { found, author in
            if !found.contains(author) { found.append(author) }
        }
        let members = authors.map(\.member).reduce(into: [MemberID]()) { found, member in
            if !found.contains(member) { found.append(member) }
        }
        let devices = Set(authors.map(\.device)).sorted()
        let agents =
            members.map { member in
                agent(member == origin?.member ? "author" : "editor", name(of: member))
            } + devices.map { agent("device", FHIRName("device", $0)) }
        return FHIRResource(
            "Provenance", FHIRName("provenance", told.states[0].entity),
            .fields([
                "target": .list(told.resources.map(\.name.reference)),
                "recorded": .text(FHIRTime.instant(told.version)), "agent": .list(agents),
            ]))
    }

    private func agent(_ part: String, _ who: FHIRName) -> JSONTree {
        .fields(["type": codes.concept(nil, part), "who": who.reference])
    }

    /// The diary's own id of a thing, in the form of a UUID: without the hyphens it is what
    /// `tonus show` takes.
    func identifier(_ things: any FixedBytes...) -> JSONTree { identifiers(things) }

    func identifiers(_ things: [any FixedBytes]) -> JSONTree { .list(things.map(identity)) }

    /// Where FHIR has room for one alone.
    func identity(_ thing: any FixedBytes) -> JSONTree {
        .fields([
            "system": .text("urn:ietf:rfc:3986"),
            "value": .text("urn:uuid:" + FHIRName.grouped(thing.bytes)),
        ])
    }
}
