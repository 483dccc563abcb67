import COpenBLAS

extension Matrix {
    /// The Frobenius norm, the square root of the sum of squared entries; free of overflow and underflow.
    public var norm: Double { flattened.norm }

    /// The sum of the diagonal entries.
    public var trace: Double { diagonal.sum }

    /// The largest magnitude of an entry, zero for an empty matrix; NaN if an entry is NaN.
    public var maximumMagnitude: Double { flattened.maximumMagnitude }

    /// The entries column by column as one vector (the `vec` of the matrix), on the same storage.
    public var flattened: Vector { Vector(storage: storage) }

    /// The matrix whose entries, column by column, are those of `entries`; shares their storage.
    public init(rowCount: Int, columnCount: Int, flattened entries: Vector) {
        precondition(
            rowCount >= 0 && columnCount >= 0 && entries.count == rowCount * columnCount,
            "\(entries.count) entries do not fill a \(rowCount)-by-\(columnCount) matrix.")
        self.init(rowCount: rowCount, columnCount: columnCount, storage: entries.storage)
    }

    /// The matrix with `transform` applied to every entry.
    public func mapped(_ transform: (Double) throws -> Double) rethrows -> Matrix {
        Matrix(rowCount: rowCount, columnCount: columnCount, storage: try flattened.mapped(transform).storage)
    }

    /// The matrix of `combine(a_ij, b_ij)`.
    public func combined(
        with other: Matrix, _ combine: (Double, Double) throws -> Double
    ) rethrows -> Matrix {
        precondition(
            rowCount == other.rowCount && columnCount == other.columnCount,
            "A \(rowCount)-by-\(columnCount) and a \(other.rowCount)-by-\(other.columnCount) matrix do not combine.")
        let entries = try flattened.combined(with: other.flattened, combine)
        return Matrix(rowCount: rowCount, columnCount: columnCount, storage: entries.storage)
    }

    /// Adds `scale` times `other` in place.
    public mutating func add(_ other: Matrix, scaledBy scale: Double = 1) {
        precondition(
            rowCount == other.rowCount && columnCount == other.columnCount,
            "A \(rowCount)-by-\(columnCount) and a \(other.rowCount)-by-\(other.columnCount) matrix have no sum.")
        let total = count
        withUnsafeMutablePointer { p in
            other.withUnsafePointer { q in for i in 0..<total { p[i] += scale * q[i] } }
        }
    }

    /// Adds a number to every diagonal entry in place.
    public mutating func addToDiagonal(_ amount: Double) {
        let (order, stride) = (Swift.min(rowCount, columnCount), rowCount + 1)
        withUnsafeMutablePointer { p in for i in 0..<order { p[i * stride] += amount } }
    }

    /// Adds a vector to the diagonal in place.
    public mutating func addToDiagonal(_ amounts: Vector) {
        let (order, stride) = (Swift.min(rowCount, columnCount), rowCount + 1)
        precondition(amounts.count == order, "The diagonal has \(order) entries, not \(amounts.count).")
        withUnsafeMutablePointer { p in
            amounts.withUnsafePointer { q in for i in 0..<order { p[i * stride] += q[i] } }
        }
    }

    /// The matrix with row i multiplied by `factors[i]`: diag(factors) A.
    public func scalingRows(by factors: Vector) -> Matrix {
        precondition(factors.count == rowCount, "\(rowCount) rows need as many factors, not \(factors.count).")
        return withUnsafePointer { p in
            factors.withUnsafePointer { f in
                Matrix(rowCount: rowCount, columnCount: columnCount) { target in
                    for j in 0..<columnCount {
                        for i in 0..<rowCount { target[i + j * rowCount] = f[i] * p[i + j * rowCount] }
                    }
                }
            }
        }
    }

    /// The matrix with column j multiplied by `factors[j]`: A diag(factors).
    public func scalingColumns(by factors: Vector) -> Matrix {
        precondition(factors.count == columnCount, "\(columnCount) columns need as many factors.")
        return withUnsafePointer { p in
            factors.withUnsafePointer { f in
                Matrix(rowCount: rowCount, columnCount: columnCount) { target in
                    for j in 0..<columnCount {
                        for i in 0..<rowCount { target[i + j * rowCount] = f[j] * p[i + j * rowCount] }
                    }
                }
            }
        }
    }

    /// The entrywise sum.
    public static func + (a: Matrix, b: Matrix) -> Matrix { a.combined(with: b) { $0 + $1 } }
    /// The entrywise difference.
    public static func - (a: Matrix, b: Matrix) -> Matrix { a.combined(with: b) { $0 - $1 } }
    /// The matrix with every entry's sign changed.
    public static prefix func - (a: Matrix) -> Matrix { a.mapped { -$0 } }
    /// The matrix scaled by a number.
    public static func * (scale: Double, a: Matrix) -> Matrix { a.mapped { scale * $0 } }
    /// The matrix scaled by a number.
    public static func * (a: Matrix, scale: Double) -> Matrix { a.mapped { $0 * scale } }
    /// The matrix divided by a number.
    public static func / (a: Matrix, divisor: Double) -> Matrix { a.mapped { $0 / divisor } }
    /// Adds another matrix in place.
    public static func += (a: inout Matrix, b: Matrix) { a.add(b) }
    /// Subtracts another matrix in place.
    public static func -= (a: inout Matrix, b: Matrix) { a.add(b, scaledBy: -1) }
    /// Scales the matrix in place.
    public static func *= (a: inout Matrix, scale: Double) {
        let total = a.count
        a.withUnsafeMutablePointer { p in for i in 0..<total { p[i] *= scale } }
    }

    init(rowCount: Int, columnCount: Int, storage: AlignedStorage) {
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.storage = storage
    }
}

extension Vector {
    init(storage: AlignedStorage) { self.storage = storage }
}

/// The entrywise (Hadamard) product of two matrices of equal shape.
public func entrywiseProduct(_ a: Matrix, _ b: Matrix) -> Matrix { a.combined(with: b) { $0 * $1 } }
