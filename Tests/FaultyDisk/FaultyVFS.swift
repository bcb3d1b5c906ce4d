import CSQLite
import Foundation
import Synchronization

/// SQLite's way to files, in which the folders of `FaultyDisk`s are watched. It wraps the system's
/// own and is the default in a process from its first disk on.
///
/// Source: <https://sqlite.org/vfs.html>.
enum FaultyVFS {
    private static let disks = Mutex<[String: Watched]>([:])

    private struct Watched { weak var disk: FaultyDisk? }

    static func add(_ disk: FaultyDisk) {
        disks.withLock { $0[disk.folder] = Watched(disk: disk) }
    }

    /// Unless another one took over the folder meanwhile.
    static func remove(_ folder: String) {
        disks.withLock { if $0[folder]?.disk == nil { $0[folder] = nil } }
    }

    static func disk(_ path: String) -> FaultyDisk? {
        guard let slash = path.lastIndex(of: "/") else { return nil }
        return disks.withLock { $0[String(path[..<slash])]?.disk }
    }

    static func install() { _ = installed }

    /// The system's own.
    nonisolated(unsafe) static let system: UnsafeMutablePointer<sqlite3_vfs> = {
        guard let found = sqlite3_vfs_find("unix") else {
            fatalError("SQLite was built without its usual files")
        }
        return found
    }()

    private static let installed: Bool = {
        let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        vfs.initialize(to: system.pointee)
        vfs.pointee.pNext = nil
        vfs.pointee.zName = UnsafePointer(strdup("tonus-faulty"))
        vfs.pointee.szOsFile = Int32(WatchedFile.headerSize) + system.pointee.szOsFile
        vfs.pointee.xOpen = { _, path, file, flags, outFlags in
            WatchedFile.open(path, file, flags, outFlags)
        }
        vfs.pointee.xDelete = { _, path, syncsFolder in
            WatchedFile.delete(path, syncsFolder)
        }
        return sqlite3_vfs_register(vfs, 1) == SQLITE_OK
    }()
}

/// What stands in the memory that SQLite gives for an open file: our header, then the system's.
struct WatchedFile {
    var methods: UnsafePointer<sqlite3_io_methods>?
    var place: Unmanaged<Place>?

    /// Which file of which disk it is.
    final class Place {
        let disk: FaultyDisk
        let path: String

        init(_ disk: FaultyDisk, _ path: String) { (self.disk, self.path) = (disk, path) }
    }

    static let headerSize = (MemoryLayout<WatchedFile>.size + 15) & ~15

    typealias File = UnsafeMutablePointer<sqlite3_file>

    static func header(_ file: File) -> UnsafeMutablePointer<WatchedFile> {
        UnsafeMutableRawPointer(file).assumingMemoryBound(to: WatchedFile.self)
    }

    /// The system's file behind ours.
    static func system(_ file: File) -> File {
        (UnsafeMutableRawPointer(file) + headerSize).assumingMemoryBound(to: sqlite3_file.self)
    }

    static func open(
        _ name: UnsafePointer<CChar>?, _ file: File?, _ flags: Int32,
        _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard let file else { return SQLITE_CANTOPEN }
        let path = name.map { String(cString: $0) }
        let disk = path.flatMap(FaultyVFS.disk)
        let isNew = path.map { access($0, F_OK) != 0 } ?? true
        let answer = FaultyVFS.system.pointee.xOpen(
            FaultyVFS.system, name, system(file), flags, outFlags)
        guard answer == SQLITE_OK else {
            if system(file).pointee.pMethods != nil { _ = own(file).xClose(system(file)) }
            header(file).pointee.methods = nil
            return answer
        }
        var place: Unmanaged<Place>?
        if let disk, let path {
            disk.opened(path, isNew: isNew)
            place = Unmanaged.passRetained(Place(disk, path))
        }
        header(file).pointee = WatchedFile(methods: UnsafePointer(methods), place: place)
        return SQLITE_OK
    }

