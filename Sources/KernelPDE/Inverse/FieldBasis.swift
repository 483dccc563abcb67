#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// An unknown field as a sum of orthonormal Legendre polynomials, with the covariance that a squared exponential process gives
/// their coefficients.
///
/// g(x) = sum_k a_k p_k(x) on the domain mapped to [-1, 1]. For the process with covariance
/// variance * exp(-|x - y|^2 / (2 lengthscale^2)), lengths in units of the domain, cov(a_k, a_l) is the double integral of
/// p_k k p_l, by Gauss quadrature. Its derivative by the logarithm of the lengthscale is integrated likewise.
struct FieldBasis: Sendable {
    let unknown: UnknownCoefficient
    /// The index among the problem's variables of the argument.
    let axis: Int
    let variables: [DomainVariable]
    /// Whether the process is the logarithm of the field.
    let isPositive: Bool

    /// The number of coefficients.
    let count = 28

    init(_ unknown: UnknownCoefficient, variables: [DomainVariable]) {
        self.unknown = unknown
        self.variables = variables
        axis = variables.firstIndex { unknown.arguments.contains($0.name) } ?? 0
        isPositive = unknown.lower >= 0
    }

    /// The constant g that the process has as its mean.
    var mean: Double {
        let isBounded = unknown.lower.isFinite && unknown.upper.isFinite
        if isPositive {
            guard isBounded else { return 0 }
            return unknown.lower > 0
                ? 0.5 * (log(unknown.lower) + log(unknown.upper)) : log(0.5 * unknown.upper)
        }
        return isBounded ? 0.5 * (unknown.lower + unknown.upper) : 0
    }

    /// The coefficients of the mean.
    var meanCoefficients: Vector {
        var result = Vector(count: count)
        result[0] = mean * 2.0.squareRoot()
        return result
    }

    /// p_k, or a derivative by the problem's variables, at points: one row a point.
    func values(columns: [[Double]], orders: [Int]) -> Matrix {
        for (other, order) in orders.enumerated() where order > 0 && other != axis {
            return Matrix(rowCount: columns[0].count, columnCount: count)
        }
        let variable = variables[axis]
        let h = 0.5 * variable.length
        let table = OrthonormalLegendre.values(
            at: Vector(columns[axis].map { ($0 - variable.lower) / h - 1 }), count: count)
        guard orders[axis] > 0 else { return table }
        let derivative = OrthonormalLegendre.derivative(columnsOf: Matrix.identity(count), order: orders[axis])
        var factor = 1.0
        for _ in 0..<orders[axis] { factor /= h }
        return factor * (table * derivative)
    }

    /// The covariance of the coefficients for a variance of one, and its derivative by log lengthscale.
    ///
    /// A constant of the same variance is added to the process, so that its level is free.
    func covariance(lengthscale: Double) -> (value: Matrix, derivative: Matrix) {
        let grid = GaussGrid.of(64)
        let analysis = grid.analysis.block(rows: 0..<count, columns: 0..<64)
        func transformed(_ entry: (Double) -> Double) -> Matrix {
            let kernel = Matrix(rowCount: 64, columnCount: 64) { i, j in
                // Lengths in units of the domain: half of those on [-1, 1].
                entry(0.5 * (grid.nodes[i] - grid.nodes[j]))
            }
            return multiply(analysis * kernel, analysis, transposingSecond: true)
        }
        let square = lengthscale * lengthscale
        var value = transformed { exp(-0.5 * $0 * $0 / square) }
        value[0, 0] += 2
        return (value, transformed { exp(-0.5 * $0 * $0 / square) * $0 * $0 / square })
    }
}
