/// The n-point Gauss-Legendre rule for integrals over an interval, exact for polynomials up to degree 2 n - 1.
public struct GaussLegendre: QuadratureRule {
    /// The nodes, ascending.
    public let nodes: Vector
    /// The weights, in the order of the nodes.
    public let weights: Vector

    /// The rule with `count` nodes on [lower, upper]; O(count^2) to make.
    public init(count: Int, from lower: Double = -1, to upper: Double = 1) {
        precondition(count >= 1, "A quadrature rule has at least one node.")
        let rule = SymmetricGaussRule(count: count, mass: 2, bound: 1) { k in
            let square = Double(k) * Double(k)
            return square / (4 * square - 1)
        }
        guard lower != -1 || upper != 1 else {
            (nodes, weights) = (rule.nodes, rule.weights)
            return
        }
        let (centre, half) = (0.5 * (lower + upper), 0.5 * (upper - lower))
        nodes = rule.nodes.mapped { centre + half * $0 }
        weights = half * rule.weights
    }
}
