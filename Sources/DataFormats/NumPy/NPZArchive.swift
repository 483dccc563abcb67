/// The arrays of an NPZ file: a zip archive, without compression, of NPY files.
public struct NPZArchive: Sendable {
    /// The names of the arrays, without `.npy`, in the order of the archive.
    public let names: [String]

    private struct Entry {
        var name: String
        var method: Int
        var checksum: UInt32
        var size: Int
        var headerOffset: Int
    }

    private let entries: [Entry]
    private let bytes: MappedBytes
    private let source: String

    /// Reads the directory of the archive at `path`.
    ///
    /// - Throws: ``NPYError``.
    public init(path: String) throws(NPYError) {
        let bytes: MappedBytes
        do throws(FileError) { bytes = try MappedBytes(path: path) } catch { throw .file(error) }
        source = "'\(path)'"
        guard let entries = bytes.withUnsafeBytes({ Self.directory(ZipBytes(raw: $0)) }) else {
            throw .notZip(source: source)
        }
        self.bytes = bytes
        self.entries = entries
        names = entries.map(\.name)
    }

    /// The array of the given name.
    ///
    /// - Throws: ``NPYError``, for a compressed or damaged array as well.
    public func array(_ name: String) throws(NPYError) -> NPYArray {
        guard let entry = entries.first(where: { $0.name == name }) else {
            throw .missingArray(source: source, name: name, available: names)
        }
        guard entry.method == 0 else { throw .compressed(source: source, name: name) }
        let range = bytes.withUnsafeBytes { raw -> Range<Int>? in
            let zip = ZipBytes(raw: raw)
            guard zip.number(entry.headerOffset, 4) == 0x0403_4b50,
                let nameLength = zip.number(entry.headerOffset + 26, 2),
                let extraLength = zip.number(entry.headerOffset + 28, 2)
            else { return nil }
            let start = entry.headerOffset + 30 + nameLength + extraLength
            guard start + entry.size <= raw.count else { return nil }
            var check = CRC32()
            check.update(raw[start..<(start + entry.size)])
            return check.value == entry.checksum ? start..<(start + entry.size) : nil
        }
        guard let range else { throw .damaged(source: source, name: name) }
        return try NPYArray(bytes, range: range, source: "array '\(name)' of \(source)")
    }

    /// The entries of the central directory (the local headers may leave sizes open).
    private static func directory(_ zip: ZipBytes) -> [Entry]? {
        // The end record is 22 bytes long, before a comment of at most 65,535.
        let last = zip.raw.count - 22
        guard last >= 0,
            let end = stride(from: last, through: max(0, last - 0xFFFF), by: -1).first(where: {
                zip.number($0, 4) == 0x0605_4b50
            }),
            let count = zip.number(end + 10, 2), var position = zip.number(end + 16, 4)
        else { return nil }
        var entries: [Entry] = []
        for _ in 0..<count {
            guard zip.number(position, 4) == 0x0201_4b50, let method = zip.number(position + 10, 2),
                let checksum = zip.number(position + 16, 4), let size = zip.number(position + 24, 4),
                let nameLength = zip.number(position + 28, 2), let extraLength = zip.number(position + 30, 2),
                let commentLength = zip.number(position + 32, 2), let offset = zip.number(position + 42, 4),
                let name = zip.text(position + 46, nameLength)
            else { return nil }
            let stem = name.hasSuffix(".npy") ? String(name.dropLast(4)) : name
            entries.append(
                Entry(
                    name: stem, method: method, checksum: UInt32(truncatingIfNeeded: checksum), size: size,
                    headerOffset: offset))
            position += 46 + nameLength + extraLength + commentLength
        }
        return entries
    }
}

/// Little-endian numbers in the bytes of an archive; nil beyond its end.
struct ZipBytes {
    let raw: UnsafeRawBufferPointer

    func number(_ offset: Int, _ size: Int) -> Int? {
        guard offset >= 0 && offset + size <= raw.count else { return nil }
        return (0..<size).reduce(0) { $0 | Int(raw[offset + $1]) << (8 * $1) }
    }

    func text(_ offset: Int, _ count: Int) -> String? {
        guard offset >= 0 && offset + count <= raw.count else { return nil }
        return String(decoding: raw[offset..<(offset + count)], as: UTF8.self)
    }
}
