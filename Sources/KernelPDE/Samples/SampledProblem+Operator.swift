import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

extension SampledProblem {
    /// The rows of L phi from the derivatives of the features phi: row i is sum_k a_k(x_i) phi^(k)(x_i).
    func rows(of derivatives: [Matrix], coefficients: [[Double]]) -> Matrix {
        var result = Matrix(rowCount: derivatives[0].rowCount, columnCount: derivatives[0].columnCount)
        for (weights, derivative) in zip(coefficients, derivatives) where weights.contains(where: { $0 != 0 }) {
            result.add(derivative.scalingRows(by: Vector(weights)))
        }
        return result
    }

    /// The rows of the conditions on the features, one a condition.
    func conditionRows(of features: some FeatureSet) -> Matrix {
        var result = Matrix(rowCount: conditions.count, columnCount: features.count)
        for (i, condition) in conditions.enumerated() {
            for term in condition.terms {
                let derivative = features.derivatives(upTo: term.derivative, at: [term.point])[term.derivative]
                for j in 0..<features.count { result[i, j] += term.weight * derivative[0, j] }
            }
        }
        return result
    }

    /// The root mean square over the samples of |sum_k a_k(x) (i omega)^k|: the factor from u to f at omega.
    @Sendable func symbol(_ omega: Double) -> Double {
        let n = samples.count
        var real = [Double](repeating: 0, count: n)
        var imaginary = [Double](repeating: 0, count: n)
        for (k, row) in sampledCoefficients.enumerated() {
            let power = (k % 4 < 2 ? 1 : -1) * pow(omega, Double(k))
            for i in 0..<n {
                if k % 2 == 0 { real[i] += power * row[i] } else { imaginary[i] += power * row[i] }
            }
        }
        var squares = 0.0
        for i in 0..<n { squares += real[i] * real[i] + imaginary[i] * imaginary[i] }
        return (squares / Double(n)).squareRoot()
    }

    /// |L u - f| over |f| at the check samples, where `derivatives` holds u, ..., u^(m) there; nil without checks.
    ///
    /// The scale is the larger of f at the checks and, a point, at the samples.
    func checkResidual(_ derivatives: (_ points: [Double]) -> [Vector]) -> Double? {
        guard !checks.isEmpty else { return nil }
        let points = checks.map(\.point)
        let truth = Vector(checks.map(\.value))
        var image = Vector(count: points.count)
        for (weights, derivative) in zip(coefficients(points), derivatives(points)) {
            image += entrywiseProduct(Vector(weights), derivative)
        }
        let share = (Double(points.count) / Double(samples.count)).squareRoot()
        let scale = max(truth.norm, share * Vector(samples.map(\.value)).norm)
        return scale > 0 ? (image - truth).norm / scale : (image - truth).norm
    }
}
