import LinearAlgebra

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

    init(_ separable: SeparableOperator, axes: [BoxAxis]) throws(PDEError) {
        let first = try AxisEigen(axes[0])
        // Equal axes share one decomposition.
        let isSame =
            axes[0].size == axes[1].size && axes[0].order == axes[1].order
            && axes[0].truncated[0] == axes[1].truncated[0]
        let second = isSame ? first : try AxisEigen(axes[1])
        let a = axes[0].order > 0 ? separable.first[axes[0].order] : 0
        let b = axes[1].order > 0 ? separable.second[axes[1].order] : 0
        let c = separable.first[0]
        var condition = Double.infinity
        var norm = 0.0
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
                    condition = min(condition, size > 0 ? abs(sum) / size : 0)
                    norm = max(norm, abs(first.lowest[k] * second.lowest[l] / sum))
                    target[k + l * m] = 1 / sum
                }
            }
        }
        guard condition > 1e-13 else { throw .singular(reciprocalCondition: condition) }
        eigen = [first, second]
        reciprocalCondition = condition
        inverseNorm = norm
    }

    func solve(_ source: Matrix) -> Matrix {
        let rotated = multiply(multiply(eigen[0].vectors, source, transposingFirst: true), eigen[1].vectors)
        return multiply(
            eigen[0].vectors * entrywiseProduct(rotated, divisors), eigen[1].vectors, transposingSecond: true)
    }
}

/// The common eigenvectors of T_0 and T_m of an axis with self-adjoint conditions.
struct AxisEigen: Sendable {
    let vectors: Matrix
    /// The eigenvalues mu of T_0.
    let lowest: [Double]
    /// The eigenvalues alpha of T_m: one, or zero.
    let highest: [Double]

    init(_ axis: BoxAxis) throws(PDEError) {
        let n = axis.size
        let matrix = axis.truncated[0]
        let diagonal = axis.truncated[axis.order].diagonal
        guard axis.order > 0 else {
            vectors = Matrix.identity(n)
            lowest = [Double](repeating: 1, count: n)
            highest = lowest
            return
        }
        let isEven = matrix.withUnsafePointer { p in
            (0..<n).allSatisfy { j in (0..<n).allSatisfy { (($0 + j) % 2 == 0) || p[$0 + j * n] == 0 } }
        }
        var groups = (0..<n).filter { diagonal[$0] == 0 }.map { [$0] }
        let rest = (0..<n).filter { diagonal[$0] != 0 }
        groups += isEven ? [rest.filter { $0 % 2 == 0 }, rest.filter { $0 % 2 == 1 }] : [rest]
        var vectors = Matrix(rowCount: n, columnCount: n)
        var lowest: [Double] = []
        var highest: [Double] = []
        for group in groups where !group.isEmpty {
            let block = Matrix(rowCount: group.count, columnCount: group.count) { matrix[group[$0], group[$1]] }
            let eigen: SymmetricEigen
            do { eigen = try SymmetricEigen(of: block) } catch { throw .singular(reciprocalCondition: 0) }
            let offset = lowest.count
            vectors.withUnsafeMutablePointer { target in
                eigen.vectors.withUnsafePointer { source in
                    for j in group.indices {
                        for i in group.indices {
                            target[group[i] + (offset + j) * n] = source[i + j * group.count]
                        }
                    }
                }
            }
            lowest += eigen.values
            highest += group.map { diagonal[$0] }
        }
        self.vectors = vectors
        self.lowest = lowest
        self.highest = highest
    }
}
