#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

extension ScaleMixture {
    /// The distributions at m points before any observations.
    ///
    /// - Throws: ``ProcessError`` when the points do not fit the process, or when it has a likelihood: a mixture has
    ///   normal noise.
    public func predict(at x: Matrix) throws(ProcessError) -> MixturePrediction {
        try validateWithoutLikelihood(at: x)
        let prediction = process.predict(at: x)
        let marginals: any ScaledMarginals =
            switch noisePlacement {
            case .inside: CommonScaleMarginals(prediction)
            case .outside: PriorMarginals(prediction: prediction)
            }
        return MixturePrediction(
            marginals: marginals, scale: try nodes(under: ScaledQuadraticForm.flat), density: scale,
            likelihood: ScaledQuadraticForm.flat)
    }

    /// `count` joint samples of f at m points, one a column, each with its own scale.
    ///
    /// - Complexity: O(m³ + m² `count`).
    /// - Throws: ``ProcessError`` when the points do not fit the process, when it has a likelihood, or the covariance is
    ///   not finite.
    public func samples(at x: Matrix, count: Int, seed: UInt64) throws(ProcessError) -> Matrix {
        precondition(count >= 0, "There is no negative number of samples.")
        try validateWithoutLikelihood(at: x)
        var generator = SeededGenerator(seed: seed)
        let logScales = try nodes(under: ScaledQuadraticForm.flat).draws(count, using: &generator)
        return try process.scaledSamples(at: x, logScales: logScales, using: &generator)
    }

    private func validateWithoutLikelihood(at x: Matrix) throws(ProcessError) {
        try validate(inputDimension: x.columnCount)
        if let likelihood = process.likelihood { throw .approximation(.exactInference(likelihood: likelihood.name)) }
    }
}

/// Prior distributions whose noise does not scale.
private struct PriorMarginals: ScaledMarginals {
    let prediction: Prediction

    var count: Int { prediction.count }
    var noise: (variance: Double, isScaled: Bool) { (prediction.noiseVariance, false) }

    func component(_ point: Int, atLogScale u: Double) -> GaussianComponent {
        let logVariance = u + log(prediction.variance[point])
        return GaussianComponent(
            mean: prediction.mean[point], logVariance: logVariance,
            logNoisyVariance: logAddExp(logVariance, log(prediction.noiseVariance)))
    }
}

extension ScaleNodes {
    /// `count` independent log scales.
    func draws(_ count: Int, using generator: inout SeededGenerator) -> [Double] {
        var total = 0.0
        let cumulative = weights.map { weight in
            total += weight
            return total
        }
        return (0..<count).map { _ in
            let target = generator.uniform() * total
            var (low, high) = (0, cumulative.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if cumulative[middle] < target { low = middle + 1 } else { high = middle }
            }
            return logScales[low]
        }
    }
}
