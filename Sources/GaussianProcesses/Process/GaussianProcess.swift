import Kernels
import Likelihoods
import LinearAlgebra

/// A Gaussian process: a kernel, a mean function, and the variance of the observation noise or another likelihood.
///
/// ```swift
/// let process = GaussianProcess(kernel: 1.3 * SquaredExponential(lengthscales: 0.5), mean: .constant, noiseVariance: 0.1)
/// let fitted = try process.fitted(to: Observations(x, y))
/// let p = fitted.posterior.predict(at: t)
/// ```
///
/// A `White` term of the kernel is part of the process, so its variance appears in `Prediction/variance`; the noise
/// given here is not, and appears in `Prediction/noisyVariance` alone. Known noise variances of single rows belong to
/// the ``Observations``.
public struct GaussianProcess: Fittable {
    /// The covariance function.
    public var kernel: any Kernel
    /// The mean function.
    public var mean: any MeanFunction
    /// The variance of Gaussian observation noise, in the units of the outputs squared; nil for none.
    public var noise: Parameter?
    /// How observations arise from the function, where that is not normal noise; it takes the place of `noise`, and
    /// conditioning then needs an approximation such as ``LaplaceInference``.
    public var likelihood: (any Likelihood)?

    /// A process with the given kernel, mean and noise variance.
    public init(kernel: any Kernel, mean: some MeanFunction = .zero, noiseVariance: Double? = nil) {
        self.init(kernel: kernel, mean: mean, noise: noiseVariance.map(Parameter.positive))
    }

    /// A process whose noise variance is a parameter with its own bounds, prior or trainability.
    public init(kernel: any Kernel, mean: some MeanFunction = .zero, noise: Parameter?) {
        self.kernel = kernel
        self.mean = mean
        self.noise = noise
    }

    /// Visits `kernel.…`, then `noise.variance` or `likelihood.…`, then `mean.…`.
    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        kernel.visitParameters { visit("kernel." + $0, &$1) }
        if var variance = noise {
            visit("noise.variance", &variance)
            noise = variance
        }
        likelihood?.visitParameters { visit("likelihood." + $0, &$1) }
        mean.visitParameters { visit("mean." + $0, &$1) }
    }

    /// Throws when the kernel or the mean cannot act on points of the given dimension.
    public func validate(inputDimension: Int) throws(ProcessError) {
        do { try kernel.validate(inputDimension: inputDimension) } catch { throw .kernel(error) }
        try mean.validate(inputDimension: inputDimension)
    }

    /// The process with mean parameters that were not given started at their estimates from data.
    public func started(at observations: Observations) -> GaussianProcess {
        var result = self
        result.mean.start(at: latentObservations(observations))
        return result
    }

    /// One for the kernel and the noise; for the mean, the units that the observations give it.
    public func searchUnits(at observations: Observations) -> [Double] {
        let units = mean.searchUnits(at: latentObservations(observations))
        return [Double](repeating: 1, count: parameterCount - units.count) + units
    }
}

extension GaussianProcess: Process {
    public var noiseVariance: Double { noise?.value ?? 0 }

    public func predict(at x: Matrix) -> Prediction {
        Prediction(mean: mean.values(at: x), variance: kernel.diagonal(x), noiseVariance: noiseVariance)
    }

    public func covariance(at x: Matrix) -> Matrix { kernel.gram(x) }
}
