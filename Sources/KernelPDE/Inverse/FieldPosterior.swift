#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// The posterior of an unknown field (and constants beside it) by Gauss-Newton steps, its hyperparameters integrated.
///
/// Each step linearises the forward map, fits lengthscale, variance and noise by the evidence of the linear problem, and moves
/// to its posterior mean, halved while the posterior density falls. At the mode the hyperparameters are averaged over a grid
/// along the principal axes of the evidence: mean and covariance are those of the mixture. Exact where u depends linearly on
/// the field, as for an unknown source.
struct FieldPosterior {
    struct Result {
        /// Constants, then coefficients of the field.
        let mean: Vector
        let covariance: Matrix
        let hyperparameters: [Double]
        /// The standard deviations of the hyperparameters.
        let hyperparameterDeviations: [Double]
        let prior: Matrix
        let logEvidence: Double
        let iterations: Int
        let converged: Bool
    }

    let model: ForwardModel
    let field: FieldBasis
    private let data: ObservedData

    init(_ model: ForwardModel, field: FieldBasis) {
        self.model = model
        self.field = field
        data = model.problem.data
    }

    private var constants: [ParameterRange] {
        ForwardModel.constants(model.problem).map { ParameterRange(model.problem.unknowns[$0]) }
    }

    private var centre: Vector {
        Vector(constants.map { $0.point(0.5) } + field.meanCoefficients.array)
    }

    func run(from start: Result? = nil) throws(PDEError) -> Result {
        var solve = try model.solve(start?.mean.array ?? centre.array, from: nil)
        var hyperparameters = start?.hyperparameters
        var (iterations, converged) = (0, false)
        var evidence = try linearized(solve)
        for _ in 0..<25 {
            iterations += 1
            guard let best = evidence.maximum(from: hyperparameters.map { [$0] } ?? evidence.starts()),
                let posterior = evidence.posterior(best.hyperparameters)
            else { throw .noConvergence(steps: iterations) }
            hyperparameters = best.hyperparameters
            let noise = evidence.noise(best.hyperparameters)
            let prior = PriorNorm(evidence.prior(best.hyperparameters))
            func objective(_ candidate: ForwardModel.Solve) -> Double {
                var sum = prior.square(Vector(candidate.parameters) - centre)
                for i in noise.indices {
                    let r = data.values[i] - candidate.predictions[i]
                    sum += r * r / noise[i]
                }
                return sum
            }
            let current = objective(solve)
            let wanted = centre + posterior.mean
            var factor = 1.0
            var next: ForwardModel.Solve?
            while factor > 1.0 / 64 {
                let parameters = Vector(solve.parameters) + factor * (wanted - Vector(solve.parameters))
                if let trial = try? model.solve(clamped(parameters), from: solve.state),
                    objective(trial) < current + 1e-9 * abs(current) || iterations == 1 && objective(trial).isFinite
                {
                    next = trial
                    break
                }
                factor /= 2
            }
            guard let next else {
                converged = true
                break
            }
            let move = zip(zip(next.predictions, solve.predictions), noise).reduce(0.0) { largest, item in
                max(largest, abs(item.0.0 - item.0.1) / item.1.squareRoot())
            }
            solve = next
            evidence = try linearized(solve)
            if move < 1e-3, factor == 1 {
                converged = true
                break
            }
        }
        return try integrated(evidence, mode: hyperparameters ?? evidence.starts()[0], iterations, converged)
    }

    private func clamped(_ parameters: Vector) -> [Double] {
        var result = parameters.array
        for (j, range) in constants.enumerated() { result[j] = range.clamped(result[j]) }
        return result
    }

    private func linearized(_ solve: ForwardModel.Solve) throws(PDEError) -> FieldEvidence {
        let jacobian = model.jacobian(of: try model.sensitivities(of: solve))
        let shift = Vector(solve.parameters) - centre
        let residual = Vector(zip(data.values, solve.predictions).map { $0 - $1 })
        let target = residual + jacobian * shift
        var deviation = 0.7
        if !field.isPositive {
            // The size that explains the data: |target| against what a process of size one brings about.
            let unit = multiply(
                jacobian.block(rows: 0..<jacobian.rowCount, columns: constants.count..<jacobian.columnCount),
                Vector(count: field.count, repeating: 1 / Double(field.count).squareRoot()))
            deviation = target.norm / max(unit.norm, 1e-300)
            if !(deviation > 0) || !deviation.isFinite { deviation = 1 }
        }
        return FieldEvidence(
            field: field, data: data, jacobian: jacobian, target: target,
            constantVariances: constants.map { range in
                let width = range.width.isFinite ? range.width : 10 * max(1, abs(range.point(0.5)))
                return width * width
            }, deviationScale: deviation)
    }

