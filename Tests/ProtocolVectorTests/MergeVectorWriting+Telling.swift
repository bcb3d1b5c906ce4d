import Testing
import TonusCore
import TonusTypes

/// The cases of `merge.json` about whose words a change from a file is.
extension MergeVectorWriting {
    private static let ben = ToldBy(member: MemberID(high: 0xC, low: 1), name: "Ben", relation: 2)

    /// A rating that was taken in from a file.
    private func rate(
        _ making: Making, _ device: DeviceID, _ points: Int64, at milliseconds: Int64 = 1000,
        told: ToldBy? = nil, isFiled: Bool = true
    ) throws {
        try making.add(device, at: milliseconds) { body in
            body.writes = [Write(cell: CellAddress(field: 105), value: .integer(points))]
            if isFiled { body.importID = EntityID(high: 5, low: UInt64(points)) }
            body.toldBy = told
        }
    }

    func tellings() throws -> [MergeCase] {
        let (phone, tablet) = (Self.phone, Self.tablet)
        return [
            try one("what another said is read as theirs, where the patient brings it along") {
                try rate($0, phone, 8)
                try rate($0, phone, 5, at: 2000, told: Self.ben)
            },
            try one("nobody else speaks for another: it is read as the author's own") {
                try rate($0, phone, 8)
                try rate($0, tablet, 5, at: 2000, told: Self.ben)
            },
            try one("nobody else speaks for the patient") {
                try rate($0, phone, 8)
                let maria = ToldBy(member: Self.maria, name: "Maria", relation: 1)
                try rate($0, tablet, 1, at: 9000, told: maria)
            },
            try one("what came from no file is its author's, whoever it names") {
                try rate($0, phone, 8)
                try rate($0, phone, 5, at: 2000, told: Self.ben, isFiled: false)
            },
            try one("what one who is on the roster said is theirs with what they write themselves")
            {
                let ana = ToldBy(member: Self.ana, name: "Ana", relation: 2)
                try rate($0, phone, 4, told: ana)
                try rate($0, tablet, 6, at: 2000)
            },
        ]
    }
}
