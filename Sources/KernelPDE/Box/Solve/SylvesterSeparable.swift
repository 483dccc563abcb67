import LinearAlgebra

/// Any conditions and lower-order terms: real Schur forms and triangular substitution.
///
/// P Y T_0y^T + T_0x Y Q^T = F with P = sum_a p_a T_ax and Q = sum_b q_b T_by becomes
/// (P^-1 T_0x) Y + Y (Q^-1 T_0y)^T = P^-1 F Q^-T. P and Q are the identity plus compact parts, well conditioned unless the
/// one-dimensional operator is itself resonant; since the coefficient of u may be shared between them in any way, a share is
/// taken for which both are well conditioned. T_0 is never inverted. Eigenvectors of initial-value operators are useless,
/// hence Schur vectors. O(n^3).
struct SylvesterSeparable: SeparableSolver {
    private let left: AxisInverse
    private let right: AxisInverse
    private let sylvester: Sylvester
    private let separable: SeparableOperator
    private let axes: [BoxAxis]
    let reciprocalCondition: Double
    var inverseNorm: Double? { nil }

    init(_ separable: SeparableOperator, axes: [BoxAxis]) throws(PDEError) {
        let c = separable.first[0]
        func size(_ weights: [Double], _ axis: BoxAxis) -> Double {
            var (largest, factor) = (0.0, 1.0)
            for weight in weights.dropFirst() {
                factor /= axis.halfLength
                largest = max(largest, abs(weight) * factor)
            }
            return largest
        }
        let scales = [size(separable.first, axes[0]), size(separable.second, axes[1])]
        var best: (left: AxisInverse, right: AxisInverse, condition: Double)?
        for share in [0, c, 0.5 * c, scales[0], -scales[0], scales[1], -scales[1]] {
            var (p, q) = (separable.first, separable.second)
            p[0] = c - share
            q[0] = share
            guard let a = AxisInverse(p, axes[0]), let b = AxisInverse(q, axes[1]) else { continue }
            let condition = min(a.reciprocalCondition, b.reciprocalCondition)
            if condition > best?.condition ?? 0 { best = (a, b, condition) }
            if condition > 1e-6 { break }
        }
        guard let best, best.condition > 1e-14 else { throw .singular(reciprocalCondition: best?.condition ?? 0) }
        (left, right, reciprocalCondition) = (best.left, best.right, best.condition)
        self.separable = separable
        self.axes = axes
        do {
            sylvester = try Sylvester(
                left.solve(axes[0].truncated[0]), right.solve(axes[1].truncated[0]).transposed)
        } catch { throw .singular(reciprocalCondition: 0) }
    }

    /// The solution, refined once against the operator itself.
    func solve(_ source: Matrix) throws(PDEError) -> Matrix {
        let y = try solveOnce(source)
        return y + (try solveOnce(source - separable.apply(to: y, axes: axes)))
    }

    private func solveOnce(_ source: Matrix) throws(PDEError) -> Matrix {
        let reduced = right.solve(left.solve(source).transposed).transposed
        do { return try sylvester.solve(reduced) } catch { throw .singular(reciprocalCondition: 0) }
    }
}

/// The inverse of sum_k w_k T_k of an axis.
private struct AxisInverse: Sendable {
    private let factor: Double
    private let lu: LU?
    let reciprocalCondition: Double

    init?(_ weights: [Double], _ axis: BoxAxis) {
        let isPlain = !axis.hasNullFunction && weights.dropLast().allSatisfy { $0 == 0 }
        factor = weights[axis.order]
        if isPlain {
            guard factor != 0 else { return nil }
            (lu, reciprocalCondition) = (nil, 1)
            return
        }
        guard let lu = try? LU(of: combination(weights, of: axis.truncated)) else { return nil }
        self.lu = lu
        reciprocalCondition = lu.reciprocalConditionNumber
    }

    func solve(_ matrix: Matrix) -> Matrix { lu?.solve(matrix) ?? matrix / factor }
}
