/// The operator that multiplies entry i by `entries[i]`.
public struct DiagonalOperator: LinearOperator {
    /// The diagonal.
    public let entries: Vector

    /// The operator with the given diagonal.
    public init(_ entries: Vector) {
        self.entries = entries
    }

    public var rowCount: Int { entries.count }
    public var columnCount: Int { entries.count }

    public func apply(to x: Vector) -> Vector { entrywiseProduct(entries, x) }
    public func applyTransposed(to x: Vector) -> Vector { entrywiseProduct(entries, x) }
    public func apply(to x: Matrix) -> Matrix { x.scalingRows(by: entries) }
    public func applyTransposed(to x: Matrix) -> Matrix { x.scalingRows(by: entries) }
}
