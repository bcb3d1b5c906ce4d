"""Checks a bundle that `tonus export --format fhir` wrote.

The models of `fhir.resources` (R4B) check names, types and cardinalities. What they do not is checked
here: the closed lists of codes, the constraints of FHIR that the resources used are under, the two
profiles of the HL7 Symptoms Data Standards, that references stay inside, and that no code is in it but
those of the list below. Prints what is in the bundle as JSON; exit 1 with one line a fault.

The list is written down once more here, and not read from the program that is checked.
"""

import collections
import json
import re
import sys

from fhir.resources.R4B.bundle import Bundle

LOINC, SNOMED, UNITS = "http://loinc.org", "http://snomed.info/sct", "http://unitsofmeasure.org"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/"
GUIDE = "http://hl7.org/fhir/uv/symptoms/"
ALLOWED = {
    LOINC: set(
        "75325-1 56823-8 64750-3 99495-4 100752-5 100753-3 104156-5 111551-8 72514-3".split()
    ),
    SNOMED: set(
        """45352006 221360009 279093005 6736007 24484000 385315009 61751001 24700007 61685007 68367000
        30021000 72696002 56459004 29707007 29836001 46862004 53120007 40983000 14975008 85562004 7569003
        16982005 45048000 661005 89545001 69536005 77568009 52612000 22943007 818981001 816094009 816092008
        280387007 70258002 7771000 24028007 51440002""".split()
    ),
    UNITS: set("{score} s min h d".split()),
    GUIDE + "CodeSystem/SymptomTemporary": {"symptom"},
    TERMINOLOGY + "observation-category": {"survey"},
    # Closed lists of FHIR itself, which a relapse must draw from.
    TERMINOLOGY + "condition-clinical": {"active", "resolved"},
    TERMINOLOGY + "condition-ver-status": {
        "unconfirmed",
        "confirmed",
        "refuted",
        "entered-in-error",
    },
}
YEAR = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
CLOCK = r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))"
TIMES = {
    "issued": re.compile(YEAR + CLOCK),
    "recorded": re.compile(YEAR + CLOCK),
    "timestamp": re.compile(YEAR + CLOCK),
}
DATE_TIME = re.compile(f"{YEAR}({CLOCK})?")
DATE_TIME_KEYS = {"start", "end", "dateAsserted", "authored", "time"}
ERROR = "entered-in-error"
STATUSES = {
    "Observation": f"registered preliminary final amended corrected cancelled unknown {ERROR}",
    "MedicationStatement": f"active completed intended stopped on-hold unknown not-taken {ERROR}",
    "MedicationAdministration": f"in-progress not-done on-hold completed stopped unknown {ERROR}",
    "Medication": f"active inactive {ERROR}",
    "QuestionnaireResponse": f"in-progress completed amended stopped {ERROR}",
    "Procedure": f"preparation in-progress not-done on-hold stopped completed unknown {ERROR}",
}


class Faults(list):
    def check(self, holds, where, what):
        if not holds:
            self.append(f"{where}: {what}")


def walk(tree, path=()):
    """Every (path, value), the containers too."""
    yield path, tree
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from walk(value, path + (key,))
    elif isinstance(tree, list):
        for value in tree:
            yield from walk(value, path)


