#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra
import Optimization

/// Where the posterior of hyperparameters is evaluated for its integral.
public enum HyperparameterRule: Sendable, Equatable {
    /// A tensor product of Gauss-Hermite rules: `order` points a parameter, order^p in all.
    case tensor(order: Int)
    /// A central composite design: 2p + 1 points and a fraction of the cube's corners; 149 points for ten parameters.
    case centralComposite
}

/// The posterior of the trainable parameters by quadrature around its mode: weighted settings instead of draws.
public struct HyperparameterQuadrature<Method: Inference>: Sendable {
    /// The process at the mode of the posterior in unbounded coordinates.
    public let mode: Method.Conditioned.Prior
    /// The settings.
    public let processes: [Method.Conditioned.Prior]
    /// The weights of the settings, which add up to one.
    public let weights: Vector
    /// log p(y) with the parameters integrated out, by the rule.
    public let logEvidence: Double
    /// The same by Laplace's method alone: a normal posterior with the curvature at the mode.
    public let laplaceLogEvidence: Double
    /// The evaluations of the evidence, those of the search included.
    public let evaluations: Int
    let method: Method
    let observations: Observations

    /// 1/Σ w²: how many settings matter. Near one the posterior is nothing like the normal shape the rule was made for.
    public var effectiveCount: Double { 1 / dot(weights, weights) }
}

extension HyperparameterQuadrature where Method.Conditioned: Process {
    /// The process averaged over the settings.
    public var mixture: ProcessMixture<Method> {
        let kept = processes.indices.filter { weights[$0] > 1e-12 }
        return ProcessMixture(
            kept.map { processes[$0] }, weights: Vector(kept.map { weights[$0] }), method: method,
            observations: observations)
    }
}

extension Fittable {
    /// The posterior of the trainable parameters by quadrature: the mode, the curvature there by differences of the
    /// gradient, and the density at the points of a rule for the normal distribution with that curvature.
    ///
    /// Exact for a normal posterior; the density at every point corrects for skewness and tails. Cheaper than chains for
    /// up to some ten parameters and one mode. For the density see `sampled(given:using:by:chainCount:seed:)`.
    ///
    /// - Throws: ``HyperparameterError`` when the posterior is not curved at its mode or the rule too large, and what a fit
    ///   throws.
    public func integrated<Method: Inference>(
        given observations: Observations, using method: Method, by rule: HyperparameterRule = .centralComposite,
        stopping: StoppingRules = StoppingRules(maximumIterations: 500)
    ) throws -> HyperparameterQuadrature<Method> where Method.Conditioned.Prior == Self {
        try validate(inputDimension: observations.inputDimension)
        let process = started(at: observations)
        let coordinates = try UnboundedCoordinates(of: process, at: observations)
        let p = coordinates.count
        let design = try design(rule, dimension: p)
        var objective = LogPosteriorObjective(
            of: process, at: observations, by: method, coordinates: coordinates)
        let search = try BoundedLBFGS(stopping: stopping).minimize(
            &objective, from: coordinates.start, bounds: .unbounded(count: p)
        ) { _ in true }
        guard search.value.isFinite else { throw ProcessError.evidenceNotFinite }
        let curvature = try objective.curvature(at: search.point)
        let eigen: SymmetricEigen
        do { eigen = try SymmetricEigen(of: curvature) } catch { throw ProcessError.factorization(error) }
        let largest = eigen.values.max() ?? 0
        for (i, value) in eigen.values.enumerated() where !(value > 1e-9 * largest) {
            let direction = eigen.vectors.column(i)
            let worst = direction.indices.max { abs(direction[$0]) < abs(direction[$1]) } ?? 0
            throw HyperparameterError.notCurved(parameter: coordinates.paths[worst], curvature: value)
        }

        var processes: [Self] = []
        var logWeights: [Double] = []
        for (z, weight) in zip(design.points, design.weights) {
            let scaled = Vector(z.indices.map { z[$0] / eigen.values[$0].squareRoot() })
            let point = zip(search.point, eigen.vectors * scaled).map(+)
            let answer = objective.evaluate(at: point)
            guard answer.isFinite else { continue }
            processes.append(objective.process(at: point))
            logWeights.append(log(weight) + search.value - answer.value + 0.5 * z.reduce(0) { $0 + $1 * $1 })
        }
        let total = logSumExp(logWeights)
        let logVolume = eigen.values.reduce(0.5 * Double(p) * log(2 * Double.pi)) { $0 - 0.5 * log($1) }
        return HyperparameterQuadrature(
            mode: objective.process(at: search.point), processes: processes,
            weights: Vector(logWeights.map { exp($0 - total) }), logEvidence: logVolume - search.value + total,
            laplaceLogEvidence: logVolume - search.value,
            evaluations: search.evaluations + 2 * p + design.points.count, method: method, observations: observations)
    }

    private func design(_ rule: HyperparameterRule, dimension p: Int) throws -> QuadratureDesign {
        switch rule {
        case .centralComposite: return .centralComposite(dimension: p)
        case .tensor(let order):
            precondition(order >= 1, "A rule has at least one point.")
            let (count, limit) = (pow(Double(order), Double(p)), 20_000)
            guard count <= Double(limit) else {
                throw HyperparameterError.tooManyPoints(count: Int(Swift.min(count, 1e15)), limit: limit)
            }
            return .tensor(order: order, dimension: p)
        }
    }
}

extension LogPosteriorObjective {
    /// The matrix of second derivatives by central differences of the gradient, symmetrised; 2p evaluations.
    fileprivate mutating func curvature(at point: [Double]) throws -> Matrix {
        let p = point.count
        let step = 1e-3
        var result = Matrix(rowCount: p, columnCount: p)
        for i in 0..<p {
            var (left, right) = (point, point)
            left[i] -= step
            right[i] += step
            let (a, b) = (evaluate(at: left), evaluate(at: right))
            guard a.isFinite && b.isFinite else {
                throw HyperparameterError.notCurved(parameter: coordinates.paths[i], curvature: .nan)
            }
            for j in 0..<p {
                let slope = (b.gradient[j] - a.gradient[j]) / (2 * step)
                result[i, j] += 0.5 * slope
                result[j, i] += 0.5 * slope
            }
        }
        return result
    }
}
