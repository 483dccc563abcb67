import LinearAlgebra

/// How much it is worth to observe a function where it is believed to be N(μ, s²): large is better.
///
/// A value is a small function of μ and s, the standard deviation without noise, with its slopes; gradients in the point
/// follow from those of the posterior.
public protocol Acquisition: Sendable {
    /// The worth, and its partial derivatives in μ and s.
    func value(mean: Double, standardDeviation: Double) -> AcquisitionValue
}

/// A worth with its slopes.
public struct AcquisitionValue: Sendable, Equatable {
    /// The worth.
    public var value: Double
    /// Its partial derivative in the mean.
    public var meanSlope: Double
    /// Its partial derivative in the standard deviation.
    public var deviationSlope: Double

    /// The same for the negative of the function: the slope in the mean changes sign.
    func mirrored(if mirror: Bool) -> AcquisitionValue {
        AcquisitionValue(value: value, meanSlope: mirror ? -meanSlope : meanSlope, deviationSlope: deviationSlope)
    }
}

/// Whether a function is to be made large or small.
public enum Goal: Sendable, Equatable, Codable {
    /// The largest value is sought.
    case maximum
    /// The least value is sought.
    case minimum

    /// 1 for a maximum, -1 for a minimum.
    var sign: Double { self == .maximum ? 1 : -1 }
}

extension Posterior {
    /// The worth of observing each of m points, and its gradient in the points, m-by-d.
    ///
    /// Where the variance is zero the gradient of the standard deviation is taken as zero.
    ///
    /// - Throws: ``ProcessError``, as `predictWithGradient(at:)`.
    public func evaluate(
        _ acquisition: some Acquisition, at x: Matrix
    ) throws(ProcessError) -> (values: Vector, gradient: Matrix) {
        let p = try predictWithGradient(at: x)
        let deviation = p.prediction.standardDeviation
        let answers = (0..<x.rowCount).map {
            acquisition.value(mean: p.prediction.mean[$0], standardDeviation: deviation[$0])
        }
        let gradient = Matrix(rowCount: x.rowCount, columnCount: x.columnCount) { i, c in
            let byDeviation = deviation[i] > 0 ? p.varianceGradient[i, c] / (2 * deviation[i]) : 0
            return answers[i].meanSlope * p.meanGradient[i, c] + answers[i].deviationSlope * byDeviation
        }
        return (Vector(answers.map(\.value)), gradient)
    }
}
