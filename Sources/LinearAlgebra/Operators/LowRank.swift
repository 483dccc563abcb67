/// The product U V^T of an m-by-r and the transpose of an n-by-r matrix; O((m + n) r) an application.
public struct LowRank: LinearOperator {
    /// U, m-by-r.
    public let left: Matrix
    /// V, n-by-r.
    public let right: Matrix

    /// The operator U V^T.
    public init(_ left: Matrix, _ right: Matrix) {
        precondition(left.columnCount == right.columnCount, "Both factors of a low-rank operator need equal widths.")
        self.left = left
        self.right = right
    }

    /// The number of entries of a result.
    public var rowCount: Int { left.rowCount }
    /// The number of entries of an argument.
    public var columnCount: Int { right.rowCount }

    /// U (V^T x).
    public func apply(to x: Vector) -> Vector { left * multiply(right, x, transposingFirst: true) }
    /// V (U^T x).
    public func applyTransposed(to x: Vector) -> Vector { right * multiply(left, x, transposingFirst: true) }
    /// U (V^T X).
    public func apply(to x: Matrix) -> Matrix { left * multiply(right, x, transposingFirst: true) }
    /// V (U^T X).
    public func applyTransposed(to x: Matrix) -> Matrix { right * multiply(left, x, transposingFirst: true) }
}
