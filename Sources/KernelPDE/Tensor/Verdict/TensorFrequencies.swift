import LinearAlgebra

/// The angular frequencies of a solution on a box of several variables, per variable, where they are clear.
///
/// A cut along one variable, a fixed mixture of three places of the others, holds every tone of that variable; the frequencies
/// are given only where the cut is exactly a short sum of tones (see ``DominantFrequencies``).
struct TensorFrequencies {
    private static let places = [
        (at: [0.137, 0.612, 0.288, 0.741], weight: 1.0), (at: [0.461, 0.193, 0.837, 0.359], weight: -0.83),
        (at: [0.823, 0.874, 0.526, 0.168], weight: 0.71),
    ]

    /// By the variables' names; a variable without clear tones is left out.
    let values: [String: [Double]]

    init(of iterate: TensorIterate) {
        var found: [String: [Double]] = [:]
        let axes = iterate.discretization.axes
        for d in axes.indices where axes[d].order > 0 {
            // u itself holds less rounding; v no polynomial part.
            let tones = Self.tones(iterate, along: d, order: 0) ?? Self.tones(iterate, along: d, order: axes[d].order)
            if let tones { found[axes[d].variable.name] = tones }
        }
        values = found
    }

    /// The tones of the derivative of the given order along a variable, if it is a sum of tones.
    private static func tones(_ iterate: TensorIterate, along d: Int, order: Int) -> [Double]? {
        let axes = iterate.discretization.axes
        let variable = axes[d].variable
        let derivatives = (0...order).map { k -> ChebyshevSeries in
            var orders = axes.map { _ in 0 }
            orders[d] = k
            let series = k == 0 ? iterate.coefficients : iterate.discretization.coefficients(iterate.y, orders: orders)
            return chebyshev(cut(series, axes: axes, along: d))
        }
        let frequencies = DominantFrequencies(
            of: PiecewiseSeries(intervals: [Interval(variable.lower, variable.upper)], derivatives: [derivatives]),
            order: order)
        return frequencies.areExact && !frequencies.values.isEmpty ? frequencies.values : nil
    }

    /// The Legendre coefficients along a variable of a mixture of cuts.
    private static func cut(_ coefficients: Tensor, axes: [BoxAxis], along d: Int) -> Vector {
        var total = Vector(count: coefficients.shape[d])
        for (places, weight) in places {
            var part = coefficients
            for e in axes.indices.reversed() where e != d {
                let variable = axes[e].variable
                let point = variable.lower + places[e] * variable.length
                part = part.contracted(
                    along: e, with: axes[e].legendre(at: [point], count: part.shape[e]).row(0))
            }
            total.add(part.values, scaledBy: weight)
        }
        return total
    }

    private static func chebyshev(_ legendre: Vector) -> ChebyshevSeries {
        let nodes = ChebyshevNodes.firstKind(ChebyshevNodes.transformLength(atLeast: legendre.count))
        let table = OrthonormalLegendre.values(at: Vector(nodes), count: legendre.count)
        return ChebyshevSeries(ChebyshevTransform.coefficients(ofValues: multiply(table, legendre).array))
    }
}
