import LinearAlgebra

/// J = sum_a c_a D^a at a resolution, split as M + Delta: M is a sum over variables with constant coefficients and is solved
/// directly, Delta is what varies or is mixed.
///
/// (M + Delta) Y = F becomes (1 + Delta M^-1) W = F with Y = M^-1 W, by GMRES in modal coordinates, where M^-1 is a division or
/// a substitution. M takes the mean coefficients; constant parts cancel exactly. An equation led by one mixed derivative, as
/// u_xyz = f, has M = its mean coefficient times the identity. Each iteration costs d products into values for every derivative
/// that varies and d back; memory one grid an iteration, at most as many as the budget allows, then GMRES restarts.
struct LinearizedTensorOperator: Sendable {
    struct Solution {
        let y: Tensor
        let iterations: Int
        let relativeResidual: Double
    }

    private struct Deviation: Sendable {
        let orders: [Int]
        /// The deviation at the nodes.
        let values: Tensor
    }

    let lines: [LineMatrices]
    let budget: MemoryBudget
    /// Nil where M is a multiple of the identity.
    let inverse: SeparableInverse?
    private let factor: Double
    private let deviations: [Deviation]
    private let separable: SeparableWeights

    /// - Parameter slopes: c_a at the nodes, in the order of the formulation's derivatives.
    init(
        lines: [LineMatrices], formulation: TensorFormulation, slopes: [Tensor], budget: MemoryBudget
    ) throws(PDEError) {
        self.lines = lines
        self.budget = budget
        let orders = formulation.orders
        var separable = SeparableWeights(orders: orders)
        var leading: Double?
        let means = zip(slopes, formulation.constants).map { $1 ?? $0.values.mean }
        for (derivative, mean) in zip(formulation.derivatives, means) {
            let involved = derivative.indices.filter { derivative[$0] > 0 }
            if involved.isEmpty {
                separable.constant = mean
            } else if involved.count == 1 {
                separable.weights[involved[0]][derivative[involved[0]]] = mean
            } else if derivative == orders {
                leading = mean
            }
        }
        let isPure = orders.indices.allSatisfy { orders[$0] == 0 || separable.weights[$0][orders[$0]] != 0 }
        if !isPure, let leading, leading != 0 {
            (inverse, factor) = (nil, leading)
        } else {
            inverse = try SeparableInverse(separable, axes: lines)
            factor = 1
        }
        self.separable = separable
        var found: [Deviation] = []
        for (k, derivative) in formulation.derivatives.enumerated() {
            let isPart =
                inverse == nil ? derivative == orders : derivative.filter { $0 > 0 }.count <= 1
            let subtracted = isPart ? means[k] : 0
            let size = slopes[k].values.maximumMagnitude
            if formulation.constants[k] != nil, isPart { continue }
            let values = subtracted == 0 ? slopes[k].values : slopes[k].values.mapped { $0 - subtracted }
            guard values.maximumMagnitude > 4e-16 * size else { continue }
            found.append(Deviation(orders: derivative, values: Tensor(shape: slopes[k].shape, values: values)))
        }
        deviations = found
    }

    /// Whether one direct solve does.
    var isDirect: Bool { deviations.isEmpty }

    /// The solution Y of J Y = F, refined once against J itself where substitution may have lost digits.
    func solve(
        _ source: Tensor, tolerance: Double = 1e-13, maximumIterations: Int = 240
    ) throws(PDEError) -> Solution {
        let first = try solveOnce(source, tolerance: tolerance, maximumIterations: maximumIterations)
        guard let inverse, !inverse.isDiagonal, tolerance < 1e-6 else { return first }
        var residual = source
        residual.add(apply(first.y), scaledBy: -1)
        guard residual.norm > 1e-16 * source.norm else { return first }
        let second = try solveOnce(residual, tolerance: 1e-3, maximumIterations: 40)
        var y = first.y
        y.add(second.y)
        return Solution(
            y: y, iterations: first.iterations + second.iterations, relativeResidual: first.relativeResidual)
    }