    static func delete(_ name: UnsafePointer<CChar>?, _ syncsFolder: Int32) -> Int32 {
        let vfs = FaultyVFS.system
        guard let name, let disk = FaultyVFS.disk(String(cString: name)) else {
            return vfs.pointee.xDelete(vfs, name, syncsFolder)
        }
        if disk.failure(of: .delete) != nil { return ioError(SQLITE_IOERR_DELETE_CODE) }
        let path = String(cString: name)
        let contents = FileManager.default.contents(atPath: path).map { Array($0) }
        let answer = vfs.pointee.xDelete(vfs, name, syncsFolder)
        if answer == SQLITE_OK, let contents {
            disk.deleted(path, contents: contents, isDurable: syncsFolder != 0)
        }
        return answer
    }

    static func own(_ file: File) -> sqlite3_io_methods { system(file).pointee.pMethods.pointee }

    static func place(_ file: File) -> Place? { header(file).pointee.place?.takeUnretainedValue() }

    // SQLite's macros for these are arithmetic, which is not imported.
    static let SQLITE_IOERR_READ_CODE: Int32 = 1
    static let SQLITE_IOERR_WRITE_CODE: Int32 = 3
    static let SQLITE_IOERR_FSYNC_CODE: Int32 = 4
    static let SQLITE_IOERR_TRUNCATE_CODE: Int32 = 6
    static let SQLITE_IOERR_DELETE_CODE: Int32 = 10

    static func ioError(_ detail: Int32) -> Int32 { SQLITE_IOERR | detail << 8 }
}

// MARK: - The methods of an open file

extension WatchedFile {
    nonisolated(unsafe) static let methods: UnsafeMutablePointer<sqlite3_io_methods> = {
        let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        methods.initialize(to: sqlite3_io_methods())
        // Version 2: shared memory for the write-ahead log, no mapped reading.
        methods.pointee.iVersion = 2
        methods.pointee.xClose = { file in file.map(close) ?? SQLITE_IOERR }
        methods.pointee.xRead = { file, buffer, count, offset in
            guard let file else { return SQLITE_IOERR }
            if place(file)?.disk.failure(of: .read) != nil {
                return ioError(SQLITE_IOERR_READ_CODE)
            }
            return own(file).xRead(system(file), buffer, count, offset)
        }
        methods.pointee.xWrite = { file, buffer, count, offset in
            guard let file, let buffer else { return SQLITE_IOERR }
            return write(file, UnsafeRawBufferPointer(start: buffer, count: Int(count)), offset)
        }
        methods.pointee.xTruncate = { file, size in
            file.map { truncate($0, size) } ?? SQLITE_IOERR
        }
        methods.pointee.xSync = { file, flags in
            guard let file else { return SQLITE_IOERR }
            if place(file)?.disk.failure(of: .sync) != nil {
                return ioError(SQLITE_IOERR_FSYNC_CODE)
            }
            let answer = own(file).xSync(system(file), flags)
            if answer == SQLITE_OK, let place = place(file) { place.disk.synced(place.path) }
            return answer
        }
        passOn(methods)
        return methods
    }()

