#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// An unknown field as a sum of orthonormal Legendre polynomials, with the covariance that a squared exponential process gives
/// their coefficients.
///
/// g(x) = sum_k a_k p_k(x) on the domain mapped to [-1, 1] (products in two variables). For the process with covariance
/// variance * exp(-|x - y|^2 / (2 lengthscale^2)), lengths in units of the domain, cov(a_k, a_l) is the double integral of
/// p_k k p_l, by Gauss quadrature. Its derivative by the logarithm of the lengthscale is integrated likewise.
struct FieldBasis: Sendable {
    let unknown: UnknownCoefficient
    /// The index among the problem's variables of each argument.
    let axes: [Int]
    let variables: [DomainVariable]
    /// The number of polynomials an argument.
    let sizePerArgument: Int
    /// Whether the process is the logarithm of the field.
    let isPositive: Bool

    /// The number of coefficients.
    var count: Int { axes.count == 1 ? sizePerArgument : sizePerArgument * sizePerArgument }

    init(_ unknown: UnknownCoefficient, variables: [DomainVariable]) {
        self.unknown = unknown
        self.variables = variables
        axes = unknown.arguments.compactMap { name in variables.firstIndex { $0.name == name } }
        sizePerArgument = unknown.arguments.count == 1 ? 28 : 9
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
        result[0] = axes.count == 1 ? mean * 2.0.squareRoot() : 2 * mean
        return result
    }

    /// p_k, or a derivative by the problem's variables, at points: one row a point.
    func values(columns: [[Double]], orders: [Int]) -> Matrix {
        let rows = columns[0].count
        for (axis, order) in orders.enumerated() where order > 0 && !axes.contains(axis) {
            return Matrix(rowCount: rows, columnCount: count)
        }
        let tables = axes.map { axis -> Matrix in
            let variable = variables[axis]
            let h = 0.5 * variable.length
            let table = OrthonormalLegendre.values(
                at: Vector(columns[axis].map { ($0 - variable.lower) / h - 1 }), count: sizePerArgument)
            guard orders[axis] > 0 else { return table }
            let derivative = OrthonormalLegendre.derivative(
                columnsOf: Matrix.identity(sizePerArgument), order: orders[axis])
            var factor = 1.0
            for _ in 0..<orders[axis] { factor /= h }
            return factor * (table * derivative)
        }
        guard axes.count == 2 else { return tables[0] }
        return Matrix(rowCount: rows, columnCount: count) { i, k in
            tables[0][i, k % sizePerArgument] * tables[1][i, k / sizePerArgument]
        }
    }

    /// The covariance of the coefficients for a variance of one, and its derivative by log lengthscale.
    ///
    /// A constant of the same variance is added to the process, so that its level is free.
    func covariance(lengthscale: Double) -> (value: Matrix, derivative: Matrix) {
        let grid = GaussGrid.of(64)
        let analysis = grid.analysis.block(rows: 0..<sizePerArgument, columns: 0..<64)
        func transformed(_ entry: (Double) -> Double) -> Matrix {
            let kernel = Matrix(rowCount: 64, columnCount: 64) { i, j in
                // Lengths in units of the domain: half of those on [-1, 1].
                entry(0.5 * (grid.nodes[i] - grid.nodes[j]))
            }
            return multiply(analysis * kernel, analysis, transposingSecond: true)
        }
        let square = lengthscale * lengthscale
        let one = transformed { exp(-0.5 * $0 * $0 / square) }
        let slope = transformed { exp(-0.5 * $0 * $0 / square) * $0 * $0 / square }
        var value = one
        var derivative = slope
        if axes.count == 2 {
            value = Self.kronecker(one, one)
            derivative = Self.kronecker(slope, one) + Self.kronecker(one, slope)
        }
        value[0, 0] += axes.count == 1 ? 2 : 4
        return (value, derivative)
    }

    private static func kronecker(_ a: Matrix, _ b: Matrix) -> Matrix {
        let (m, n) = (a.rowCount, b.rowCount)
        return Matrix(rowCount: m * n, columnCount: m * n) { i, j in b[i / m, j / m] * a[i % m, j % m] }
    }
}
