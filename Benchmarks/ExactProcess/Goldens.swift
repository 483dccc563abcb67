import Foundation
import Mercer

/// Compares every data set and kernel with its reference; returns the number of comparisons outside tolerance.
func checkGoldens(in directory: String) throws -> Int {
    var failures = 0
    func check(_ what: String, _ error: Double, _ tolerance: Double) {
        let passed = error <= tolerance
        if !passed { failures += 1 }
        print("  \(passed ? "ok  " : "FAIL") \(what): \(error) (at most \(tolerance))")
    }
    for name in ["diabetes", "energy", "concrete"] {
        let file = try GoldenFile.read(name, in: directory)
        let (training, test) = try GoldenFile.observations(name, in: directory)
        let scale = try Standardization(of: training)
        let (train, points) = (try scale.standardize(training), scale.standardize(points: test.x))
        for kernel in file.kernels.keys.sorted() {
            guard let golden = file.kernels[kernel] else { continue }
            print("\(name) \(kernel)")
            let process = try goldenProcess(kernel, file.theta0.map { exp($0) })
            let evidence = try process.evidence(of: train)
            let exact = Double(golden.lml_theta0_ext80) ?? .nan
            let size = abs(exact) + Double(train.count)
            check("evidence, relative to |LML|+n", abs(evidence.logEvidence - exact) / size, 1e-9)
            let order = reordered(evidence.gradient)
            check("gradient, relative to the largest", relativeError(order, golden.grad_theta0), 1e-8)

            let posterior = try process.conditioned(on: train)
            let p = posterior.predict(at: points)
            check("means", distance(Array(p.mean.prefix(8)), golden.pred_mean_first8), 1e-10)
            check("variances", distance(Array(p.variance.prefix(8)), golden.pred_fvar_first8), 1e-10)
            let loo = posterior.leaveOneOut().logPseudoLikelihood
            check("leave-one-out", abs(loo - golden.loo_logpred_theta0) / size, 1e-9)
            let scores = Scores(of: scale.restore(p), against: test.y)
            check("RMSE", abs(scores.rmse / golden.test_theta0.rmse_orig - 1), 1e-9)
            check("NLPD", abs(scores.nlpd - golden.test_theta0.nlpd_orig), 1e-9)
            check("CRPS", abs(scores.crps / scale.targetScale - golden.test_theta0.crps_std), 1e-9)
            check("coverage", abs(scores.coverage95 - golden.test_theta0.cov95), 1e-12)

            guard let optimum = golden.optimum_numpy else { continue }
            let start = try goldenProcess(
                kernel, [Double](repeating: Double(file.d).squareRoot(), count: file.d) + [1, 0.1])
            let restarts = kernel == "rbf" ? 0 : 3
            let fitted = try start.fitted(to: train, options: FitOptions(restartCount: restarts, seed: 1))
            let report = fitted.report
            check("optimum below the reference", optimum.lml - report.logEvidence, 0.01)
            let fittedScores = Scores(of: scale.restore(fitted.posterior.predict(at: points)), against: test.y)
            print(
                "       optimum \(report.logEvidence) (reference \(optimum.lml)), \(report.evaluations) evaluations in",
                "\(report.searches.count) searches, \(report.status.rawValue), gradient \(report.gradientNorm),",
                "\(report.seconds) s; RMSE \(fittedScores.rmse) (\(optimum.test.rmse_orig)),",
                "NLPD \(fittedScores.nlpd) (\(optimum.test.nlpd_orig)); searches",
                report.searches.map(\.logPosterior), "bounds", report.boundsHit)
        }
    }
    return failures
}

/// The process of the reference: lengthscales, signal variance and noise variance in natural units, no mean, and the
/// box of the reference optimiser.
func goldenProcess(_ kernel: String, _ values: [Double]) throws -> GaussianProcess {
    let lengthscales = Lengthscales.perCoordinate(Array(values.dropLast(2)))
    let variance = values[values.count - 2]
    let family: any Kernel =
        switch kernel {
        case "rbf": SquaredExponential(lengthscales: lengthscales)
        case "m32": Matern32(lengthscales: lengthscales)
        default: Matern52(lengthscales: lengthscales)
        }
    var process = GaussianProcess(kernel: variance * family, noiseVariance: values[values.count - 1])
    process.visitParameters { path, parameter in
        if path == "noise.variance" {
            parameter.bounds = 1e-6...exp(3)
        } else if path == "kernel.variance" {
            parameter.bounds = exp(-7)...exp(7)
        } else {
            parameter.bounds = exp(-5)...exp(8)
        }
    }
    return process
}

/// From (variance, lengthscales, noise), the visiting order, to (lengthscales, variance, noise), the reference's.
private func reordered(_ gradient: [Double]) -> [Double] {
    Array(gradient[1..<gradient.count - 1]) + [gradient[0], gradient[gradient.count - 1]]
}

private func distance(_ a: [Double], _ b: [Double]) -> Double {
    a.count == b.count ? zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) } : .infinity
}

private func relativeError(_ a: [Double], _ b: [Double]) -> Double {
    distance(a, b) / b.reduce(0) { max($0, abs($1)) }
}