def check_closed_lists(model, where, faults):
    """The words of a required list, which the models name and do not enforce."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name, None)
        extra = field.json_schema_extra or {}
        allowed = extra.get("enum_values") if isinstance(extra, dict) else None
        # A plus: the package names only the first of them.
        if allowed and "+" not in allowed and value is not None:
            for one in value if isinstance(value, list) else [value]:
                faults.check(
                    one in allowed, where, f"{name}: {one} is none of {allowed}"
                )
        for one in value if isinstance(value, list) else [value]:
            if hasattr(type(one), "model_fields"):
                check_closed_lists(one, where, faults)


def check_values(resource, where, faults):
    for path, value in walk(resource):
        key = path[-1] if path else ""
        faults.check(value not in ({}, [], "", None), where, f"{path} is empty")
        if isinstance(value, str):
            faults.check(
                re.fullmatch(r"[ \r\n\t\S]+", value) and value.strip(),
                where,
                f"{path} is no FHIR string",
            )
            if key in TIMES:
                faults.check(
                    TIMES[key].fullmatch(value), where, f"{key}: no instant: {value}"
                )
            elif key in DATE_TIME_KEYS or key.endswith("DateTime"):
                faults.check(
                    DATE_TIME.fullmatch(value), where, f"{key}: no time: {value}"
                )
        if isinstance(value, dict):
            if "system" in value and "code" in value:
                known = ALLOWED.get(value["system"], set())
                faults.check(
                    value["code"] in known,
                    where,
                    f"{value['system']} {value['code']} is not confirmed",
                )
                faults.check(
                    value["system"] != LOINC or value.get("display"),
                    where,
                    f"{value['code']} has no name",
                )
            if "start" in value and "end" in value:
                same = len(value["start"]) == len(value["end"])
                faults.check(
                    (len(value["start"]) == 10) == (len(value["end"]) == 10),
                    where,
                    "per-1: a day and a moment cannot be compared",
                )
                if same and value["start"][19:] == value["end"][19:]:
                    faults.check(value["start"] <= value["end"], where, "per-1")
            if "numerator" in value or "denominator" in value:
                faults.check("numerator" in value and "denominator" in value, where, "rat-1")


def check_symptom(resource, where, faults):
    """The two profiles of the guide, by their own words."""
    profiles = resource.get("meta", {}).get("profile", [])
    present = GUIDE + "StructureDefinition/SymptomObservation" in profiles
    absent = GUIDE + "StructureDefinition/SymptomAbsentObservation" in profiles
    if not present and not absent:
        return
    code = "75325-1" if present else "111551-8"
    faults.check(
        {"system": LOINC, "code": code}.items() <= resource["code"]["coding"][0].items(),
        where,
        "code",
    )
    times = [key for key in resource if key.lstrip("_").startswith("effective")]
    faults.check(
        len(times) == 1 and times[0].lstrip("_") in ("effectiveDateTime", "effectivePeriod"),
        where,
        "effective",
    )
    faults.check(len(resource.get("performer", [])) == 1, where, "one performer")
    faults.check("valueCodeableConcept" in resource, where, "a value")
    for refused in (
        "dataAbsentReason",
        "interpretation",
        "specimen",
        "device",
        "referenceRange",
    ):
        faults.check(refused not in resource, where, refused)
    if present:
        categories = [c for one in resource.get("category", []) for c in one.get("coding", [])]
        faults.check(
            {"system": GUIDE + "CodeSystem/SymptomTemporary", "code": "symptom"} in categories,
            where,
            "category",
        )
    single = collections.Counter()
    for part in resource.get("component", []):
        faults.check(
            sum(key.startswith("value") for key in part) == 1, where, "one value a component"
        )
        for coding in part["code"].get("coding", []):
            single[coding["code"]] += 1
            value = "valueRatio valueCodeableConcept" if coding["code"] == "104156-5" else "valueCodeableConcept"
            faults.check(any(v in part for v in value.split()), where, f"{coding['code']}: its value")
    for code in ("56823-8", "64750-3", "104156-5", "99495-4"):
        faults.check(single[code] <= 1, where, f"{code} more than once")


def check_rules(resource, where, faults):
    """Constraints of R4 on what is used here."""
    kind = resource["resourceType"]
    if kind in STATUSES:
        faults.check(resource["status"] in STATUSES[kind].split(), where, "status")
    if kind == "Condition":
        certainty = resource["verificationStatus"]["coding"][0]["code"]
        state = [c["code"] for c in resource.get("clinicalStatus", {}).get("coding", [])]
        faults.check(not (certainty == ERROR and state), where, "con-5")
        faults.check("abatementDateTime" not in resource or state == ["resolved"], where, "con-4")
    if kind == "MedicationAdministration" and "dosage" in resource:
        faults.check("dose" in resource["dosage"], where, "mad-1")
    if kind == "QuestionnaireResponse":
        links = [item["linkId"] for item in resource.get("item", [])]
        faults.check(len(set(links)) == len(links), where, "a linkId twice")
        faults.check(bool(links) != (resource["status"] == ERROR), where, "items of what stands")
    if kind == "Observation":
        faults.check("dataAbsentReason" not in resource or not any(k.startswith("value") for k in resource), where, "obs-6")
        own = {c["code"] for c in resource["code"].get("coding", [])}
        parts = {c["code"] for p in resource.get("component", []) for c in p["code"].get("coding", [])}
        faults.check(not own & parts, where, "obs-7")


def check(text, with_snomed):
    faults = Faults()
    bundle = json.loads(text)
    model = Bundle.model_validate_json(text)
    check_closed_lists(model, "bundle", faults)
    faults.check(bundle["type"] == "collection", "bundle", "type")
    entries = bundle["entry"]
    addresses = [entry["fullUrl"] for entry in entries]
    faults.check(len(set(addresses)) == len(addresses), "bundle", "bdl-7: an address twice")
    kinds = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in entries}
    vouched = set()
    for entry in entries:
        resource = entry["resource"]
        where = f"{resource['resourceType']}/{resource['id']}"
        faults.check(entry["fullUrl"] == "urn:uuid:" + resource["id"], where, "address and id")
        faults.check(re.fullmatch(r"[A-Za-z0-9.-]{1,64}", resource["id"]), where, "id")
        check_values(resource, where, faults)
        check_symptom(resource, where, faults)
        check_rules(resource, where, faults)
        for path, value in walk(resource):
            if path and path[-1] == "reference":
                faults.check(value in kinds, where, f"{value} is not in the bundle")
            if path[-2:] == ("subject", "reference"):
                faults.check(kinds.get(value) == "Patient", where, "subject")
            if path[-2:] == ("performer", "reference"):
                faults.check(kinds.get(value) in ("Patient", "RelatedPerson"), where, "performer")
            if path in (("author", "reference"), ("source", "reference")):
                faults.check(kinds.get(value) in ("Patient", "RelatedPerson"), where, path[0])
            if path == ("derivedFrom", "reference"):
                faults.check(kinds.get(value) == "QuestionnaireResponse", where, "derivedFrom")
        if resource["resourceType"] == "Provenance":
            vouched |= {target["reference"] for target in resource["target"]}
    for address, kind in kinds.items():
        if kind not in ("Patient", "RelatedPerson", "Device", "Provenance"):
            faults.check(address in vouched, f"{kind} {address}", "no provenance")
    systems = {value.get("system") for _, value in walk(bundle) if isinstance(value, dict) and "code" in value}
    faults.check(with_snomed == (SNOMED in systems), "bundle", "SNOMED CT only where it was asked for")
    return faults, {
        "resources": collections.Counter(kinds.values()),
        "errors": sum(f'"{ERROR}"' in json.dumps(e["resource"]) for e in entries),
        "symptoms": sum(
            e["resource"].get("meta", {}).get("profile", [""])[0].endswith("/SymptomObservation")
            and e["resource"]["status"] == "final"
            for e in entries
        ),
    }


def main():
    text = open(sys.argv[1], encoding="utf-8").read()
    faults, summary = check(text, "--snomed" in sys.argv[2:])
    for fault in faults[:40]:
        print(fault, file=sys.stderr)
    print(json.dumps(summary, sort_keys=True))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
