#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// The posterior of unknown constants: its mode by damped Gauss-Newton steps, then quadrature over up to three of them.
///
/// The prior is flat within the bounds. The quadrature is a trapezoidal rule on a grid along the principal axes of the
/// posterior (Gauss-Legendre within the bounds for one constant): exponentially accurate for a density near a normal one, and
/// moved once or twice to its own mean and covariance where it is not. For four to six constants the normal approximation at
/// the mode stands in.
struct ConstantPosterior {
    /// A solve with its part of the posterior.
    struct Node {
        let parameters: [Double]
        let state: [Double]
        var weight: Double
    }

    struct Mode {
        var solve: ForwardModel.Solve
        var logLikelihood: Double
        var sensitivities: [[Double]]
        /// The expected information J^T W J.
        var information: Matrix
        var iterations: Int
        var converged: Bool
    }

    let model: ForwardModel
    private let ranges: [ParameterRange]
    private let misfit: Misfit

    init(_ model: ForwardModel) {
        self.model = model
        ranges = ForwardModel.constants(model.problem).map { ParameterRange(model.problem.unknowns[$0]) }
        misfit = Misfit(data: model.problem.data)
    }

    /// The best of a coarse scan of the bounds: posteriors of coefficients have several modes often enough.
    func scan() throws(PDEError) -> [Double] {
        let count = [11, 5, 4][min(ranges.count, 3) - 1]
        guard ranges.count <= 3 else { return ranges.map { $0.point(0.5) } }
        var best: (parameters: [Double], value: Double)?
        var failure: PDEError?
        for index in 0..<Int(pow(Double(count), Double(ranges.count))) {
            var rest = index
            let parameters = ranges.map { range -> Double in
                defer { rest /= count }
                return range.point((Double(rest % count) + 0.5) / Double(count))
            }
            do throws(PDEError) {
                let value = misfit.logLikelihood(try model.predictions(parameters))
                if value > best?.value ?? -.infinity { best = (parameters, value) }
            } catch { failure = error }
        }
        if let best { return best.parameters }
        throw failure ?? .noConvergence(steps: 0)
    }

    /// The mode within the bounds, by Levenberg-Marquardt steps.
    func mode(from start: [Double]) throws(PDEError) -> Mode {
        var solve = try model.solve(start)
        var value = misfit.logLikelihood(solve.predictions)
        var damping = 1e-3
        var (sensitivities, information, gradient) = try derivatives(solve)
        for iteration in 1...60 {
            var isMoved = false
            while damping < 1e12 {
                var matrix = information
                for j in ranges.indices { matrix[j, j] += damping * max(information[j, j], 1e-300) }
                guard let lu = try? LU(of: matrix) else {
                    damping *= 10
                    continue
                }
                let step = lu.solve(gradient)
                let next = ranges.indices.map { ranges[$0].clamped(solve.parameters[$0] + step[$0]) }
                let shift = ranges.indices.reduce(0.0) { sum, j in
                    let move = next[j] - solve.parameters[j]
                    return sum + move * move * information[j, j]
                }
                // Less than a millionth of a standard deviation.
                if shift < 1e-12 {
                    return Mode(
                        solve: solve, logLikelihood: value, sensitivities: sensitivities, information: information,
                        iterations: iteration, converged: true)
                }
                if let trial = try? model.solve(next, from: solve.state) {
                    let trialValue = misfit.logLikelihood(trial.predictions)
                    if trialValue > value {
                        (solve, value, isMoved) = (trial, trialValue, true)
                        damping = max(damping / 10, 1e-9)
                        break
                    }
                }
                damping *= 10
            }
            guard isMoved else {
                return Mode(
                    solve: solve, logLikelihood: value, sensitivities: sensitivities, information: information,
                    iterations: iteration, converged: damping >= 1e12)
            }
            (sensitivities, information, gradient) = try derivatives(solve)
        }
        return Mode(
            solve: solve, logLikelihood: value, sensitivities: sensitivities, information: information, iterations: 60,
            converged: false)
    }

    private func derivatives(
        _ solve: ForwardModel.Solve
    ) throws(PDEError) -> (sensitivities: [[Double]], information: Matrix, gradient: Vector) {
        let sensitivities = try model.sensitivities(of: solve)
        let jacobian = model.jacobian(of: sensitivities)
        let precisions = Vector(misfit.precisions(solve.predictions))
        let weighted = jacobian.scalingRows(by: precisions)
        let residual = Vector(zip(model.problem.data.values, solve.predictions).map { $0 - $1 })
        return (
            sensitivities, multiply(jacobian, weighted, transposingFirst: true),
            multiply(weighted, residual, transposingFirst: true)
        )
    }

