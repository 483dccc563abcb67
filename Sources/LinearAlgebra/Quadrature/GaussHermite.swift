#if canImport(Glibc)
    import Glibc
#endif

/// The n-point Gauss-Hermite rule: integral f(x) exp(-x^2) dx = sum_i weights[i] f(nodes[i]) for polynomials f up to
/// degree 2 n - 1. Weights of far nodes of large rules underflow to zero.
public struct GaussHermite: QuadratureRule {
    /// The nodes, ascending.
    public let nodes: Vector
    /// The weights, in the order of the nodes.
    public let weights: Vector

    /// The rule with `count` nodes; O(count^2) to make.
    public init(count: Int) {
        precondition(count >= 1, "A quadrature rule has at least one node.")
        let rule = SymmetricGaussRule(
            count: count, mass: Double.pi.squareRoot(), bound: (2 * Double(count) + 1).squareRoot()
        ) { Double($0) / 2 }
        nodes = rule.nodes
        weights = rule.weights
    }

    /// sqrt(2) x_i: the nodes for a standard normal variable.
    public var normalNodes: Vector { 2.0.squareRoot() * nodes }

    /// w_i / sqrt(pi): the weights for a standard normal variable; they sum to one.
    public var normalWeights: Vector { weights / Double.pi.squareRoot() }

    /// The expectation of f(z) for z normal with the given mean and standard deviation.
    public func expectation(
        mean: Double = 0, standardDeviation: Double = 1, _ function: (Double) throws -> Double
    ) rethrows -> Double {
        let scale = 2.0.squareRoot() * standardDeviation
        return try integrate { try function(mean + scale * $0) } / Double.pi.squareRoot()
    }
}
