import Kernels
import LinearAlgebra

/// No points, one point, equal points, points 1e-12 apart and points very far apart: right shapes, finite numbers.
func checkEdges(
    _ kernel: some Kernel, _ sampling: Sampling, _ generator: inout some RandomNumberGenerator,
    _ findings: inout Findings
) {
    let (d, law) = (sampling.dimension, "edges")
    let none = Matrix(rowCount: 0, columnCount: d)
    let one = sampling.points(1, using: &generator)
    findings.require(law, kernel.gram(none).count == 0 && kernel.diagonal(none).count == 0, "no points give entries")
    findings.require(law, kernel.cross(none, one).count == 0 && kernel.cross(one, none).count == 0, "no points")
    let empty = kernel.pulledBack(Matrix(rowCount: 0, columnCount: 0), none, nil)
    findings.require(law, empty.inner == 0 && empty.gradient.allSatisfy { $0 == 0 }, "no points have a gradient")
    findings.require(law, kernel.gram(one)[0, 0] == kernel.ownEntry(one, 0), "one point")

    var pairs = [("equal points", one, one), ("points 1e-12 apart", one, one.mapped { x, _, _ in x + 1e-12 })]
    if let far = sampling.farCoordinate {
        pairs.append(
            ("far points", one.mapped { _, _, _ in far }, one.mapped { _, _, c in c.isMultiple(of: 2) ? -far : far }))
        pairs.append(("a point and a far one", one, one.mapped { _, _, _ in far }))
    }
    for (name, x, z) in pairs {
        let value = kernel.entry(x, 0, z, 0)
        let bound = abs(kernel.ownEntry(x, 0) * kernel.ownEntry(z, 0)).squareRoot()
        findings.require(law, value.isFinite, "\(name): k = \(value)")
        findings.require(law, bound.isInfinite || abs(value) <= bound * (1 + 1e-12), "\(name): \(value) > \(bound)")
        let gradient = kernel.pulledBack(.identity(1), x, z).gradient
        findings.require(law, gradient.allSatisfy(\.isFinite), "\(name): parameter gradient \(gradient)")
        let slopes = kernel.pulledBackInputs(.identity(1), x, z)
        findings.require(law, slopes.isFinite, "\(name): input gradient \(slopes.nestedRows)")
    }
}

/// Changing the parameters of a copy leaves the original as it was.
func checkValueSemantics(
    _ kernel: some Kernel, _ sampling: Sampling, _ generator: inout some RandomNumberGenerator,
    _ findings: inout Findings
) {
    let x = sampling.points(6, using: &generator)
    let before = kernel.gram(x)
    var copy = kernel
    copy.visitParameters { _, parameter in parameter.value = movedInside(parameter) }
    _ = copy.gram(x)
    findings.require("value semantics", kernel.gram(x) == before, "changing a copy changed the original")
}

/// Another value in the parameter's domain.
func movedInside(_ parameter: Parameter) -> Double {
    parameter.domain.value(at: parameter.domain.freeCoordinate(of: parameter.value) + 0.25)
}