    /// The covariance of the normal approximation; what the data leave open is limited by the width of the bounds.
    ///
    /// - Throws: ``PDEError/unusableUnknown(name:reason:)`` where neither data nor bounds limit a constant.
    func covariance(_ mode: Mode) throws(PDEError) -> Matrix {
        var precision = mode.information
        for (j, range) in ranges.enumerated() where range.width.isFinite {
            precision[j, j] += 12 / (range.width * range.width)
        }
        let scales = ranges.indices.map { precision[$0, $0] > 0 ? 1 / precision[$0, $0].squareRoot() : 0 }
        let names = ForwardModel.constants(model.problem).map { model.problem.unknowns[$0].name }
        if let j = scales.firstIndex(of: 0) {
            throw .unusableUnknown(
                name: names[j],
                reason: "the observations do not depend on it. Give it finite bounds, or observe elsewhere.")
        }
        let scaled = Matrix(rowCount: scales.count, columnCount: scales.count) { i, j in
            scales[i] * precision[i, j] * scales[j]
        }
        guard let cholesky = try? Cholesky(of: scaled),
            cholesky.lower.diagonal.allSatisfy({ $0 > 1e-7 })
        else {
            throw .unusableUnknown(
                name: names.joined(separator: ", "),
                reason:
                    "only a combination of these constants is determined by the observations. Give them finite bounds, or "
                    + "fix one.")
        }
        let inverse = cholesky.solve(Matrix.identity(scales.count))
        return Matrix(rowCount: scales.count, columnCount: scales.count) { i, j in scales[i] * inverse[i, j] * scales[j]
        }
    }

    /// A standard deviation this much smaller than that of the grid means that only the nodes on the grid's middle have
    /// weight: the posterior is a thin curved ridge that the others miss.
    private static let collapse = 0.05

    /// The posterior as weighted solves; nil where it is too thin and curved for a grid about its mode.
    func nodes(about mode: Mode, covariance: Matrix) throws(PDEError) -> [Node]? {
        var centre = mode.solve.parameters
        var covariance = covariance
        var nodes: [Node] = []
        for _ in 0..<3 {
            nodes = grid(centre, covariance, mode)
            let total = nodes.reduce(0) { $0 + $1.weight }
            guard total > 0, total.isFinite else { throw .noConvergence(steps: mode.iterations) }
            for k in nodes.indices { nodes[k].weight /= total }
            let mean = Self.mean(nodes)
            let found = Self.covariance(nodes, mean)
            let isCollapsed = centre.indices.contains { j in
                found[j, j].squareRoot() < Self.collapse * covariance[j, j].squareRoot()
            }
            if isCollapsed { return nil }
            let isNear = centre.indices.allSatisfy { j in
                let (old, new) = (covariance[j, j].squareRoot(), found[j, j].squareRoot())
                return abs(mean[j] - centre[j]) < 0.5 * old && new > 0.75 * old && new < 1.3 * old
            }
            if isNear || ranges.count == 1 { break }
            guard (try? Cholesky(of: found)) != nil else { break }
            (centre, covariance) = (mean, found)
        }
        return nodes
    }

    private func grid(_ centre: [Double], _ covariance: Matrix, _ mode: Mode) -> [Node] {
        var points: [(parameters: [Double], weight: Double)] = []
        if ranges.count == 1 {
            let deviation = covariance[0, 0].squareRoot()
            let lower = max(ranges[0].lower, centre[0] - 7 * deviation)
            let upper = min(ranges[0].upper, centre[0] + 7 * deviation)
            let rule = GaussLegendre(count: 32)
            points = (0..<32).map { k in
                ([lower + 0.5 * (upper - lower) * (1 + rule.nodes[k])], rule.weights[k])
            }
        } else {
            guard let factor = try? Cholesky(of: covariance) else { return [] }
            let (step, reach) = ranges.count == 2 ? (0.8, 6) : (1.2, 4)
            let side = 2 * reach + 1
            for index in 0..<Int(pow(Double(side), Double(ranges.count))) {
                var rest = index
                let z = ranges.map { _ -> Double in
                    defer { rest /= side }
                    return step * Double(rest % side - reach)
                }
                guard z.reduce(0, { $0 + $1 * $1 }) < 24 else { continue }
                let shift = factor.multiplyLower(Vector(z))
                let parameters = ranges.indices.map { centre[$0] + shift[$0] }
                guard ranges.indices.allSatisfy({ ranges[$0].clamped(parameters[$0]) == parameters[$0] }) else {
                    continue
                }
                points.append((parameters, 1))
            }
        }
        return points.compactMap { point in
            guard let solve = try? model.solve(point.parameters, from: mode.solve.state) else { return nil }
            let weight = point.weight * exp(misfit.logLikelihood(solve.predictions) - mode.logLikelihood)
            return Node(parameters: point.parameters, state: solve.state, weight: weight)
        }
    }

    static func mean(_ nodes: [Node]) -> [Double] {
        (nodes.first?.parameters ?? []).indices.map { j in nodes.reduce(0) { $0 + $1.weight * $1.parameters[j] } }
    }

    static func covariance(_ nodes: [Node], _ mean: [Double]) -> Matrix {
        Matrix(rowCount: mean.count, columnCount: mean.count) { i, j in
            nodes.reduce(0) { $0 + $1.weight * ($1.parameters[i] - mean[i]) * ($1.parameters[j] - mean[j]) }
        }
    }
}