    /// What needs no watching.
    private static func passOn(_ methods: UnsafeMutablePointer<sqlite3_io_methods>) {
        methods.pointee.xFileSize = { file, size in
            file.map { WatchedFile.own($0).xFileSize(WatchedFile.system($0), size) } ?? SQLITE_IOERR
        }
        methods.pointee.xLock = { file, level in
            file.map { WatchedFile.own($0).xLock(WatchedFile.system($0), level) } ?? SQLITE_IOERR
        }
        methods.pointee.xUnlock = { file, level in
            file.map { WatchedFile.own($0).xUnlock(WatchedFile.system($0), level) } ?? SQLITE_IOERR
        }
        methods.pointee.xCheckReservedLock = { file, answer in
            file.map { WatchedFile.own($0).xCheckReservedLock(WatchedFile.system($0), answer) }
                ?? SQLITE_IOERR
        }
        methods.pointee.xFileControl = { file, code, about in
            file.map { WatchedFile.own($0).xFileControl(WatchedFile.system($0), code, about) }
                ?? SQLITE_IOERR
        }
        methods.pointee.xSectorSize = { file in
            file.map { WatchedFile.own($0).xSectorSize(WatchedFile.system($0)) } ?? 0
        }
        methods.pointee.xDeviceCharacteristics = { file in
            file.map { WatchedFile.own($0).xDeviceCharacteristics(WatchedFile.system($0)) } ?? 0
        }
        methods.pointee.xShmMap = { file, region, size, extends, memory in
            file.map {
                WatchedFile.own($0).xShmMap(WatchedFile.system($0), region, size, extends, memory)
            } ?? SQLITE_IOERR
        }
        methods.pointee.xShmLock = { file, offset, count, flags in
            file.map { WatchedFile.own($0).xShmLock(WatchedFile.system($0), offset, count, flags) }
                ?? SQLITE_IOERR
        }
        methods.pointee.xShmBarrier = { file in
            if let file { WatchedFile.own(file).xShmBarrier(WatchedFile.system(file)) }
        }
        methods.pointee.xShmUnmap = { file, deletes in
            file.map { WatchedFile.own($0).xShmUnmap(WatchedFile.system($0), deletes) }
                ?? SQLITE_IOERR
        }
    }

    private static func close(_ file: File) -> Int32 {
        let answer = own(file).xClose(system(file))
        header(file).pointee.place?.release()
        header(file).pointee.place = nil
        return answer
    }

    private static func write(
        _ file: File, _ bytes: UnsafeRawBufferPointer, _ offset: Int64
    ) -> Int32 {
        guard let place = place(file) else {
            return own(file).xWrite(system(file), bytes.baseAddress, Int32(bytes.count), offset)
        }
        let (size, end) = (fileSize(file), Int(offset) + bytes.count)
        let failure = place.disk.failure(of: .write, isLonger: end > size)
        switch failure {
        case .full: return SQLITE_FULL
        case .broken, .noPower: return ioError(SQLITE_IOERR_WRITE_CODE)
        case .lastBreath, nil: break
        }
        let old = contents(file, from: Int(offset), to: min(end, size))
        let answer = own(file).xWrite(
            system(file), bytes.baseAddress, Int32(bytes.count), offset)
        guard answer == SQLITE_OK else { return answer }
        place.disk.wrote(
            place.path,
            DiskChange(
                offset: Int(offset), bytes: Array(bytes), old: old, sizeBefore: size,
                sizeAfter: max(size, end)))
        return failure == nil ? SQLITE_OK : ioError(SQLITE_IOERR_WRITE_CODE)
    }

    private static func truncate(_ file: File, _ size: Int64) -> Int32 {
        guard let place = place(file) else { return own(file).xTruncate(system(file), size) }
        let before = fileSize(file)
        let failure = place.disk.failure(of: .truncate)
        if failure != nil, failure != .lastBreath { return ioError(SQLITE_IOERR_TRUNCATE_CODE) }
        let old = contents(file, from: Int(size), to: before)
        let answer = own(file).xTruncate(system(file), size)
        guard answer == SQLITE_OK else { return answer }
        place.disk.wrote(
            place.path,
            DiskChange(
                offset: Int(size), bytes: [], old: old, sizeBefore: before, sizeAfter: Int(size)))
        return failure == nil ? SQLITE_OK : ioError(SQLITE_IOERR_TRUNCATE_CODE)
    }

    private static func fileSize(_ file: File) -> Int {
        var size: Int64 = 0
        _ = own(file).xFileSize(system(file), &size)
        return Int(size)
    }

    private static func contents(_ file: File, from start: Int, to end: Int) -> [UInt8] {
        guard end > start else { return [] }
        return [UInt8](unsafeUninitializedCapacity: end - start) { buffer, count in
            let answer = own(file).xRead(
                system(file), buffer.baseAddress, Int32(end - start), Int64(start))
            count = answer == SQLITE_OK ? end - start : 0
        }
    }
}