    /// Averages over the hyperparameters.
    private func integrated(
        _ evidence: FieldEvidence, mode: [Double], _ iterations: Int, _ converged: Bool
    ) throws(PDEError) -> Result {
        let grid = HyperparameterGrid(evidence, mode: mode)
        let n = centre.count
        var (mean, second) = (Vector(count: n), Matrix(rowCount: n, columnCount: n))
        var parts: [(weight: Double, mean: Vector, covariance: Matrix)] = []
        for node in grid.nodes {
            guard let posterior = evidence.posterior(node.hyperparameters) else { continue }
            parts.append((node.weight, posterior.mean, posterior.covariance))
        }
        let total = parts.reduce(0) { $0 + $1.weight }
        guard total > 0 else { throw .noConvergence(steps: iterations) }
        for part in parts { mean += (part.weight / total) * part.mean }
        for part in parts {
            let shift = Matrix(column: part.mean - mean)
            second += (part.weight / total) * (part.covariance + multiply(shift, shift, transposingSecond: true))
        }
        return Result(
            mean: Vector(clamped(centre + mean)), covariance: second, hyperparameters: mode,
            hyperparameterDeviations: grid.deviations, prior: evidence.prior(mode),
            logEvidence: evidence.evaluate(mode).value, iterations: iterations, converged: converged)
    }
}

/// delta^T P^-1 delta within the range of a covariance P.
private struct PriorNorm {
    private let eigen: SymmetricEigen?

    init(_ covariance: Matrix) { eigen = try? SymmetricEigen(of: covariance) }

    func square(_ delta: Vector) -> Double {
        guard let eigen else { return 0 }
        let parts = multiply(eigen.vectors, delta, transposingFirst: true)
        let least = 1e-12 * (eigen.values.array.max() ?? 0)
        return parts.indices.reduce(0) { sum, k in
            eigen.values[k] > least ? sum + parts[k] * parts[k] / eigen.values[k] : sum
        }
    }
}

/// Nodes and weights over the hyperparameters about their mode, along the axes of the evidence's curvature.
struct HyperparameterGrid {
    let nodes: [(hyperparameters: [Double], weight: Double)]
    /// The standard deviation of each hyperparameter.
    let deviations: [Double]

    private static let smallestWeight = 1e-5

    init(_ evidence: FieldEvidence, mode: [Double]) {
        let count = mode.count
        let bounds = evidence.bounds
        let top = evidence.evaluate(mode).value
        // The curvature from differences of the gradient, limited so that no axis is longer than the prior's reach.
        var precision = Matrix(rowCount: count, columnCount: count)
        let step = 0.05
        for k in 0..<count {
            var (up, down) = (mode, mode)
            up[k] += step
            down[k] -= step
            let (first, second) = (evidence.evaluate(up).gradient, evidence.evaluate(down).gradient)
            for j in 0..<count { precision[j, k] = -(first[j] - second[j]) / (2 * step) }
        }
        precision = 0.5 * (precision + precision.transposed)
        var axes = Matrix.identity(count)
        if precision.flattened.allSatisfy(\.isFinite), let eigen = try? SymmetricEigen(of: precision) {
            axes = eigen.vectors.scalingColumns(by: eigen.values.mapped { 1 / max($0, 1).squareRoot() })
        }
        let (spacing, reach) = count <= 3 ? (1.0, 3) : (1.5, 2)
        let side = 2 * reach + 1
        var found: [(hyperparameters: [Double], weight: Double)] = []
        for index in 0..<Int(pow(Double(side), Double(count))) {
            var rest = index
            let z = (0..<count).map { _ -> Double in
                defer { rest /= side }
                return spacing * Double(rest % side - reach)
            }
            guard z.reduce(0, { $0 + $1 * $1 }) < 12 else { continue }
            let shift = axes * Vector(z)
            let h = (0..<count).map { mode[$0] + shift[$0] }
            guard zip(h, bounds).allSatisfy({ $1.contains($0) }) else { continue }
            let weight = exp(evidence.evaluate(h).value - top)
            if weight > Self.smallestWeight { found.append((h, weight)) }
        }
        let total = found.reduce(0) { $0 + $1.weight }
        guard total > 0, total.isFinite else {
            nodes = [(mode, 1)]
            deviations = mode.map { _ in 0 }
            return
        }
        let weighted = found.map { (hyperparameters: $0.hyperparameters, weight: $0.weight / total) }
        nodes = weighted
        deviations = (0..<count).map { k in
            let mean = weighted.reduce(0) { $0 + $1.weight * $1.hyperparameters[k] }
            return weighted.reduce(0) { sum, node in
                let d = node.hyperparameters[k] - mean
                return sum + node.weight * d * d
            }.squareRoot()
        }
    }
}
