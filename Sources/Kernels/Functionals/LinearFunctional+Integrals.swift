import LinearAlgebra

extension LinearFunctional {
    /// The integral of f over a box, one interval a coordinate, by the tensor product of Gauss-Legendre rules.
    ///
    /// With n nodes a coordinate it is exact for polynomials up to degree 2n - 1 in each. For smooth functions the error
    /// falls geometrically once the nodes are denser than the lengthscale; for the rough functions of a Matérn process of
    /// order ν the *variance* of the integral is off by O(n^(-2ν-1)). Cut long intervals with several calls and add.
    ///
    /// - Complexity: n^d terms.
    public static func integral(over box: [ClosedRange<Double>], nodesPerCoordinate: Int = 16) -> LinearFunctional {
        integral(over: box, nodesPerCoordinate: nodesPerCoordinate) { _ in 1 }
    }

    /// The integral of w f over a box with a weight function w, by the same rule.
    public static func integral(
        over box: [ClosedRange<Double>], nodesPerCoordinate: Int = 16, weight: ([Double]) -> Double
    ) -> LinearFunctional {
        precondition(!box.isEmpty && nodesPerCoordinate >= 1, "A box has a coordinate, a rule a node.")
        let rules = box.map { GaussLegendre(count: nodesPerCoordinate, from: $0.lowerBound, to: $0.upperBound) }
        var nodes: [(point: [Double], weight: Double)] = [([], 1)]
        for rule in rules {
            nodes = nodes.flatMap { head in
                zip(rule.nodes, rule.weights).map { (head.point + [$0], head.weight * $1) }
            }
        }
        let none = MultiIndex.none(dimension: box.count)
        return LinearFunctional(
            nodes.map { Term(coefficient: $0.weight * weight($0.point), derivative: none, point: $0.point) })
    }

    /// The mean of f over a box: its integral divided by the volume.
    public static func average(over box: [ClosedRange<Double>], nodesPerCoordinate: Int = 16) -> LinearFunctional {
        let volume = box.reduce(1) { $0 * ($1.upperBound - $1.lowerBound) }
        precondition(volume > 0, "The box of an average has a volume.")
        return (1 / volume) * integral(over: box, nodesPerCoordinate: nodesPerCoordinate)
    }
}
