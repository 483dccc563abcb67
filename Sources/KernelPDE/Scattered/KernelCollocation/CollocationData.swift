import Kernels
import LinearAlgebra

/// A problem with prescribed values on its edge, as functionals of u: values there, the linear part of the equation inside.
///
/// The equation is L u + N(x, u) = 0 with L linear and N, if anything, non-linear in u itself. Linearised at u_k it is
/// L u + a u = r with a = ∂N/∂u and r = a u_k - N(u_k).
struct CollocationData {
    /// The points of the edge, and those inside.
    let edge: Matrix
    let inside: Matrix
    let edgeValues: Vector
    /// The derivatives in L and their coefficients inside.
    private let derivatives: [MultiIndex]
    private let coefficients: [Vector]
    private let equation: PointwiseEquation
    private let reaction: Int?
    private let columns: [[Double]]

    init(_ problem: ScatteredProblem, count: Int) throws(PDEError) {
        let isSolid = problem.variables.count == 3
        var resolution = 4
        func reached(_ n: Int) -> Int { isSolid ? n * n * n : problem.variables.count == 2 ? n * n : n }
        while reached(resolution) < count { resolution += 1 }
        let plan = PointPlan(problem, corners: [], cornerRadius: 1)
        let bounds = problem.domain.bounds(of: problem.domain.boundary(resolution: isSolid ? 24 : 64))
        let inner = try problem.domain.interior(count: count, within: bounds)
        var (places, values) = ([Matrix](), [Double]())
        for block in try plan.blocks(interior: 4, resolution: resolution) where block.isEdge {
            guard block.equation.derivatives == [[Int](repeating: 0, count: problem.variables.count)],
                block.equation.isLinear
            else {
                throw .unsuitableCondition(
                    condition: block.text,
                    reason: "collocation with a Matern kernel takes values of u on the edge; use the default method.")
            }
            let at = try block.equation.values(at: block.columns, state: nil)
            places.append(block.points)
            values += zip(at.residual, at.slopes[0]).map { -$0 / $1 }
        }
        guard let first = places.first else { throw .tooFewConditions(order: problem.equation.order, given: 0) }
        let all = places.dropFirst().reduce(first) { .stackedVertically($0, $1) }
        edge = all
        edgeValues = Vector(values)
        inside = inner
        let equation = problem.equation
        let columns = (0..<inner.columnCount).map { inner.column($0).array }
        let zero = [Int](repeating: 0, count: inner.columnCount)
        self.equation = equation
        self.columns = columns
        reaction = equation.derivatives.indices.first { equation.varies[$0] }
        for (k, orders) in equation.derivatives.enumerated() where equation.varies[k] && orders != zero {
            throw .unsupported(
                "Collocation with a Matern kernel takes equations that are non-linear in u alone; use the default method."
            )
        }
        let linear = equation.derivatives.indices.filter { !equation.varies[$0] }
        let slopes = try equation.values(at: columns, state: nil).slopes
        derivatives = linear.map { MultiIndex(equation.derivatives[$0]) }
        coefficients = linear.map { Vector(slopes[$0]) }
    }

    var isLinear: Bool { reaction == nil }
    var count: Int { edge.rowCount + inside.rowCount }

    static func values(at points: Matrix) -> PointFunctionals.Group {
        PointFunctionals.Group(
            points: points, derivatives: [.none(dimension: points.columnCount)],
            coefficients: [Vector(count: points.rowCount, repeating: 1)])
    }

    /// The linear part of the equation, with a u added.
    func equationGroup(reaction a: Vector?) -> PointFunctionals.Group {
        var group = PointFunctionals.Group(points: inside, derivatives: derivatives, coefficients: coefficients)
        if let a {
            group.derivatives.append(.none(dimension: inside.columnCount))
            group.coefficients.append(a)
        }
        return group
    }

    /// a and r at values of u inside.
    func linearized(at u: Vector) throws(PDEError) -> (reaction: Vector?, right: Vector) {
        let state = equation.derivatives.indices.map { k in
            k == reaction ? u.array : [Double](repeating: 0, count: u.count)
        }
        let at = try equation.values(at: columns, state: state)
        guard let reaction else { return (nil, Vector(at.residual.map { -$0 })) }
        let a = Vector(at.slopes[reaction])
        return (a, Vector((0..<u.count).map { a[$0] * u[$0] - at.residual[$0] }))
    }
}
