#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// What may happen to an output directory that exists already.
public enum ReplacementPolicy: Sendable {
    /// It stays; the write fails unless it is empty.
    case never
    /// It is replaced if every file in it was written by an earlier ``AtomicDirectory``, or if it is empty.
    case earlierOutput
    /// It is replaced with all it holds.
    case always
}

/// An output directory that appears under its name only when it is complete.
///
/// The files are written into a hidden sibling, which is renamed at the end and removed if anything fails. A list of
/// the files is kept in ``manifestName``; by it a later run knows which directories it may replace without harm to
/// files of the user's. Replacing takes two renames: for an instant neither directory has the name, and if the second
/// rename fails the first is undone.
public struct AtomicDirectory: Sendable {
    /// The name of the hidden file that lists what was written.
    public static let manifestName = ".written-files"

    /// Where the directory is to appear.
    public let path: String
    /// What may be replaced.
    public let replacing: ReplacementPolicy

    /// A directory to be written at `path`.
    public init(_ path: String, replacing: ReplacementPolicy = .earlierOutput) {
        var trimmed = path[...]
        while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
        self.path = String(trimmed)
        self.replacing = replacing
    }

    /// Whether the directory may be written, to be asked before a long computation.
    ///
    /// - Throws: ``FileError`` when the policy or the path forbids it.
    public func check() throws(FileError) {
        let name = path.split(separator: "/").last ?? ""
        guard !name.isEmpty && name != "." && name != ".." else { throw .notADirectoryName(path: path) }
        switch PathKind(of: path) {
        case .nothing: return
        case .file, .other: throw .exists(path: path)
        case .directory: break
        }
        let held = Self.files(in: path)
        switch replacing {
        case .always: return
        case .never: if !held.isEmpty { throw .exists(path: path) }
        case .earlierOutput:
            let known = Set(Self.manifest(of: path))
            if let foreign = held.first(where: { !known.contains($0) }) {
                throw .holdsForeignFile(directory: path, file: foreign)
            }
        }
    }

    /// Calls `body` with the path of a fresh directory to fill, then gives that directory its name.
    ///
    /// - Throws: what `body` throws, and ``FileError``.
    public func write(_ body: (_ directory: String) throws -> Void) throws {
        try check()
        let temporary = temporarySibling(of: path)
        TemporaryPaths.register(temporary)
        defer { TemporaryPaths.forget(temporary) }
        guard mkdir(temporary, 0o777) == 0 else {
            throw FileError.cannotWrite(path: path, reason: systemReason())
        }
        do {
            try body(temporary)
            let names = Self.files(in: temporary) + [Self.manifestName]
            try AtomicFile(temporary + "/" + Self.manifestName).write(names.map { $0 + "\n" }.joined())
            try install(temporary)
        } catch {
            removeTree(temporary)
            throw error
        }
    }

    private func install(_ temporary: String) throws(FileError) {
        guard PathKind(of: path) == .directory else {
            guard rename(temporary, path) == 0 else { throw .cannotWrite(path: path, reason: systemReason()) }
            return
        }
        let old = temporarySibling(of: path)
        guard rename(path, old) == 0 else { throw .cannotWrite(path: path, reason: systemReason()) }
        guard rename(temporary, path) == 0 else {
            let reason = systemReason()
            rename(old, path)
            throw .cannotWrite(path: path, reason: reason)
        }
        removeTree(old)
    }

    /// The files below a directory by relative path, sorted; directories that are empty count as files.
    private static func files(in directory: String, under prefix: String = "") -> [String] {
        namesInDirectory(directory).flatMap { name -> [String] in
            let below =
                PathKind(of: directory + "/" + name) == .directory
                ? files(in: directory + "/" + name, under: prefix + name + "/") : []
            return below.isEmpty ? [prefix + name] : below
        }
    }

    private static func manifest(of directory: String) -> [String] {
        guard let bytes = try? MappedBytes(path: directory + "/" + manifestName) else { return [] }
        return bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }.split(separator: "\n").map(String.init)
    }
}
