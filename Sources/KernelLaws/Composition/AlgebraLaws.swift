import Kernels
import LinearAlgebra

/// The laws of the algebra of kernels: sums and products commute, associate and distribute, scalars scale, and
/// parameters and gradients concatenate in order.
public func algebraLaws<A: Kernel, B: Kernel, C: Kernel>(
    _ a: A, _ b: B, _ c: C, at sampling: Sampling = Sampling(), using generator: inout some RandomNumberGenerator
) -> [Violation] {
    var findings = Findings()
    let x = sampling.points(40, using: &generator)
    let z = sampling.points(33, using: &generator)
    func requireSame(_ law: String, _ left: some Kernel, _ right: some Kernel) {
        requireClose(law, left.gram(x), right.gram(x), 1e-14, &findings)
        requireClose(law, left.cross(x, z), right.cross(x, z), 1e-14, &findings)
        requireClose(law, Matrix(column: left.diagonal(x)), Matrix(column: right.diagonal(x)), 1e-14, &findings)
    }
    requireSame("a + b = b + a", a + b, b + a)
    requireSame("a * b = b * a", a * b, b * a)
    requireSame("(a + b) + c = a + (b + c)", (a + b) + c, a + (b + c))
    requireSame("(a * b) * c = a * (b * c)", (a * b) * c, a * (b * c))
    requireSame("a * (b + c) = a * b + a * c", a * (b + c), a * b + a * c)
    let scaled = (2.5 * a).gram(x)
    requireClose("scaling", scaled, a.gram(x).mapped { v, _, _ in 2.5 * v }, 1e-14, &findings)
    requireClose("sum of values", (a + b).gram(x), a.gram(x) + b.gram(x), 1e-14, &findings)
    let (ga, gb) = (a.gram(x), b.gram(x))
    requireClose("product of values", (a * b).gram(x), ga.mapped { v, i, j in v * gb[i, j] }, 1e-14, &findings)

    let parts = a.parameterValues + b.parameterValues
    findings.require("parameters concatenate", (a + b).parameterValues == parts, "\((a + b).parameterValues)")
    findings.require("parameters concatenate", (a * b).parameterValues == parts, "\((a * b).parameterValues)")
    findings.require("parameters concatenate", (2.5 * a).parameterValues == [2.5] + a.parameterValues, "scaled")
    let weights = randomMatrix(40, 33, using: &generator)
    let expected = a.pulledBack(weights, x, z).gradient + b.pulledBack(weights, x, z).gradient
    for (p, found) in (a + b).pulledBack(weights, x, z).gradient.enumerated() {
        findings.requireEqual(
            "gradients concatenate", found, expected[p], tolerance: 1e-10 * (1 + abs(expected[p])), "parameter \(p)")
    }
    return findings.violations
}
