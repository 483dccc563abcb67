import LinearAlgebra

// Null functions. Where a denominator vanishes against its terms (pure Neumann, a resonance), the problem is bordered: the
// coefficient of that null function in u is set to zero, which makes u orthogonal to it, and the coefficient of the source along
// it becomes an unknown, the defect. M^+ with a zero in place of the reciprocal does just that, also inside the iteration for
// varying coefficients: (1 + Delta M^+) W = F holds the defect in W, where M^+ does not see it.

/// Self-adjoint conditions in both variables: one orthogonal eigenbasis each, then a division.
///
/// With T_0 = Q diag(mu) Q^T and T_m = Q diag(alpha) Q^T (alpha is 1, or 0 for a free constant) in each variable,
/// A u_xx + B u_yy + c u = f becomes (A alpha_k nu_l + B mu_k beta_l + c mu_k nu_l) Y_kl = F_kl. The mu are reciprocals of
/// the derivative's eigenvalues, so nothing grows with n. O(n^3): two eigenproblems, halved by parity, four products.
struct SymmetricSeparable: SeparableSolver {
    let eigen: [AxisEigen]
    /// The reciprocals of the denominators.
    let divisors: Matrix
    let reciprocalCondition: Double
    let inverseNorm: Double?
    /// The places in the eigenbasis of functions that the operator maps to zero.
    let nullPlaces: [(row: Int, column: Int)]

    init(_ separable: SeparableOperator, axes: [BoxAxis], eigen: [AxisEigen]) throws(PDEError) {
        let (first, second) = (eigen[0], eigen[1])
        let a = axes[0].order > 0 ? separable.first[axes[0].order] : 0
        let b = axes[1].order > 0 ? separable.second[axes[1].order] : 0
        let c = separable.first[0]
        var condition = Double.infinity
        var norm = 0.0
        var nullPlaces: [(row: Int, column: Int)] = []
        let (m, n) = (axes[0].size, axes[1].size)
        divisors = Matrix(rowCount: m, columnCount: n) { target in
            for l in 0..<n {
                for k in 0..<m {
                    let terms = (
                        a * first.highest[k] * second.lowest[l], b * first.lowest[k] * second.highest[l],
                        c * first.lowest[k] * second.lowest[l]
                    )
                    let sum = terms.0 + terms.1 + terms.2
                    let size = abs(terms.0) + abs(terms.1) + abs(terms.2)
                    guard abs(sum) > Self.resonance * size else {
                        nullPlaces.append((k, l))
                        target[k + l * m] = 0
                        continue
                    }
                    condition = min(condition, abs(sum) / size)
                    norm = max(norm, abs(first.lowest[k] * second.lowest[l] / sum))
                    target[k + l * m] = 1 / sum
                }
            }
        }
        guard nullPlaces.count < min(m, n) else { throw .singular(reciprocalCondition: 0) }
        self.nullPlaces = nullPlaces
        self.eigen = eigen
        reciprocalCondition = condition
        inverseNorm = norm
    }

    /// Terms that cancel to this are taken for a null function.
    private static let resonance = 1e-12

    /// The part of a source, in the eigenbasis, that no u can meet.
    func defect(ofRotated source: Matrix) -> Matrix {
        var result = Matrix(rowCount: source.rowCount, columnCount: source.columnCount)
        for (row, column) in nullPlaces { result[row, column] = source[row, column] }
        return result
    }

    func solve(_ source: Matrix) -> Matrix { restored(entrywiseProduct(rotated(source), divisors)) }

    /// Q_x^T F Q_y.
    func rotated(_ source: Matrix) -> Matrix {
        eigen[0].rotatingRows(of: eigen[1].rotatingColumns(of: source))
    }

    /// Q_x F Q_y^T.
    func restored(_ source: Matrix) -> Matrix {
        eigen[0].restoringRows(of: eigen[1].restoringColumns(of: source))
    }
}
