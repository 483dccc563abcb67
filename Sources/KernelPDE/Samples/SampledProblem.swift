import LinearAlgebra

/// A linear equation sum_k a_k(x) u^(k)(x) = f(x) on an interval, with f known at fixed points only.
public struct SampledProblem: Sendable {
    /// The lower end of the domain.
    public let lower: Double
    /// The upper end of the domain.
    public let upper: Double
    /// The order m >= 1 of the highest derivative.
    public let order: Int
    /// The rows a_0, ..., a_m at many points: m + 1 arrays as long as the points.
    public let coefficients: @Sendable (_ points: [Double]) -> [[Double]]
    /// f at n different points, by rising x.
    public let samples: [SourceSample]
    /// As many conditions as the order.
    public let conditions: [BoundaryFunctional]
    /// f at a few points off the grid, which no fit sees: they catch frequencies that the grid folds.
    public let checks: [SourceSample]
    /// The distance of neighbouring samples if they are equally spaced (to a millionth of it), else nil.
    public let uniformSpacing: Double?
    /// a_0, ..., a_m at the samples.
    let sampledCoefficients: [[Double]]

    /// The least number of samples: two of every fourteen equations are held out.
    public static let minimumSampleCount = 14

    /// A problem whose parts have been checked.
    ///
    /// - Throws: ``SampledProblemError`` that names the first culprit.
    public init(
        lower: Double, upper: Double, order: Int,
        coefficients: @escaping @Sendable (_ points: [Double]) -> [[Double]], samples: [SourceSample],
        conditions: [BoundaryFunctional], checks: [SourceSample] = []
    ) throws(SampledProblemError) {
        let sorted = samples.sorted { $0.point < $1.point }
        let validation = SampledProblemValidation(lower: lower, upper: upper, order: order)
        try validation.check(samples: sorted, checks: checks)
        try validation.check(conditions)
        self.lower = lower
        self.upper = upper
        self.order = order
        self.coefficients = coefficients
        self.samples = sorted
        self.conditions = conditions
        self.checks = checks
        uniformSpacing = Self.spacing(sorted)
        let points = sorted.map(\.point)
        sampledCoefficients = coefficients(points)
        try validation.check(coefficients: sampledCoefficients, at: points)
        try validation.check(coefficients: coefficients(checks.map(\.point)), at: checks.map(\.point))
    }

    /// A problem with one function for every coefficient, a_0 first, and samples as two lists.
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
            lower: lower, upper: upper, order: coefficients.count - 1,
            coefficients: { points in coefficients.map { points.map($0) } },
            samples: zip(points, values).map { SourceSample(at: $0, value: $1) }, conditions: conditions,
            checks: checks)
    }

    private static func spacing(_ samples: [SourceSample]) -> Double? {
        let first = samples[0].point
        let spacing = (samples[samples.count - 1].point - first) / Double(samples.count - 1)
        let isUniform = samples.indices.allSatisfy {
            abs(samples[$0].point - (first + Double($0) * spacing)) <= 1e-6 * spacing
        }
        return isUniform ? spacing : nil
    }
}
