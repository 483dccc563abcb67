import Mercer

/// The prior as asked for on the command line: kernel, mean, model and likelihood.
struct ModelChoice {
    var kernel: String?
    var mean: MeanChoice?
    var model: String
    var likelihood: String
    var noise: Double?

    /// Whether targets are measurements with units, which may be scaled.
    var hasMeasuredTarget: Bool {
        get throws {
            switch try LikelihoodCatalogue.standard.observationModel(likelihood) {
            case .gaussian, .heteroskedastic: true
            case .likelihood(let likelihood): likelihood.support == .real
            case .categorical: false
            }
        }
    }

    /// The prior at its start for these observations.
    func prior(for observations: Observations) throws -> ModelPrior {
        let kind = try ModelCatalogue.kind(model)
        let observationModel = try LikelihoodCatalogue.standard.observationModel(
            likelihood, for: TargetFacts(of: observations.y))
        if case .gaussian(let variance) = observationModel {
            if variance != nil && noise != nil {
                throw CommandError("the noise variance is given twice, by --noise and by --likelihood; keep one")
            }
            let start = variance ?? noise ?? 0.1 * targetVariance(observations)
            let noise: Parameter? = start > 0 ? .positive(start) : nil
            return kind.prior(
                of: GaussianProcess(kernel: try kernel(observations), mean: meanFunction, noise: noise))
        }
        guard case .gaussianProcess = kind else {
            throw CommandError("a \(model) has normal noise; leave --likelihood out, or --model")
        }
        if noise != nil {
            throw CommandError("--noise is the variance of normal noise; the likelihood '\(likelihood)' has its own")
        }
        let isMeasured = try hasMeasuredTarget
        var process = GaussianProcess(
            kernel: try kernel(observations, variance: isMeasured ? nil : 1), mean: meanFunction, noise: nil)
        switch observationModel {
        case .gaussian:
            return .process(process)
        case .likelihood(let likelihood):
            process.likelihood = likelihood
            return .process(process)
        case .heteroskedastic(let noiseKernel):
            let kernel =
                try noiseKernel.map {
                    try KernelCatalogue.standard.kernel($0, inputDimension: observations.inputDimension)
                } ?? squaredExponential(observations, variance: 1)
            return .heteroskedastic(
                HeteroskedasticProcess(
                    process: process, logNoise: GaussianProcess(kernel: kernel, mean: .constant, noise: nil)))
        case .categorical(let count, let link):
            if let mean, mean != .zero {
                throw CommandError("a mean common to all classes says nothing; leave --mean out")
            }
            return .categorical(CategoricalProcess(process: process, classCount: count, link: link))
        }
    }

    private var meanFunction: any MeanFunction { (mean ?? .constant).function }

    private func kernel(_ observations: Observations, variance: Double? = nil) throws -> any Kernel {
        if let kernel {
            return try KernelCatalogue.standard.kernel(kernel, inputDimension: observations.inputDimension)
        }
        return squaredExponential(observations, variance: variance ?? targetVariance(observations))
    }

    /// One lengthscale an input, at the data's scale.
    private func squaredExponential(_ observations: Observations, variance: Double) -> any Kernel {
        let d = observations.inputDimension
        let lengthscales = (0..<d).map { column in
            let spread = self.variance(observations.x.column(column)).squareRoot()
            return Double(d).squareRoot() * (spread > 0 ? spread : 1)
        }
        return variance * SquaredExponential(lengthscales: .perCoordinate(lengthscales))
    }

    private func targetVariance(_ observations: Observations) -> Double {
        let variance = variance(observations.y)
        return variance > 0 ? variance : 1
    }

    private func variance(_ values: Vector) -> Double {
        let center = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(values.count)
    }
}
