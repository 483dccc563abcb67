import LinearAlgebra

extension ImplicitDomain {
    /// About `count` evenly spread points of the domain, of the additive recurrence of Roberts' R_d sequence.
    ///
    /// - Parameters:
    ///   - bounds: a box around the domain.
    ///   - start: where in the sequence to begin; distant starts share no points.
    /// - Throws: ``PDEError/unsuitableDomain(_:reason:)`` if no point of the box lies in the domain.
    func interior(count: Int, within bounds: [Bounds], start: Int = 1) throws(PDEError) -> Matrix {
        // The root of g^(d+1) = g + 1, by fixed-point iteration.
        var golden = 1.5
        for _ in 0..<60 { golden = Self.root(1 + golden, dimension + 1) }
        var steps: [Double] = []
        for _ in 0..<dimension { steps.append((steps.last ?? 1) / golden) }
        var found: [[Double]] = []
        var next = start
        let block = max(1024, count)
        while found.count < count, next - start < 400 * block {
            let columns = (0..<dimension).map { c in
                (0..<block).map { i -> Double in
                    let t = (0.5 + steps[c] * Double(next + i)).truncatingRemainder(dividingBy: 1)
                    return bounds[c].lower + t * (bounds[c].upper - bounds[c].lower)
                }
            }
            let candidates = Matrix(rowCount: block, columnCount: dimension) { columns[$1][$0] }
            for (i, isInside) in contains(candidates).enumerated() where isInside && found.count < count {
                found.append((0..<dimension).map { columns[$0][i] })
            }
            next += block
            if found.isEmpty, next - start > 40 * block { break }
        }
        guard !found.isEmpty else {
            throw .unsuitableDomain(
                text ?? "",
                reason: "no point of the box of the variables satisfies it. Check the signs, or widen the "
                    + "bounds of the variables.")
        }
        return Matrix(rows: found)
    }

    /// An interval of one variable.
    struct Bounds: Sendable {
        var lower: Double
        var upper: Double
        var length: Double { upper - lower }
    }

    /// The box around the edge.
    func bounds(of boundary: BoundaryPoints) -> [Bounds] {
        zip(variables, boundary.columns).map { variable, column in
            guard let lower = column.min(), let upper = column.max(), lower < upper else {
                return Bounds(lower: variable.lower, upper: variable.upper)
            }
            return Bounds(lower: lower, upper: upper)
        }
    }

    private static func root(_ x: Double, _ n: Int) -> Double {
        var y = x
        for _ in 0..<80 {
            var power = 1.0
            for _ in 0..<(n - 1) { power *= y }
            y -= (power * y - x) / (Double(n) * power)
        }
        return y
    }
}
