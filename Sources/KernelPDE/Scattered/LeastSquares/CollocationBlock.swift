import LinearAlgebra

/// An equation at a set of points: the equation inside, or a condition on its piece of the edge.
struct CollocationBlock: Sendable {
    let equation: PointwiseEquation
    let points: Matrix
    /// The coordinates, followed by the components of the normal on the edge.
    let columns: [[Double]]
    /// A factor of each row; small towards corners, where singular terms are large.
    let weights: Vector
    let isEdge: Bool
    /// The condition as stated, for messages.
    let text: String

    /// The values of the derivatives that occur, of a function.
    func state(of function: FeatureFunction) -> [[Double]] {
        equation.derivatives.map { function.derivative(orders: $0, at: points).array }
    }
}

/// A function as a combination of features.
struct FeatureFunction: Sendable {
    let features: any PointFeatures
    let coefficients: Vector

    func derivative(orders: [Int], at points: Matrix) -> Vector {
        features.combination(coefficients, orders: orders, at: points)
    }
}

/// Chooses collocation points and points for the check.
struct PointPlan {
    let problem: ScatteredProblem
    let corners: [DomainCorner]
    /// Within this distance of a corner rows lose weight.
    let cornerRadius: Double

    init(_ problem: ScatteredProblem, corners: [DomainCorner], cornerRadius: Double) {
        self.problem = problem
        self.corners = corners
        self.cornerRadius = cornerRadius
    }

    /// The blocks with about `interior` points inside and the edge on a grid of `resolution` steps.
    func blocks(
        interior: Int, resolution: Int, shift: Double = 0, start: Int = 1
    ) throws(PDEError) -> [CollocationBlock] {
        let domain = problem.domain
        var boundary = domain.boundary(resolution: resolution, shift: shift)
        let bounds = domain.bounds(of: boundary)
        var inside = try domain.interior(count: interior, within: bounds, start: start)
        // The equation at points of the edge pins down the polynomials where they grow fastest.
        let safe = (0..<boundary.count).filter { i in !isNearCorner(boundary.columns.map { $0[i] }) }
        inside = .stackedVertically(
            inside, boundary.chosen(stride(from: 0, to: safe.count, by: 2).map { safe[$0] }).points)
        for corner in corners { addFan(corner, shift: shift, &boundary, &inside) }
        var blocks: [CollocationBlock] = []
        for condition in problem.edge {
            let piece = condition.chosen(from: boundary)
            guard piece.count > 0 else {
                throw .unsuitableCondition(condition: condition.text, reason: "no point of the edge lies there.")
            }
            blocks.append(
                CollocationBlock(
                    equation: condition.equation, points: piece.points, columns: piece.columns + piece.normals,
                    weights: weights(piece.points, power: condition.equation.order > 0 ? 1 : 0), isEdge: true,
                    text: condition.text))
        }
        blocks.append(
            CollocationBlock(
                equation: problem.equation, points: inside,
                columns: (0..<domain.dimension).map { inside.column($0).array },
                weights: weights(inside, power: 1.5), isEdge: false, text: problem.equation.text))
        return blocks
    }

    private func isNearCorner(_ place: [Double]) -> Bool {
        corners.contains { hypotenuse($0.position, place) < 1e-3 * cornerRadius }
    }

    private func weights(_ points: Matrix, power: Double) -> Vector {
        Vector(
            (0..<points.rowCount).map { i -> Double in
                let place = (0..<points.columnCount).map { points[i, $0] }
                return corners.reduce(1.0) { weight, corner in
                    let t = min(1, hypotenuse(corner.position, place) / cornerRadius)
                    return weight * (power == 0 ? 1 : power == 1 ? t : t * t.squareRoot())
                }
            })
    }
}
