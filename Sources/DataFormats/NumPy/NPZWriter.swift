import LinearAlgebra

/// Writes several matrices into one file that `numpy.load` reads: a zip archive without compression.
public struct NPZWriter: Sendable {
    /// Where the archive goes.
    public var file: AtomicFile

    /// A writer to `path`.
    public init(path: String) {
        file = AtomicFile(path)
    }

    /// Writes the arrays under their names.
    ///
    /// - Throws: ``FileError``, also for an archive beyond 4 GiB or an array name of more than 65,531 bytes.
    public func write(_ arrays: [(name: String, matrix: Matrix)]) throws {
        try file.write { sink in
            var directory: [UInt8] = []
            var offset = 0
            for (name, matrix) in arrays {
                let header = NPYHeader.bytes(shape: [matrix.rowCount, matrix.columnCount])
                let values = rowMajor(matrix, rows: 0..<matrix.rowCount)
                var check = CRC32()
                check.update(header)
                values.withUnsafeBytes { check.update($0) }
                let size = header.count + 8 * values.count
                let fileName = Array((name + ".npy").utf8)
                guard offset + size + fileName.count + 30 < 0xFFFF_FFFF && fileName.count <= 0xFFFF else {
                    throw FileError.cannotWrite(
                        path: file.path, reason: "an NPZ file holds at most 4 GiB; write one NPY file an array")
                }
                let common = commonFields(check: check.value, size: size, nameLength: fileName.count)
                let local = little(0x0403_4b50, 4) + common + fileName
                try sink.write(local + header)
                try sink.write(values)
                directory += little(0x0201_4b50, 4) + little(20, 2) + common + little(0, 2 + 2 + 2 + 4)
                directory += little(offset, 4) + fileName
                offset += local.count + size
            }
            try sink.write(directory)
            try sink.write(
                little(0x0605_4b50, 4) + little(0, 4) + little(arrays.count, 2) + little(arrays.count, 2)
                    + little(directory.count, 4) + little(offset, 4) + little(0, 2))
        }
    }

    /// From the version needed to the length of the extra field; dated 1 January 1980, so that equal arrays give
    /// equal files.
    private func commonFields(check: UInt32, size: Int, nameLength: Int) -> [UInt8] {
        little(20, 2) + little(0x0800, 2) + little(0, 2) + little(0, 2) + little(0x21, 2) + little(Int(check), 4)
            + little(size, 4) + little(size, 4) + little(nameLength, 2) + little(0, 2)
    }

    private func little(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
    }
}
