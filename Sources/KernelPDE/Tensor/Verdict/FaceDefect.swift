#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// How far the conditions on the faces are missed, as an error of u.
///
/// No residual of the equation sees an error of the data on the faces. At irregular places of every face the condition is
/// applied to u and compared with its formula; what it misses, times the size of the cardinal polynomial of the condition, is
/// what u would change by if it were met.
struct FaceDefect {
    /// The root mean square of the estimated error of u, summed over the conditions.
    let size: Double

    init(_ iterate: TensorIterate) throws(PDEError) {
        let axes = iterate.discretization.axes
        let problem = iterate.discretization.problem
        let count = axes.count == 2 ? 61 : axes.count == 3 ? 17 : 7
        // Irregular: the fractional parts of multiples of the golden ratio.
        let reference = (0..<count).map {
            (0.5 + 0.618_033_988_749_895 * Double($0)).truncatingRemainder(dividingBy: 1)
        }
        let places = axes.map { axis in reference.map { axis.variable.lower + $0 * axis.variable.length } }
        let tables = axes.indices.map { axes[$0].legendre(at: places[$0], count: iterate.coefficients.shape[$0]) }
        var total = 0.0
        for d in axes.indices {
            let lines = LiftLine(axes[d], conditions: problem.faces[d].map(\.functional))
            for (r, condition) in problem.faces[d].enumerated() where condition.hasData {
                let functional = EndFunctional(condition.functional, halfLength: axes[d].halfLength)
                let row = Vector(
                    (0..<iterate.coefficients.shape[d]).map {
                        functional.scale * functional.value(ofDegree: $0)
                    })
                var found = iterate.coefficients.contracted(along: d, with: row)
                for e in axes.indices where e != d { found = found.product(along: e, with: tables[e]) }
                let others = axes.indices.filter { $0 != d }.map { places[$0] }
                let missed = (found.values - (try condition.values(onGrid: others).values)).norm
                // The root mean square of the cardinal over [-1, 1].
                let weight = lines.cardinals[r].norm * 0.5.squareRoot()
                total += weight * missed / Double(max(found.count, 1)).squareRoot()
            }
        }
        size = total
    }
}
