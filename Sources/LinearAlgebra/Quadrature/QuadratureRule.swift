/// Nodes and weights with integral f w = sum_i weights[i] f(nodes[i]) for polynomials f up to some degree.
public protocol QuadratureRule: Sendable {
    /// The nodes, ascending.
    var nodes: Vector { get }
    /// The weights, in the order of the nodes.
    var weights: Vector { get }
}

extension QuadratureRule {
    /// sum_i weights[i] f(nodes[i]).
    public func integrate(_ function: (Double) throws -> Double) rethrows -> Double {
        try zip(nodes, weights).reduce(0) { $0 + $1.1 * (try function($1.0)) }
    }
}
