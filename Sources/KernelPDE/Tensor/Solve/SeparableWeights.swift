import LinearAlgebra

/// The constant-coefficient part of an operator that is a sum over variables: sum_d sum_k p_dk D_d^k + c.
struct SeparableWeights: Sendable, Equatable {
    /// p_d0 ... p_dm per variable, with p_d0 = 0.
    var weights: [[Double]]
    /// The coefficient c of u.
    var constant = 0.0

    init(orders: [Int]) { weights = orders.map { [Double](repeating: 0, count: $0 + 1) } }

    /// The coefficients with c shared out so that every P_d that must be inverted can be.
    ///
    /// Diagonal variables take any share. Where all are triangular, the shares add up to c: a few are tried.
    func shared(axes: [LineMatrices], isDiagonal: [Bool]) throws(PDEError) -> [[Double]] {
        var result = weights
        let triangular = axes.indices.filter { !isDiagonal[$0] }
        let collector = isDiagonal.firstIndex(of: true) ?? triangular[0]
        let scales = axes.indices.map { d in
            var (largest, factor) = (0.0, 1.0)
            for weight in weights[d].dropFirst() {
                factor /= axes[d].halfLength
                largest = max(largest, abs(weight) * factor)
            }
            return largest
        }
        var best: (shares: [Double], condition: Double) = ([], 0)
        let free = triangular.filter { $0 != collector }
        func attempt(_ shares: [Double], _ depth: Int, _ condition: Double) {
            guard best.condition < 1e-6, condition > best.condition else { return }
            guard depth < free.count else {
                var total = condition
                if !isDiagonal[collector] {
                    var own = weights[collector]
                    own[0] = constant - shares.reduce(0, +)
                    total = min(total, ModalAxis.condition(axes[collector], weights: own))
                }
                if total > best.condition { best = (shares, total) }
                return
            }
            let d = free[depth]
            for share in [0, scales[d], -scales[d]] {
                var own = weights[d]
                own[0] = share
                attempt(shares + [share], depth + 1, min(condition, ModalAxis.condition(axes[d], weights: own)))
            }
        }
        attempt([], 0, .infinity)
        guard best.condition > 0 else { throw .singular(reciprocalCondition: 0) }
        for (d, share) in zip(free, best.shares) { result[d][0] = share }
        result[collector][0] = constant - best.shares.reduce(0, +)
        return result
    }
}
