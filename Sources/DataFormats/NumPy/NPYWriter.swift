import LinearAlgebra

/// Writes arrays of doubles that `numpy.load` reads: version 1.0, little-endian, C order.
public struct NPYWriter: Sendable {
    /// Where the array goes.
    public var file: AtomicFile

    /// A writer to `path`.
    public init(path: String) {
        file = AtomicFile(path)
    }

    /// Writes a matrix with the shape (rows, columns).
    ///
    /// - Throws: ``FileError``.
    public func write(_ matrix: Matrix) throws {
        try file.write { sink in
            try sink.write(NPYHeader.bytes(shape: [matrix.rowCount, matrix.columnCount]))
            for first in stride(from: 0, to: matrix.rowCount, by: 64) {
                try sink.write(rowMajor(matrix, rows: first..<min(first + 64, matrix.rowCount)))
            }
        }
    }

    /// Writes a vector with the shape (count,).
    ///
    /// - Throws: ``FileError``.
    public func write(_ vector: Vector) throws {
        try write(vector.array, shape: [vector.count])
    }

    /// Writes values given in C order, the last axis fastest.
    ///
    /// - Throws: ``FileError``.
    public func write(_ values: [Double], shape: [Int]) throws {
        precondition(values.count == shape.reduce(1, *), "\(values.count) values do not fill the shape \(shape).")
        try file.write { sink in
            try sink.write(NPYHeader.bytes(shape: shape))
            try sink.write(values)
        }
    }
}

/// Some rows of a matrix, one after the other.
func rowMajor(_ matrix: Matrix, rows: Range<Int>) -> [Double] {
    let width = matrix.columnCount
    return matrix.withUnsafePointer { source in
        [Double](unsafeUninitializedCapacity: rows.count * width) { target, count in
            for j in 0..<width {
                for i in rows { target[(i - rows.lowerBound) * width + j] = source[i + j * matrix.rowCount] }
            }
            count = rows.count * width
        }
    }
}
