import Foundation
import Mercer

/// Times four NUTS chains over the parameters of a process with a lengthscale for each of d inputs, and judges them.
func timeChains(rowCount: Int = 300, inputDimension d: Int = 4) throws {
    var generator = SeededGenerator(seed: 1)
    let x = generator.uniformMatrix(rowCount: rowCount, columnCount: d)
    let y = Vector((0..<rowCount).map { sin(4 * x[$0, 0]) + x[$0, 1] * x[$0, 2] }) + 0.1 * generator.normals(rowCount)
    let observations = try Observations(x, y)
    let process = GaussianProcess(
        kernel: 1 * SquaredExponential(lengthscales: .relevance(d)), mean: .constant, noiseVariance: 0.1
    ).assigningLengthscalePriors(dimension: d).assigning(.halfNormal(standardDeviation: 2), to: "kernel.variance")
        .assigning(.gamma(shape: 1.5, rate: 5), to: "noise.variance")
        .assigning(.normal(mean: 0, standardDeviation: 2), to: "mean.value")
    let start = try process.fitted(to: observations).process
    let sample = try start.sampled(given: observations, using: .exact, by: NoUTurnSampler(), seed: 1)
    print(
        "n = \(rowCount), d = \(d), \(sample.paths.count) parameters, 4 chains of 1000 draws after 1000:",
        "\(String(format: "%.1f", sample.seconds)) s, \(sample.evaluations) evaluations,",
        "largest R-hat \(sample.largestRHat), least effective draws \(sample.leastSampleSize),",
        "\(sample.divergenceCount) divergences")
    for summary in sample.summaries {
        print(
            "  \(summary.path): mean \(summary.mean), deviation \(summary.standardDeviation),",
            "R-hat \(summary.diagnostics.rHat)")
    }
    for warning in sample.warnings { print("  \(warning)") }
}
