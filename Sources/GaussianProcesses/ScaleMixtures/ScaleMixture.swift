import Kernels
import LinearAlgebra

/// A mixture of Gaussian processes that differ by a scale: f | s ~ GP(m, s k) with s ~ p(s).
///
/// One scale is drawn for the whole function, so values at different points share it: the scale is learnt from the
/// observations, and the means of predictions are as heavy-tailed as what is known about it.
///
/// ```swift
/// let process = GaussianProcess(kernel: 1.3 * SquaredExponential(), mean: .constant, noiseVariance: 0.1)
/// let robust = ScaleMixture(of: process, scale: .inverseGamma(shape: 2, rate: 2))    // a Student-t process
/// let p = try robust.conditioned(on: observations).predict(at: t)
/// ```
///
/// With an inverse gamma density of shape a and rate b it is the Student-t process with 2a degrees of freedom and scale
/// matrix (b/a) K (Shah, Wilson and Ghahramani, AISTATS 2014); other densities are integrated numerically (Lee, Yun,
/// Yang and Lee, ICLR 2022), see ``LogScaleQuadrature``.
///
/// A warning about learning the density: one function holds one scale, so log p(y) = log ∫ p(y | s) p(s) ds never
/// exceeds its largest log p(y | s). Its maximum over the density is a single point and the mixture degenerates to a
/// Gaussian process. Parameters of mixing densities are therefore held during fits; give them a prior or bounds before
/// making them trainable.
public struct ScaleMixture: Parameterized {
    /// The process at scale one.
    public var process: GaussianProcess
    /// The density of the scale.
    public var scale: any ScaleDensity
    /// Whether noise variances are multiplied by the scale.
    public var noisePlacement: NoisePlacement

    /// The mixture of a process over scales with the given density.
    public init(of process: GaussianProcess, scale: some ScaleDensity, noise: NoisePlacement = .inside) {
        self.process = process
        self.scale = scale
        noisePlacement = noise
    }

    /// Visits the parameters of the process by their own paths, then `scale.…`.
    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        process.visitParameters(visit)
        scale.visitParameters { visit("scale." + $0, &$1) }
    }
}

extension ScaleMixture: Fittable, Belief {
    /// A mixture is its own prior.
    public typealias Prior = ScaleMixture

    public func validate(inputDimension: Int) throws(ProcessError) {
        try process.validate(inputDimension: inputDimension)
    }

    public func started(at observations: Observations) -> ScaleMixture {
        var result = self
        result.process = process.started(at: observations)
        return result
    }

    public func searchUnits(at observations: Observations) -> [Double] {
        let units = process.searchUnits(at: observations)
        return units + [Double](repeating: 1, count: parameterCount - units.count)
    }
}
