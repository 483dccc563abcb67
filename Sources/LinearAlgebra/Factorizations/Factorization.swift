/// A symmetric positive definite matrix prepared for solving: A + delta I, where delta is reported.
public protocol Factorization: Sendable {
    /// The order n of the matrix.
    var order: Int { get }
    /// The solution X of (A + delta I) X = B, column by column.
    func solve(_ rightHandSide: Matrix) -> Matrix
    /// log det(A + delta I).
    var logDeterminant: Double { get }
    /// The amount delta that was added to every diagonal entry.
    var addedDiagonal: Double { get }
}

extension Factorization {
    /// The solution x of (A + delta I) x = b.
    public func solve(_ rightHandSide: Vector) -> Vector {
        solve(Matrix(column: rightHandSide)).flattened
    }

    /// b^T (A + delta I)^-1 b.
    public func inverseQuadraticForm(_ b: Vector) -> Double {
        dot(b, solve(b))
    }
}
