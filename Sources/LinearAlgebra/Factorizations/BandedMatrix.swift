import COpenBLAS

/// A square matrix of order n whose entry (i, j) is zero unless -upper <= i - j <= lower; n (lower + upper + 1) numbers.
public struct BandedMatrix: Sendable, Equatable {
    /// The order n.
    public let order: Int
    /// The number of diagonals kept below the main one.
    public let lowerBandwidth: Int
    /// The number of diagonals kept above the main one.
    public let upperBandwidth: Int
    /// Entry (i, j) stands in row `upperBandwidth + i - j` of column j, LAPACK's band storage.
    var band: Matrix

    /// A banded matrix of zeros.
    public init(order: Int, lowerBandwidth: Int, upperBandwidth: Int) {
        precondition(order >= 0 && lowerBandwidth >= 0 && upperBandwidth >= 0, "Sizes of a band are not negative.")
        self.order = order
        self.lowerBandwidth = lowerBandwidth
        self.upperBandwidth = upperBandwidth
        band = Matrix(rowCount: lowerBandwidth + upperBandwidth + 1, columnCount: order)
    }

    /// A banded matrix from a function of the row and column, called for entries within the band.
    public init(
        order: Int, lowerBandwidth: Int, upperBandwidth: Int, _ entry: (_ row: Int, _ column: Int) -> Double
    ) {
        self.init(order: order, lowerBandwidth: lowerBandwidth, upperBandwidth: upperBandwidth)
        for j in 0..<order {
            for i in rows(inColumn: j) { self[i, j] = entry(i, j) }
        }
    }

    /// The rows that the band covers in a column.
    public func rows(inColumn column: Int) -> Range<Int> {
        let first = Swift.max(0, column - upperBandwidth)
        return first..<Swift.max(first, Swift.min(order, column + lowerBandwidth + 1))
    }

    /// The entry in the given row and column; zero outside the band, where nothing can be stored.
    public subscript(row: Int, column: Int) -> Double {
        get {
            precondition(row >= 0 && row < order && column >= 0 && column < order, "Index out of range.")
            return rows(inColumn: column).contains(row) ? band[upperBandwidth + row - column, column] : 0
        }
        set {
            precondition(column >= 0 && column < order, "Index out of range.")
            precondition(rows(inColumn: column).contains(row), "Entry (\(row), \(column)) lies outside the band.")
            band[upperBandwidth + row - column, column] = newValue
        }
    }
}

extension BandedMatrix: LinearOperator {
    /// The number of entries of a result.
    public var rowCount: Int { order }
    /// The number of entries of an argument.
    public var columnCount: Int { order }

    /// A x by dgbmv; O(n (lower + upper + 1)).
    public func apply(to x: Vector) -> Vector { product(x, CblasNoTrans) }

    /// A^T x by dgbmv.
    public func applyTransposed(to x: Vector) -> Vector { product(x, CblasTrans) }

    private func product(_ x: Vector, _ transpose: CBLAS_TRANSPOSE) -> Vector {
        precondition(x.count == order, "The matrix acts on vectors of \(order) entries, not \(x.count).")
        var result = Vector(count: order)
        guard order > 0 else { return result }
        result.withUnsafeMutablePointer { target in
            band.withUnsafePointer { p in
                x.withUnsafePointer { q in
                    cblas_dgbmv(
                        CblasColMajor, transpose, Int32(order), Int32(order), Int32(lowerBandwidth),
                        Int32(upperBandwidth), 1, p, Int32(band.rowCount), q, 1, 0, target, 1)
                }
            }
        }
        return result
    }
}
