#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The bytes of a file, mapped into memory if the file is a regular one and read into memory if it is a pipe.
///
/// Immutable after creation, hence `@unchecked Sendable`. A mapped file must not be truncated by others meanwhile.
public final class MappedBytes: @unchecked Sendable {
    private let base: UnsafeMutableRawPointer?
    private let isMapped: Bool
    /// The number of bytes.
    public let count: Int

    /// Maps the file at `path`; `-` reads standard input to its end.
    ///
    /// - Throws: ``FileError/cannotRead(path:reason:)``.
    public init(path: String) throws(FileError) {
        let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotRead(path: path, reason: systemReason()) }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0 else { throw .cannotRead(path: path, reason: systemReason()) }
        switch information.st_mode & S_IFMT {
        case S_IFDIR: throw .cannotRead(path: path, reason: "it is a directory")
        case S_IFREG where path != "-":
            count = Int(information.st_size)
            isMapped = count > 0
            guard isMapped else {
                base = nil
                return
            }
            let mapping = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
            guard mapping != MAP_FAILED else { throw .cannotRead(path: path, reason: systemReason()) }
            base = mapping
        default:
            let bytes = try Self.readToEnd(descriptor, path: path)
            count = bytes.count
            isMapped = false
            base = Self.copied(bytes)
        }
    }

    /// Holds a copy of `bytes`.
    public init(_ bytes: [UInt8]) {
        count = bytes.count
        isMapped = false
        base = Self.copied(bytes)
    }

    deinit {
        if isMapped { munmap(base, count) } else { base?.deallocate() }
    }

    /// Calls `body` with the bytes.
    public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try withExtendedLifetime(self) { try body(UnsafeRawBufferPointer(start: base, count: count)) }
    }

    private static func copied(_ bytes: [UInt8]) -> UnsafeMutableRawPointer? {
        guard !bytes.isEmpty else { return nil }
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 16)
        bytes.withUnsafeBytes { memory.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
        return memory
    }

    private static func readToEnd(_ descriptor: Int32, path: String) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let got = read(descriptor, &chunk, chunk.count)
            if got > 0 { bytes += chunk[..<got] }
            if got == 0 { return bytes }
            if got < 0 && errno != EINTR { throw .cannotRead(path: path, reason: systemReason()) }
        }
    }
}
