import CZstd
import TonusProtocol
import TonusTypes

/// What goes inside a seal: how it is packed, how long it is, the content, and zeros that hide
/// the length.
///
/// One byte of packing (0 plain, 1 zstd), four of content length, the content, zeros up to the
/// PADMÉ length of at least 128. Source: Protocol/2-envelopes.md, "Inside the seal"; PADMÉ:
/// Nikitin et al., *Reducing Metadata Leakage from Encrypted Files and Communication with PURBs*,
/// PoPETs 2019(4).
package enum Padding {
    static let least = 128
    private static let frame = 5

    package static func pack(_ content: [UInt8], compressing: Bool) -> [UInt8] {
        let squeezed = compressing ? compress(content) : nil
        let held = squeezed.flatMap { $0.count < content.count ? $0 : nil }
        let packed = held ?? content
        var bytes: [UInt8] = [held == nil ? 0 : 1] + UInt32(packed.count).bigEndianBytes + packed
        bytes.append(contentsOf: repeatElement(0, count: paddedCount(bytes.count) - bytes.count))
        return bytes
    }

    package static func unpack(_ bytes: [UInt8]) throws(VaultError) -> [UInt8] {
        guard bytes.count >= frame else { throw .malformed(part: "plaintext") }
        let count = Int(UInt32(bigEndianBytes: bytes[1..<5]))
        guard count <= bytes.count - frame, bytes.count == paddedCount(frame + count),
            bytes[(frame + count)...].allSatisfy({ $0 == 0 })
        else { throw .malformed(part: "padding") }
        let content = Array(bytes[frame..<(frame + count)])
        switch bytes[0] {
        case 0: return content
        case 1: return try decompress(content)
        default: throw .malformed(part: "packing")
        }
    }

    /// The PADMÉ length: at most 12 % more, and only about log log n bits of the length leak.
    package static func paddedCount(_ count: Int) -> Int {
        if isPlanted(.paddingLeavesLength) { return count }
        guard count > least else { return least }
        let exponent = Int.bitWidth - 1 - count.leadingZeroBitCount
        let significant = Int.bitWidth - exponent.leadingZeroBitCount
        let mask = (1 << (exponent - significant)) - 1
        return (count + mask) & ~mask
    }

    private static func compress(_ content: [UInt8]) -> [UInt8]? {
        let bound = ZSTD_compressBound(content.count)
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            let written = ZSTD_compress(
                buffer.baseAddress, buffer.count, content, content.count, 3)
            failed = ZSTD_isError(written) != 0
            count = failed ? 0 : written
        }
        return failed ? nil : bytes
    }

    private static func decompress(_ content: [UInt8]) throws(VaultError) -> [UInt8] {
        let declared = ZSTD_getFrameContentSize(content, content.count)
        // The two largest values are zstd's own signs for "unknown" and "not a frame".
        guard declared <= UInt64(Limits.inflatedBytes) else { throw .tooLarge(part: "plaintext") }
        // One frame and nothing behind it: every reader must find the same content.
        guard ZSTD_findFrameCompressedSize(content, content.count) == content.count else {
            throw .malformed(part: "plaintext")
        }
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(declared)) { buffer, count in
            let written = ZSTD_decompress(
                buffer.baseAddress, buffer.count, content, content.count)
            failed = ZSTD_isError(written) != 0 || written != Int(declared)
            count = failed ? 0 : written
        }
        if failed { throw .malformed(part: "plaintext") }
        return bytes
    }
}
