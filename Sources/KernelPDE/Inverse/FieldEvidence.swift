#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra
import Optimization

/// The evidence of the hyperparameters of an unknown field in the linearised problem d = J delta + noise, with its gradient.
///
/// With delta ~ N(0, P) the data have covariance S = J P J^T + noise, and the log evidence is
/// -1/2 d^T S^-1 d - 1/2 log |S|. Its derivative along dS is 1/2 tr((alpha alpha^T - S^-1) dS), alpha = S^-1 d. Hyperparameters
/// are the logarithms of lengthscale (in units of the domain), standard deviation of the process and, where unknown, of the
/// noise of each function; a log-normal prior keeps the first two within reason.
struct FieldEvidence {
    let field: FieldBasis
    let data: ObservedData
    /// d log(predictions) by parameters: constants, then coefficients of the field.
    let jacobian: Matrix
    /// y - h(psi) + J (psi - psi_0).
    let target: Vector
    /// The prior variances of the constants.
    let constantVariances: [Double]
    /// The standard deviation of the process that the prior is about, and how wide in the logarithm.
    let deviationScale: Double

    private static let lengthscalePrior = (centre: log(0.3), width: 0.8)

    private var constantCount: Int { constantVariances.count }
    private var deviationWidth: Double { field.isPositive ? 1 : 3 }

    /// The number of hyperparameters.
    var hyperparameterCount: Int { 2 + (data.standardDeviations == nil ? data.groups.count : 0) }

    /// The ranges of the hyperparameters.
    var bounds: [ClosedRange<Double>] {
        let centre = log(deviationScale)
        let noise = data.standardDeviations == nil
            ? data.groups.map { log(1e-9 * data.scale($0))...log(3 * data.scale($0)) } : []
        return [log(0.06)...log(3), (centre - 7)...(centre + 7)] + noise
    }

    /// Where the search begins.
    func starts() -> [[Double]] {
        let noise = data.standardDeviations == nil ? data.groups.map { log(0.1 * data.scale($0)) } : []
        return [0.1, 0.3, 0.8].map { [log($0), log(deviationScale)] + noise }
    }

    /// The prior covariance of all parameters.
    func prior(_ hyperparameters: [Double]) -> Matrix { priorWithDerivative(hyperparameters).value }

    private func priorWithDerivative(_ h: [Double]) -> (value: Matrix, derivative: Matrix) {
        let variance = exp(2 * h[1])
        let (value, derivative) = field.covariance(lengthscale: exp(h[0]))
        let n = constantCount + field.count
        var full = Matrix(rowCount: n, columnCount: n)
        var slope = full
        full.setBlock(variance * value, row: constantCount, column: constantCount)
        slope.setBlock(variance * derivative, row: constantCount, column: constantCount)
        for j in 0..<constantCount { full[j, j] = constantVariances[j] }
        return (full, slope)
    }

    /// The variance of the noise of every value.
    func noise(_ h: [Double]) -> [Double] {
        if let deviations = data.standardDeviations { return deviations.map { $0 * $0 } }
        return data.groups.enumerated().flatMap { index, group in
            [Double](repeating: exp(2 * h[2 + index]), count: group.range.count)
        }
    }

    private func covariance(_ prior: Matrix, _ h: [Double]) -> Matrix {
        var s = multiply(jacobian * prior, jacobian, transposingSecond: true)
        for (i, variance) in noise(h).enumerated() { s[i, i] += variance }
        return s
    }

    /// The log evidence with the log prior of the hyperparameters, and its gradient.
    func evaluate(_ h: [Double]) -> ObjectiveValue {
        let (prior, slope) = priorWithDerivative(h)
        guard let cholesky = try? Cholesky(of: covariance(prior, h)) else { return .undefined(count: h.count) }
        let alpha = cholesky.solve(Matrix(column: target)).flattened
        let n = target.count
        let inverse = cholesky.solve(Matrix.identity(n))
        func slopeAlong(_ derivative: Matrix) -> Double {
            let whole = multiply(jacobian * derivative, jacobian, transposingSecond: true)
            return 0.5 * (dot(alpha, whole * alpha) - dot(inverse.flattened, whole.flattened))
        }
        var gradient = [slopeAlong(slope)]
        var scaled = prior
        for j in 0..<constantCount { scaled[j, j] = 0 }
        gradient.append(slopeAlong(2 * scaled))
        if data.standardDeviations == nil {
            for (index, group) in data.groups.enumerated() {
                let variance = exp(2 * h[2 + index])
                gradient.append(group.range.reduce(0) { $0 + variance * (alpha[$1] * alpha[$1] - inverse[$1, $1]) })
            }
        }
        var value = -0.5 * dot(target, alpha) - 0.5 * cholesky.logDeterminant - 0.5 * Double(n) * log(2 * Double.pi)
        let priors = [
            (Self.lengthscalePrior.centre, Self.lengthscalePrior.width), (log(deviationScale), deviationWidth),
        ]
        for (k, (centre, width)) in priors.enumerated() {
            let z = (h[k] - centre) / width
            value -= 0.5 * z * z
            gradient[k] -= z / width
        }
        return ObjectiveValue(value: value, gradient: gradient)
    }

    /// The hyperparameters of the largest evidence.
    func maximum(from starts: [[Double]]) -> (hyperparameters: [Double], value: Double)? {
        guard let box = try? Bounds(bounds) else { return nil }
        var best: (hyperparameters: [Double], value: Double)?
        for start in starts {
            let report = try? BoundedLBFGS().minimize(from: box.projection(of: start), bounds: box) { h in
                let found = evaluate(h)
                return ObjectiveValue(value: -found.value, gradient: found.gradient.map { -$0 })
            }
            guard let report else { continue }
            if report.value.isFinite, -report.value > best?.value ?? -.infinity { best = (report.point, -report.value) }
        }
        return best
    }

    /// The posterior of delta at given hyperparameters.
    func posterior(_ h: [Double]) -> (mean: Vector, covariance: Matrix)? {
        let prior = prior(h)
        guard let cholesky = try? Cholesky(of: covariance(prior, h)) else { return nil }
        let cross = jacobian * prior
        let mean = multiply(cross, cholesky.solve(Matrix(column: target)).flattened, transposingFirst: true)
        let explained = cholesky.solveLower(cross)
        return (mean, prior - gramProduct(explained))
    }
}
