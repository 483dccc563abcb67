#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// The affine maps that give every input column and the target mean zero and population standard deviation one.
///
/// Made from training observations and applied to all others. An input column with a single value is centred only: its
/// scale is one, and `Observations/warnings` names it.
public struct Standardization: Sendable, Equatable, Codable {
    /// The means of the d input columns.
    public let inputMeans: [Double]
    /// The scales of the d input columns.
    public let inputScales: [Double]
    /// The mean of the target.
    public let targetMean: Double
    /// The standard deviation of the target.
    public let targetScale: Double

    /// The maps with known means and scales, one a column.
    public init(inputMeans: [Double], inputScales: [Double], targetMean: Double, targetScale: Double) {
        precondition(inputMeans.count == inputScales.count, "There must be one scale a mean.")
        self.inputMeans = inputMeans
        self.inputScales = inputScales
        self.targetMean = targetMean
        self.targetScale = targetScale
    }

    /// The maps that standardise the given observations.
    ///
    /// - Throws: ``ObservationError/constantTarget(value:)`` when every target is the same.
    public init(of observations: Observations) throws(ObservationError) {
        let columns = (0..<observations.inputDimension).map { Moments(of: observations.x.column($0)) }
        let target = Moments(of: observations.y)
        guard !target.isConstant else { throw .constantTarget(value: target.mean) }
        inputMeans = columns.map(\.mean)
        inputScales = columns.map(\.scale)
        targetMean = target.mean
        targetScale = target.scale
    }

    /// Points in standardised units.
    public func standardize(points x: Matrix) -> Matrix {
        precondition(x.columnCount == inputMeans.count, "The points must have \(inputMeans.count) coordinates.")
        return Matrix(rowCount: x.rowCount, columnCount: x.columnCount) { i, j in
            (x[i, j] - inputMeans[j]) / inputScales[j]
        }
    }

    /// Observations in standardised units, their known noise variances too.
    ///
    /// - Throws: ``ObservationError`` when the points differ in dimension, or scaling overflows.
    public func standardize(_ observations: Observations) throws(ObservationError) -> Observations {
        guard observations.inputDimension == inputMeans.count else {
            throw .inputDimension(expected: inputMeans.count, found: observations.inputDimension)
        }
        return try Observations(
            standardize(points: observations.x), observations.y.mapped { ($0 - targetMean) / targetScale },
            noiseVariances: observations.noiseVariances?.mapped { $0 / targetScale / targetScale })
    }

    /// A prediction in standardised units, in the original ones.
    public func restore(_ prediction: Prediction) -> Prediction {
        Prediction(
            mean: prediction.mean.mapped { targetMean + targetScale * $0 },
            variance: prediction.variance.mapped { targetScale * targetScale * $0 },
            noiseVariance: targetScale * targetScale * prediction.noiseVariance,
            clampedCount: prediction.clampedCount)
    }

    /// Values of the target in standardised units, such as samples, in the original ones.
    public func restore(values: Matrix) -> Matrix {
        Matrix(rowCount: values.rowCount, columnCount: values.columnCount) { i, j in
            targetMean + targetScale * values[i, j]
        }
    }

    /// A log density of n standardised values, in the original units: each gains -log of the target's scale.
    public func restore(logDensity: Double, count: Int) -> Double {
        logDensity - Double(count) * log(targetScale)
    }
}
