import Kernels
import LinearAlgebra

/// The laws of features: each derivative is the derivative of the one below, and rows depend on their own point only.
public func featureLaws(
    _ features: some FeatureMap, at sampling: Sampling = Sampling(), highestOrder: Int = 4,
    using generator: inout some RandomNumberGenerator
) -> [Violation] {
    var findings = Findings()
    let x = sampling.points(5, using: &generator)
    for order in 0..<Swift.min(highestOrder, features.smoothness) {
        let raised = features.matrix(x, order: order + 1)
        for i in 0..<x.rowCount {
            findings.require(
                "rows depend on their own point", features.matrix(x.rows([i]), order: order + 1) == raised.rows([i]),
                "row \(i), order \(order + 1)")
            for f in 0..<features.featureCount {
                findings.requireDerivative(
                    "feature derivative", raised[i, f],
                    of: { features.matrix(x.rows([i]).moved(0, 0, by: $0), order: order)[0, f] }, at: 0,
                    step: 2e-4 * sampling.width, scale: raised.largestMagnitude, "order \(order + 1), feature \(f)")
            }
        }
    }
    return findings.violations
}
