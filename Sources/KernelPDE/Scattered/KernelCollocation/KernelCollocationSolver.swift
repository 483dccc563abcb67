import Kernels
import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

/// Collocation of scattered problems with a smooth kernel: dense, with exact evidence.
///
///     let solution = try KernelCollocationSolver(kernel: Matern(nu: 3.5, lengthscales: 0.6)).solve(problem)
///
/// Values of u are prescribed on the edge; the equation may be linear, or non-linear in u itself (Gauss-Newton). The order of
/// accuracy is that of the kernel's smoothness: the way for rough solutions, not for high accuracy.
/// Complexity: O(N³) time and O(N²) memory for N observed functionals.
public struct KernelCollocationSolver<Covariance: SmoothKernel>: PDESolver {
    /// The covariance of u, of unit variance.
    public var kernel: Covariance
    /// The number of points inside.
    public var pointCount: Int
    /// The shift of covariances scaled to unit diagonal.
    public var shift: DiagonalShift

    /// A solver with the given covariance.
    public init(
        kernel: Covariance, pointCount: Int = 800, shift: DiagonalShift = .absolute(1e-11)
    ) {
        self.kernel = kernel
        self.pointCount = pointCount
        self.shift = shift
    }

    /// Solves the problem.
    ///
    /// - Throws: ``PDEError`` for conditions on derivatives, equations that are non-linear in derivatives, a kernel that is not
    ///   smooth enough, or a covariance without factor.
    public func solve(_ problem: ScatteredProblem) throws(PDEError) -> ScatteredSolution {
        for orders in problem.equation.derivatives where !kernel.allowsDerivative(MultiIndex(orders)) {
            throw .unsupported(
                "The kernel is not smooth enough for the equation; a Matern kernel needs nu > \(problem.equation.order)."
            )
        }
        var clock = PhaseClock()
        let data = try CollocationData(problem, count: pointCount)
        let dense = DenseCovariance(data: data, kernel: kernel, shift: shift)
        var u = Vector(count: data.inside.rowCount)
        var (weights, reaction, right) = (Vector(count: 0), Vector?.none, Vector(count: 0))
        var (steps, converged) = (0, false)
        while !converged, steps < 20 {
            let linear = try data.linearized(at: u)
            reaction = linear.reaction
            right = Vector(data.edgeValues.array + linear.right.array)
            let found = try dense.solve(right, reaction: reaction)
            steps += 1
            weights = found.weights
            converged = data.isLinear || (found.inside - u).norm <= 1e-8 * found.inside.norm
            u = found.inside
        }
        clock.mark("solve")
        let observed = dense.functionals(reaction)
        let kernel = self.kernel
        var report = PDEReport(method: "collocation", kernel: "\(Covariance.self), diagonal shift \(shift)")
        report.grid = Dictionary(uniqueKeysWithValues: problem.variables.map { ($0.name, data.count) })
        report.iterations = steps
        let (factor, sizes) = try dense.factor(reaction)
        let scaled = right.combined(with: sizes) { $0 / $1 }
        let count = Double(scaled.count)
        let variance = factor.inverseQuadraticForm(scaled) / count
        report.logEvidence =
            -0.5 * (count * (log(2 * Double.pi * variance) + 1) + factor.logDeterminant)
            - sizes.reduce(0) { $0 + log($1) }
        report.bandKind = .posterior
        let deviation: @Sendable (Matrix) -> Vector = { points in
            let here = PointFunctionals([CollocationData.values(at: points)])
            let cross = observed.covariance(with: here, kernel).scalingRows(by: sizes.mapped { 1 / $0 })
            let reduced = factor.solveLower(cross)
            let prior = here.variances(kernel)
            return Vector(
                (0..<points.rowCount).map { j in
                    let column = reduced.column(j)
                    return (variance * max(0, prior[j] - dot(column, column))).squareRoot()
                })
        }
        let finalWeights = weights
        var solution = ScatteredSolution(
            domain: problem.domain, report: report,
            derivatives: { orders, points in
                var result: [Double] = []
                for start in stride(from: 0, to: points.rowCount, by: 512) {
                    let block = points.rows(start..<min(start + 512, points.rowCount))
                    let here = PointFunctionals([
                        PointFunctionals.Group(
                            points: block, derivatives: [MultiIndex(orders)],
                            coefficients: [Vector(count: block.rowCount, repeating: 1)])
                    ])
                    result += (here.covariance(with: observed, kernel) * finalWeights).array
                }
                return Vector(result)
            }, deviations: deviation)
        try solution.judge(problem, converged: converged, clock: &clock)
        return solution
    }
}

extension ScatteredSolution {
    /// Residual at points that were not collocated, grade, and errors on a coarse test grid: a kernel sum is slow to evaluate.
    fileprivate mutating func judge(
        _ problem: ScatteredProblem, converged: Bool, clock: inout PhaseClock
    ) throws(PDEError) {
        let plan = PointPlan(problem, corners: [], cornerRadius: 1)
        var largest = 0.0
        for block in try plan.blocks(interior: 200, resolution: 12, shift: 0.37, start: 1_000_003) where !block.isEdge {
            let state = block.equation.derivatives.map { derivative(orders: $0, at: block.points).array }
            let at = try block.equation.values(at: block.columns, state: state)
            let scale = at.size.max() ?? 0
            let residual = at.residual.reduce(0) { $0 + $1 * $1 } / Double(at.residual.count)
            largest = scale > 0 ? residual.squareRoot() / scale : residual.squareRoot()
        }
        report.residual = largest
        report.converged = converged && largest < 1e-1
        report.grade = !report.converged ? .notResolved : largest < 1e-8 ? .accepted : .approximate
        if report.grade != .accepted {
            report.warnings.append(
                "The equation is missed by \(largest) of its largest term (root mean square) between the points.")
        }
        clock.mark("check")
        compare(with: problem, count: 40)
        clock.mark("compare")
        book(clock)
    }
}
