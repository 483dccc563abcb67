import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

/// A linear equation sum_k a_k(x) u^(k)(x) = f(x) on an interval, with f known at fixed points only.
public struct SampledProblem: Sendable {
    /// The lower end of the domain.
    public let lower: Double
    /// The upper end of the domain.
    public let upper: Double
    /// a_0, ..., a_m as functions of x; the order m is at least one.
    public let coefficients: [@Sendable (Double) -> Double]
    /// f at n different points, by rising x.
    public let samples: [SourceSample]
    /// As many conditions as the order.
    public let conditions: [BoundaryFunctional]
    /// f at a few points off the grid, which no fit sees: they catch frequencies that the grid folds.
    public let checks: [SourceSample]

    /// The least number of samples: two of every fourteen equations are held out.
    public static let minimumSampleCount = 14

    /// A problem whose parts have been checked.
    ///
    /// - Throws: ``SampledProblemError`` that names the first culprit.
    public init(
        lower: Double, upper: Double, coefficients: [@Sendable (Double) -> Double], samples: [SourceSample],
        conditions: [BoundaryFunctional], checks: [SourceSample] = []
    ) throws(SampledProblemError) {
        guard lower < upper, lower.isFinite, upper.isFinite else { throw .emptyDomain(lower: lower, upper: upper) }
        guard samples.count >= Self.minimumSampleCount else {
            throw .tooFewSamples(count: samples.count, needed: Self.minimumSampleCount)
        }
        guard coefficients.count >= 2 else { throw .noDerivative }
        self.lower = lower
        self.upper = upper
        self.coefficients = coefficients
        self.samples = samples.sorted { $0.point < $1.point }
        self.conditions = conditions
        self.checks = checks
        try checkSamples(samples + checks)
        for (a, b) in zip(self.samples, self.samples.dropFirst()) where a.point == b.point {
            throw .repeatedPoint(a.point)
        }
        try checkConditions()
    }

    /// A problem with samples as two lists.
    ///
    /// - Throws: ``SampledProblemError`` that names the first culprit.
    public init(
        lower: Double, upper: Double, coefficients: [@Sendable (Double) -> Double], points: [Double],
        values: [Double], conditions: [BoundaryFunctional], checks: [SourceSample] = []
    ) throws(SampledProblemError) {
        guard points.count == values.count else {
            throw .unequalCounts(points: points.count, values: values.count)
        }
        try self.init(
            lower: lower, upper: upper, coefficients: coefficients,
            samples: zip(points, values).map { SourceSample(at: $0, value: $1) }, conditions: conditions,
            checks: checks)
    }

    /// The order m of the equation.
    public var order: Int { coefficients.count - 1 }

    /// The distance of neighbouring samples if they are equally spaced (to a millionth of it), else nil.
    public var uniformSpacing: Double? {
        let first = samples[0].point
        let spacing = (samples[samples.count - 1].point - first) / Double(samples.count - 1)
        let isUniform = samples.indices.allSatisfy {
            abs(samples[$0].point - (first + Double($0) * spacing)) <= 1e-6 * spacing
        }
        return isUniform ? spacing : nil
    }

    /// The rows of L phi from the derivatives of the features phi: row i is sum_k a_k(x_i) phi^(k)(x_i).
    func rows(of derivatives: [Matrix], at points: [Double]) -> Matrix {
        var result = Matrix(rowCount: points.count, columnCount: derivatives[0].columnCount)
        for (coefficient, derivative) in zip(coefficients, derivatives) {
            let weights = points.map { coefficient($0) }
            guard weights.contains(where: { $0 != 0 }) else { continue }
            result.add(derivative.scalingRows(by: Vector(weights)))
        }
        return result
    }

    /// The rows of the conditions on the features, one a condition.
    func conditionRows(of features: some FeatureSet) -> Matrix {
        var result = Matrix(rowCount: conditions.count, columnCount: features.count)
        for (i, condition) in conditions.enumerated() {
            let derivatives = features.derivatives(upTo: order, at: [condition.point])
            for (alpha, derivative) in zip(condition.coefficients, derivatives) {
                for j in 0..<features.count { result[i, j] += alpha * derivative[0, j] }
            }
        }
        return result
    }

    /// The root mean square over the samples of |sum_k a_k(x) (i omega)^k|: the factor from u to f at omega.
    func symbol(_ omega: Double) -> Double {
        var squares = 0.0
        for sample in samples {
            var parts = [0.0, 0.0]
            for (k, coefficient) in coefficients.enumerated() {
                let sign = k % 4 < 2 ? 1.0 : -1.0
                parts[k % 2] += sign * coefficient(sample.point) * pow(omega, Double(k))
            }
            squares += parts[0] * parts[0] + parts[1] * parts[1]
        }
        return (squares / Double(samples.count)).squareRoot()
    }

    private func checkSamples(_ given: [SourceSample]) throws(SampledProblemError) {
        for (i, sample) in given.enumerated() {
            guard sample.value.isFinite, sample.point >= lower, sample.point <= upper else {
                throw .unusableSample(index: i, point: sample.point, value: sample.value)
            }
            for (k, coefficient) in coefficients.enumerated() where !coefficient(sample.point).isFinite {
                throw .coefficientNotFinite(order: k, point: sample.point)
            }
        }
    }

    private func checkConditions() throws(SampledProblemError) {
        for (i, condition) in conditions.enumerated() {
            let isFinite = condition.value.isFinite && condition.coefficients.allSatisfy(\.isFinite)
            let isInside = condition.point >= lower && condition.point <= upper
            let last = condition.coefficients.lastIndex { $0 != 0 }
            guard isFinite, isInside, let last, last < order else { throw .unusableCondition(index: i) }
        }
        guard conditions.count == order else {
            throw .wrongConditionCount(given: conditions.count, needed: order)
        }
    }
}
