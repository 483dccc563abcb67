#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A file that appears under its name only when it is complete.
///
/// The content goes to a hidden temporary file in the same folder, which is renamed at the end and removed if anything
/// fails: readers see the old file or the new one, never a part. A symbolic link is followed. A device or a pipe (such
/// as `/dev/stdout`) is written directly.
public struct AtomicFile: Sendable {
    /// Where the file is to appear.
    public let path: String
    /// Whether the content is forced to the disk before the rename, so that it survives a power failure.
    public var isSynchronized: Bool

    /// A file to be written at `path`.
    public init(_ path: String, isSynchronized: Bool = false) {
        self.path = path
        self.isSynchronized = isSynchronized
    }

    /// Writes what `body` puts into the sink.
    ///
    /// - Throws: what `body` throws, and ``FileError/cannotWrite(path:reason:)``, for a full disk as well.
    public func write(_ body: (inout FileSink) throws -> Void) throws {
        switch PathKind(of: path) {
        case .directory: throw FileError.cannotWrite(path: path, reason: "it is a directory")
        case .other: try fill(try opened(path, O_WRONLY), body)
        case .file, .nothing: try replace(body)
        }
    }

    /// Writes one text.
    public func write(_ text: String) throws {
        try write { sink in try sink.write(text) }
    }

    private func replace(_ body: (inout FileSink) throws -> Void) throws {
        let target = followed
        let temporary = temporarySibling(of: target)
        TemporaryPaths.register(temporary)
        defer { TemporaryPaths.forget(temporary) }
        let descriptor = try opened(temporary, O_WRONLY | O_CREAT | O_EXCL)
        do {
            try fill(descriptor, body)
            guard rename(temporary, target) == 0 else {
                throw FileError.cannotWrite(path: path, reason: systemReason())
            }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private func opened(_ name: String, _ flags: Int32) throws(FileError) -> Int32 {
        let descriptor = open(name, flags | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: systemReason()) }
        return descriptor
    }

    private func fill(_ descriptor: Int32, _ body: (inout FileSink) throws -> Void) throws {
        var isOpen = true
        defer { if isOpen { close(descriptor) } }
        var sink = FileSink(descriptor: descriptor, path: path)
        try body(&sink)
        try sink.flush()
        if isSynchronized && fsync(descriptor) != 0 && errno != EINVAL && errno != EROFS {
            throw FileError.cannotWrite(path: path, reason: systemReason())
        }
        isOpen = false
        // Some file systems report a full disk only here.
        guard close(descriptor) == 0 else { throw FileError.cannotWrite(path: path, reason: systemReason()) }
    }

    private var followed: String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
