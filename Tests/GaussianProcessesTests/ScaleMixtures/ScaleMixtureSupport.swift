#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra

/// An inverse gamma density that hides its closed form, so that quadrature has to do the work.
struct IntegratedInverseGamma: ContinuousScaleDensity {
    var hidden: InverseGammaScale

    init(shape: Double, rate: Double) { hidden = InverseGammaScale(shape: shape, rate: rate) }

    mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) { hidden.visitParameters(visit) }
    var tailIndex: Double { hidden.tailIndex }
    var modes: ClosedRange<Double> { hidden.modes }
    func logDensity(atLogScale u: Double) -> Double { hidden.logDensity(atLogScale: u) }
    func parameterSlopes(atLogScale u: Double) -> [Double] { hidden.parameterSlopes(atLogScale: u) }
}

/// One density of every continuous kind.
let everyDensity: [any ContinuousScaleDensity] = [
    InverseGammaScale(shape: 2.5, rate: 1.7), GammaScale(shape: 2.5, rate: 1.7),
    LogNormalScale(logMean: 0.4, logStandardDeviation: 0.8), BetaPrimeScale(shape: 1.5, tailShape: 2.2, scale: 1.3),
    BurrScale(power: 2, tailShape: 3, scale: 0.7), HalfCauchyScale(scale: 1.4, of: .variance),
    HalfCauchyScale(scale: 1.4),
]

extension ScaleMixture {
    /// The same with a density that is only known to be one.
    init(_ process: GaussianProcess, _ density: any ScaleDensity, _ noise: NoisePlacement = .inside) {
        func open(_ density: some ScaleDensity) -> ScaleMixture {
            ScaleMixture(of: process, scale: density, noise: noise)
        }
        self = open(density)
    }
}

/// A mixture by brute force: a Gaussian process for each of many scales, weighted by density and evidence on an even
/// grid of log s that is far wider and finer than it needs to be.
struct BruteForceMixture {
    var logWeights: [Double] = []
    var posteriors: [Posterior] = []
    var logScales: [Double] = []
    var logEvidence = 0.0

    init(_ mixture: ScaleMixture, _ density: some ContinuousScaleDensity, _ observations: Observations) throws {
        let step = 1 / 16.0
        for k in -560...560 {
            let u = step * Double(k)
            var process = mixture.process.started(at: observations)
            process.kernel = Scaled(variance: exp(u), AnyBase(process.kernel))
            if mixture.noisePlacement == .inside, let noise = process.noise {
                process.noise = .positive(noise.value * exp(u))
            }
            let posterior = try process.conditioned(on: observations)
            logScales.append(u)
            posteriors.append(posterior)
            logWeights.append(posterior.logEvidence + density.logDensity(atLogScale: u) + log(step))
        }
        let largest = logWeights.max() ?? 0
        logEvidence = largest + log(logWeights.reduce(0) { $0 + exp($1 - largest) })
        logWeights = logWeights.map { $0 - logEvidence }
    }

    /// log E[e^f], without underflow.
    func logAverage(_ f: (Posterior) -> Double) -> Double {
        let terms = logWeights.indices.map { logWeights[$0] + f(posteriors[$0]) }
        let largest = terms.max() ?? 0
        return largest + log(terms.reduce(0) { $0 + exp($1 - largest) })
    }

    func average(_ f: (Posterior, _ logScale: Double) -> Double) -> Double {
        logWeights.indices.reduce(0) { $0 + exp(logWeights[$1]) * f(posteriors[$1], logScales[$1]) }
    }
}

/// A kernel of unknown type as a part of others.
struct AnyBase: Kernel {
    var base: any Kernel
    init(_ base: any Kernel) { self.base = base }
    mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) { base.visitParameters(visit) }
    func fill(_ tile: Tile, at pairs: Pairs) { base.fill(tile, at: pairs) }
}
