/// A linear map from vectors of `columnCount` entries to vectors of `rowCount` entries that need not store a matrix.
public protocol LinearOperator: Sendable {
    /// The number of entries of a result, m.
    var rowCount: Int { get }
    /// The number of entries of an argument, n.
    var columnCount: Int { get }
    /// A x.
    func apply(to x: Vector) -> Vector
    /// A^T x, the adjoint: y^T (A x) = (A^T y)^T x for all x and y.
    func applyTransposed(to x: Vector) -> Vector
    /// A X, column by column unless a type knows better.
    func apply(to x: Matrix) -> Matrix
    /// A^T X, column by column unless a type knows better.
    func applyTransposed(to x: Matrix) -> Matrix
    /// The m-by-n matrix of the operator.
    func dense() -> Matrix
}

extension LinearOperator {
    /// A X, column by column.
    public func apply(to x: Matrix) -> Matrix {
        byColumns(x, resultCount: rowCount) { apply(to: $0) }
    }

    /// A^T X, column by column.
    public func applyTransposed(to x: Matrix) -> Matrix {
        byColumns(x, resultCount: columnCount) { applyTransposed(to: $0) }
    }

    /// The images of the unit vectors, one a column.
    public func dense() -> Matrix { apply(to: Matrix.identity(columnCount)) }

    private func byColumns(_ x: Matrix, resultCount: Int, _ act: (Vector) -> Vector) -> Matrix {
        Matrix(rowCount: resultCount, columnCount: x.columnCount) { target in
            for j in 0..<x.columnCount {
                act(x.column(j)).withUnsafePointer {
                    (target + j * resultCount).initialize(from: $0, count: resultCount)
                }
            }
        }
    }
}

extension Matrix: LinearOperator {
    /// The product with a vector (dgemv).
    public func apply(to x: Vector) -> Vector { multiply(self, x) }
    /// The product of the transpose with a vector (dgemv).
    public func applyTransposed(to x: Vector) -> Vector { multiply(self, x, transposingFirst: true) }
    /// The product with a matrix (dgemm).
    public func apply(to x: Matrix) -> Matrix { multiply(self, x) }
    /// The product of the transpose with a matrix (dgemm).
    public func applyTransposed(to x: Matrix) -> Matrix { multiply(self, x, transposingFirst: true) }
    /// The matrix itself.
    public func dense() -> Matrix { self }
}