    private func solveOnce(_ source: Tensor, tolerance: Double, maximumIterations: Int) throws(PDEError) -> Solution {
        guard let inverse else {
            return try iterate(source, tolerance: tolerance, maximumIterations: maximumIterations) {
                $0.scale(by: 1 / self.factor)
            }
        }
        if isDirect {
            var y = source
            try inverse.solve(&y)
            return Solution(y: y, iterations: 0, relativeResidual: 0)
        }
        return try iterate(
            source, tolerance: tolerance, maximumIterations: maximumIterations
        ) { (tensor) throws(PDEError) in try inverse.solveModal(&tensor) }
    }

    private func iterate(
        _ source: Tensor, tolerance: Double, maximumIterations: Int,
        precondition: (inout Tensor) throws(PDEError) -> Void
    ) throws(PDEError) -> Solution {
        let modal = inverse?.axes
        let nodal = lines.indices.map { d in
            lines[d].nodal.map { matrix in modal.map { matrix * $0[d].out } ?? matrix }
        }
        let analysis = lines.indices.map { d -> Matrix? in
            guard let modal else { return lines[d].analysis }
            return lines[d].analysis.map { modal[d].into * $0 } ?? modal[d].into
        }
        var rotated = source
        if let modal { for (d, axis) in modal.enumerated() { rotated.multiply(along: d, by: axis.into) } }
        var failure: PDEError?
        let shape = source.shape
        let restart = max(10, min(80, budget.count(gridsOf: source.count) - 12))
        let result = generalizedMinimalResidual(
            rotated.values, relativeTolerance: tolerance, restart: restart, maximumIterations: maximumIterations
        ) { w in
            do throws(PDEError) {
                var y = Tensor(shape: shape, values: w)
                try precondition(&y)
                var change = deviationValues(y, nodal: nodal)
                for (d, matrix) in analysis.enumerated() {
                    if let matrix { change.multiply(along: d, by: matrix) }
                }
                return w + change.values
            } catch {
                failure = error
                return Vector(count: w.count, repeating: .nan)
            }
        }
        if let failure { throw failure }
        var y = Tensor(shape: shape, values: result.solution)
        try precondition(&y)
        if let modal { for (d, axis) in modal.enumerated() { y.multiply(along: d, by: axis.out) } }
        return Solution(y: y, iterations: result.iterations, relativeResidual: result.relativeResidual)
    }

    /// Delta Y at the nodes, given the derivatives of the basis there.
    private func deviationValues(_ y: Tensor, nodal: [[Matrix]]) -> Tensor {
        var total = Tensor(shape: y.shape)
        y.visitDerivatives(deviations.map(\.orders), matrices: nodal) { k, derivative in
            total.subtractProduct(deviations[k].values, derivative)
        }
        total.scale(by: -1)
        return total
    }

    /// J Y in coefficients.
    private func apply(_ y: Tensor) -> Tensor {
        var result = Tensor(shape: y.shape)
        if inverse == nil {
            result.add(y, scaledBy: factor)
        } else {
            for d in lines.indices {
                // The coefficient of u stands with the first variable.
                var weights = separable.weights[d]
                if d == 0 { weights[0] += separable.constant }
                var part = y
                for (e, axis) in lines.enumerated() {
                    part.multiply(
                        along: e, by: e == d ? combination(weights, of: axis.truncated) : axis.truncated[0])
                }
                result.add(part)
            }
        }
        guard !isDirect else { return result }
        var change = deviationValues(y, nodal: lines.map(\.nodal))
        for (d, line) in lines.enumerated() {
            if let matrix = line.analysis { change.multiply(along: d, by: matrix) }
        }
        result.add(change)
        return result
    }

    /// An estimate from below of the largest |u| / |f| under homogeneous conditions (root mean squares).
    func inverseNormEstimate() throws(PDEError) -> Double {
        if isDirect, let known = inverse?.inverseNorm { return known }
        let shape = lines.map(\.size)
        var source = Tensor(shape: shape, repeating: 1)
        for (d, size) in shape.enumerated() {
            source.multiply(along: d, by: Matrix.diagonal(Vector((0..<size).map { 1 / Double(1 + $0) })))
        }
        var largest = 0.0
        for _ in 0..<3 {
            source.scale(by: 1 / source.norm)
            var u = try solve(source, tolerance: 1e-3, maximumIterations: 60).y
            for (d, axis) in lines.enumerated() { u.multiply(along: d, by: axis.truncated[0]) }
            let norm = u.norm
            largest = max(largest, norm)
            guard norm > 0, norm.isFinite else { break }
            source = u
        }
        return largest
    }
}
