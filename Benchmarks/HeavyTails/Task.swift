import Foundation
import Mercer

/// The law of the noise, with a typical size of 0.3.
enum NoiseLaw: String {
    case studentT = "Student-t noise, 2 degrees of freedom"
    case normal = "normal noise"

    func draw(using generator: inout SeededGenerator) -> Double {
        switch self {
        case .normal: 0.3 * generator.normal()
        case .studentT: StudentTLikelihood(degreesOfFreedom: 2, scale: 0.3).sample(at: 0, using: &generator)
        }
    }
}

/// One small regression task.
struct Task {
    var training: Observations
    var test: Observations

    init(rows: Int, noise: NoiseLaw, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let count = rows + 50
        let x = generator.uniformMatrix(rowCount: count, columnCount: 1)
        let truth = GaussianProcess(kernel: 1.0 * SquaredExponential(lengthscales: 0.3))
        let f = try truth.samples(at: x, count: 1, seed: seed &+ 77).column(0)
        let y = f.mapped { $0 + noise.draw(using: &generator) }
        let all = try Observations(x, y)
        training = try all.rows(0..<rows)
        test = try all.rows(rows..<count)
    }

    /// The mean negative log predictive densities.
    func compare() throws -> (gaussian: Double, studentTProcess: Double, studentTNoise: Double) {
        var kernel: any Kernel = 1.0 * SquaredExponential(lengthscales: 0.3)
        // Few rows say little about the parameters: the same weak priors for every model.
        kernel.updateParameter(at: "variance") { $0.prior = .logNormal(mean: 0, standardDeviation: 1) }
        kernel.updateParameter(at: "lengthscale") { $0.prior = .logNormal(mean: log(0.3), standardDeviation: 0.5) }
        var noise = Parameter.positive(0.1)
        noise.prior = .logNormal(mean: log(0.1), standardDeviation: 1.5)
        let gaussian = GaussianProcess(kernel: kernel, noise: noise)
        let process = ScaleMixture(of: gaussian, scale: .inverseGamma(degreesOfFreedom: 3))
        var likelihood = StudentTLikelihood(degreesOfFreedom: 4, scale: 0.3)
        likelihood.degreesOfFreedom.prior = .gamma(shape: 2, rate: 0.1)
        likelihood.scale.prior = .logNormal(mean: log(0.3), standardDeviation: 1)
        let robust = GaussianProcess(kernel: kernel, likelihood: likelihood)

        let first = try gaussian.fitted(to: training).posterior.predict(at: test.x).logDensities(of: test.y)
        let second = try process.fitted(to: training).posterior.predict(at: test.x).logDensities(of: test.y)
        let third = try robust.fitted(to: training, using: .laplace).posterior.logDensities(of: test.y, at: test.x)
        return (-first.mean, -second.mean, -third.mean)
    }
}
