import LinearAlgebra

/// The angular frequencies of a solution on a box, per variable, where they are clear.
///
/// A cut through u along one variable, a fixed mixture of three places of the other, holds every tone of that variable; the
/// frequencies are given only where the cut is exactly a short sum of tones (see ``DominantFrequencies``).
struct BoxFrequencies {
    private static let places = [(0.137, 1.0), (0.461, -0.83), (0.823, 0.71)]

    /// By the variables' names; a variable without clear tones is left out.
    let values: [String: [Double]]

    init(of iterate: BoxIterate) {
        var found: [String: [Double]] = [:]
        let axes = iterate.discretization.axes
        for axis in 0..<2 where axes[axis].order > 0 {
            let other = axes[1 - axis]
            let weights = Self.mixture(of: other)
            let derivatives = (0...axes[axis].order).map { k in
                Self.chebyshev(iterate.discretization.cut(iterate.y, along: axis, order: k, weights: weights))
            }
            let variable = axes[axis].variable
            let frequencies = DominantFrequencies(
                of: PiecewiseSeries(intervals: [Interval(variable.lower, variable.upper)], derivatives: [derivatives]),
                order: axes[axis].order)
            if frequencies.areExact, !frequencies.values.isEmpty { found[variable.name] = frequencies.values }
        }
        values = found
    }

    /// The weights of p_0, p_1, ... of a variable in the mixture of cuts.
    private static func mixture(of axis: BoxAxis) -> Vector {
        let count = axis.size + axis.order
        var weights = Vector(count: count)
        for (place, weight) in places {
            let point = axis.variable.lower + place * axis.variable.length
            weights.add(axis.legendre(at: [point], count: count).row(0), scaledBy: weight)
        }
        return weights
    }

    private static func chebyshev(_ legendre: Vector) -> ChebyshevSeries {
        let nodes = ChebyshevNodes.firstKind(ChebyshevNodes.transformLength(atLeast: legendre.count))
        let table = OrthonormalLegendre.values(at: Vector(nodes), count: legendre.count)
        return ChebyshevSeries(ChebyshevTransform.coefficients(ofValues: multiply(table, legendre).array))
    }
}
