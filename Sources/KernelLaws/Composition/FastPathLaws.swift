import Kernels
import LinearAlgebra

/// The law that a composition keeps its part's bulk forms: one call per tile, none per entry.
///
/// - Parameter compose: builds the composition from a part, for example `{ 2 * $0 }`.
public func fastPathLaws<Base: Kernel, Whole: Kernel>(
    of base: Base, at sampling: Sampling = Sampling(), using generator: inout some RandomNumberGenerator,
    _ compose: (CountingKernel<Base>) -> Whole
) -> [Violation] {
    var findings = Findings()
    // Twenty points are one tile.
    let x = sampling.points(20, using: &generator)
    let z = sampling.points(15, using: &generator)
    let law = "fast path preserved"
    func count(_ work: (Whole) -> Void) -> CountingKernel<Base>.Counts {
        let counter = CountingKernel(base)
        work(compose(counter))
        return counter.counts
    }
    let gram = count { _ = $0.gram(x) }
    findings.require(law, gram.bulkFills == 1 && gram.singleFills == 0, "gram: \(gram)")
    let cross = count { _ = $0.cross(x, z) }
    findings.require(law, cross.bulkFills == 1 && cross.singleFills == 0, "cross: \(cross)")
    let diagonal = count { _ = $0.diagonal(x) }
    findings.require(law, diagonal.diagonals == 1 && diagonal.singleFills == 0, "diagonal: \(diagonal)")
    let a = randomMatrix(20, 15, using: &generator)
    let pullback = count { _ = $0.pulledBack(a, x, z) }
    findings.require(law, pullback.pullbacks == 1 && pullback.singleFills == 0, "pullback: \(pullback)")
    let inputs = count { _ = $0.pulledBackInputs(a, x, z) }
    findings.require(law, (1...2).contains(inputs.inputPullbacks) && inputs.singleFills == 0, "inputs: \(inputs)")
    return findings.violations
}
