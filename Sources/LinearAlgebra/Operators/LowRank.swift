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

    public var rowCount: Int { left.rowCount }
    public var columnCount: Int { right.rowCount }

    public func apply(to x: Vector) -> Vector { left * multiply(right, x, transposingFirst: true) }
    public func applyTransposed(to x: Vector) -> Vector { right * multiply(left, x, transposingFirst: true) }
    public func apply(to x: Matrix) -> Matrix { left * multiply(right, x, transposingFirst: true) }
    public func applyTransposed(to x: Matrix) -> Matrix { right * multiply(left, x, transposingFirst: true) }
}
