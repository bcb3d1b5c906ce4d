import TonusTypes

/// What a newer version put into a change that no field here stands for, as bytes of a message.
public struct NewerFields: Hashable, Sendable {
    public let ofChange: [UInt8]
    /// Of its writes, by their cells.
    public let ofWrites: [CellAddress: [UInt8]]

    public init(ofChange: [UInt8], ofWrites: [CellAddress: [UInt8]]) {
        (self.ofChange, self.ofWrites) = (ofChange, ofWrites)
    }

    public var isEmpty: Bool { ofChange.isEmpty && ofWrites.isEmpty }
}

/// A change on its way through a file: it is called by its import id there, and so is every change
/// that it names.
public struct FiledChange: Hashable, Sendable {
    public var body: ChangeBody
    public var newer: NewerFields?

    public init(_ body: ChangeBody, newer: NewerFields? = nil) {
        (self.body, self.newer) = (body, newer)
    }
}

/// A change on its way out of a log.
public struct LoggedChange: Hashable, Sendable {
    public let change: Change
    public let newer: NewerFields?
    /// Whether it goes into a file: no, where the roster does not allow it, or where it is so long
    /// that it would not fit again with what a file adds.
    public let isFiled: Bool

    public init(_ change: Change, newer: NewerFields?, isFiled: Bool) {
        (self.change, self.newer, self.isFiled) = (change, newer, isFiled)
    }
}
