/// A number times an operator.
public struct ScaledOperator: LinearOperator {
    /// The number.
    public let scale: Double
    /// The operator that is scaled.
    public let base: any LinearOperator

    /// `scale` times `base`.
    public init(_ scale: Double, _ base: any LinearOperator) {
        self.scale = scale
        self.base = base
    }

    /// The number of entries of a result.
    public var rowCount: Int { base.rowCount }
    /// The number of entries of an argument.
    public var columnCount: Int { base.columnCount }

    /// `scale` times the image under `base`.
    public func apply(to x: Vector) -> Vector { scale * base.apply(to: x) }
    /// `scale` times the image under the transpose of `base`.
    public func applyTransposed(to x: Vector) -> Vector { scale * base.applyTransposed(to: x) }
    /// `scale` times the image under `base`.
    public func apply(to x: Matrix) -> Matrix { scale * base.apply(to: x) }
    /// `scale` times the image under the transpose of `base`.
    public func applyTransposed(to x: Matrix) -> Matrix { scale * base.applyTransposed(to: x) }
}
