import Foundation
import Mercer

/// Reads `fit` or `predict` from every line of standard input, does that with `x.npy`, `y.npy` (and `points.npy`) in the
/// directory, and answers with the seconds it took and the result; for `compare_fit.py`.
///
/// A fit starts from unit lengthscales and variance and noise variance 0.1, in the box of the reference program, and ends
/// by the default rules, which are SciPy's. A prediction factorises first.
func answerQuestions(of directory: String) throws {
    let observations = try Observations(
        NPYArray(path: directory + "/x.npy").matrix(), NPYArray(path: directory + "/y.npy").vector())
    let points = try? NPYArray(path: directory + "/points.npy").matrix()
    let clock = ContinuousClock()
    while let line = readLine() {
        let began = clock.now
        var answer: JSONValue
        if line == "fit" {
            let fitted = try startingProcess(inputDimension: observations.inputDimension).fitted(to: observations)
            let seconds = (clock.now - began) / .seconds(1)
            answer = [
                "seconds": .number(seconds), "logEvidence": .number(fitted.report.logEvidence),
                "evaluations": .number(Double(fitted.report.evaluations)),
            ]
        } else {
            let process = referenceProcess()
            let p = try process.conditioned(on: observations).predict(at: points ?? observations.x)
            let seconds = (clock.now - began) / .seconds(1)
            answer = [
                "seconds": .number(seconds), "meanSum": .number(p.mean.sum), "varianceSum": .number(p.variance.sum),
            ]
        }
        print(answer.text(isIndented: false))
        fflush(nil)
    }
}

private func startingProcess(inputDimension: Int) -> GaussianProcess {
    var process = GaussianProcess(
        kernel: 1 * SquaredExponential(lengthscales: .relevance(inputDimension)), noiseVariance: 0.1)
    process.visitParameters { path, parameter in
        parameter.bounds = path == "noise.variance" ? 1e-6...exp(5) : exp(-7)...exp(7)
    }
    return process
}

/// The parameters at which the reference program compares: ℓ_j = 0.5 + 0.1 j, variance 1.3, noise variance 0.02.
func referenceProcess() -> GaussianProcess {
    GaussianProcess(
        kernel: 1.3 * SquaredExponential(lengthscales: .perCoordinate((0..<8).map { 0.5 + 0.1 * Double($0) })),
        noiseVariance: 0.02)
}
