/// The quadratic model of f at an iterate, g ᵀ(z − x) + ½ (z − x)ᵀB(z − x), to be minimised within the bounds.
struct QuadraticModel {
    let point: [Double]
    let gradient: [Double]
    let bounds: Bounds
    let memory: CurvatureMemory

    /// An approximate minimiser: the Cauchy point, then a Newton step in the coordinates it leaves free. Nil if the
    /// reduced system is singular in rounding.
    func minimizer() -> [Double]? {
        let isBounded = bounds.hasAnyLimit
        guard isBounded || !memory.isEmpty else {
            return point.indices.map { point[$0] - gradient[$0] / memory.theta }
        }
        guard isBounded else {
            let free = [Bool](repeating: true, count: point.count)
            return newtonStep(residual: gradient.map { -$0 }, isFree: free).map { step in
                point.indices.map { point[$0] + step[$0] }
            }
        }
        let cauchy = CauchyPoint(from: point, gradient: gradient, bounds: bounds, memory: memory)
        let isFree = point.indices.map { cauchy.point[$0] > bounds.lower[$0] && cauchy.point[$0] < bounds.upper[$0] }
        guard !memory.isEmpty && isFree.contains(true) else { return cauchy.point }

        let bent = memory.product(memory.middleProduct(cauchy.projection), count: point.count)
        let residual = point.indices.map { i in
            isFree[i] ? bent[i] - gradient[i] - memory.theta * (cauchy.point[i] - point[i]) : 0
        }
        return newtonStep(residual: residual, isFree: isFree).map { confined($0, from: cauchy.point) }
    }

    /// B_F⁻¹ r = r/θ + W_F (M⁻¹ − W_FᵀW_F/θ)⁻¹ W_Fᵀ r / θ² (equation 5.11), zero outside F.
    private func newtonStep(residual: [Double], isFree: [Bool]) -> [Double]? {
        let theta = memory.theta
        guard let system = memory.reducedSystem(isFree: isFree) else { return nil }
        let correction = memory.product(system.solve(memory.transposedProduct(residual)), count: residual.count)
        let step = residual.indices.map { isFree[$0] ? (residual[$0] + correction[$0] / theta) / theta : 0 }
        return step.allSatisfy(\.isFinite) ? step : nil
    }

    /// The subspace step brought back into the box: projected, which keeps more of it, unless that gives an ascent
    /// direction; then cut (Morales and Nocedal, ACM TOMS 38 (2011)).
    private func confined(_ step: [Double], from cauchy: [Double]) -> [Double] {
        let full = cauchy.indices.map { bounds.clamped(cauchy[$0] + step[$0], at: $0) }
        var slope = 0.0
        for i in full.indices { slope += (full[i] - point[i]) * gradient[i] }
        if slope < 0 { return full }
        let length = min(1, bounds.longestStep(from: cauchy, along: step))
        return cauchy.indices.map { bounds.clamped(cauchy[$0] + length * step[$0], at: $0) }
    }
}
