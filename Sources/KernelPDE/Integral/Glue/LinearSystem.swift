/// All pieces with their glue: solves the linear problem for any source and any values of the conditions.
package struct LinearSystem: Sendable {
    package let pieces: [Piece]
    package let conditions: [EndCondition]
    package let glue: GluedSystem

    /// - Parameter fluxes: the equation's flux rows, or nil for u, u', ..., u^(m-1).
    init(
        pieces: [Piece], conditions: [EndCondition], fluxes: (@Sendable (Double) -> [[Double]])?
    ) {
        self.pieces = pieces
        self.conditions = conditions
        let order = pieces[0].order
        let identity = (0..<order).map { row in (0..<order).map { $0 == row ? 1.0 : 0.0 } }
        let breaks = pieces.dropLast().map(\.interval.upper)
        let sides = breaks.map { x -> (below: [[Double]], above: [[Double]]) in
            guard let fluxes else { return (identity, identity) }
            // One-sided values a few roundings away from the break.
            return (fluxes(x.nextDown.nextDown), fluxes(x.nextUp.nextUp))
        }
        glue = GluedSystem(pieces: pieces, conditions: conditions, fluxes: sides)
    }

    /// Joins given particular solutions (coefficients of v by piece).
    func joined(particular: [[Double]], values: [Double]) -> PiecewiseSeries {
        let zero = [Double](repeating: 0, count: pieces[0].order)
        let ends = zip(pieces, particular).map { piece, v in
            Piece.ends(of: piece.derivatives(v: v, constants: zero))
        }
        let constants = glue.constants(particularEnds: ends, values: values)
        let derivatives = pieces.indices.map { i -> [ChebyshevSeries] in
            var v = particular[i]
            for j in 0..<pieces[i].order {
                let c = constants[i][j]
                let solution = pieces[i].homogeneous[j]
                for n in 0..<v.count { v[n] += c * solution[n] }
            }
            return pieces[i].derivatives(v: v, constants: constants[i])
        }
        return PiecewiseSeries(intervals: pieces.map(\.interval), derivatives: derivatives)
    }

    /// The solution for a source given by pieces and for the conditions' own values, or for others.
    package func solve(sources: [ChebyshevSeries], values: [Double]? = nil) -> PiecewiseSeries {
        joined(
            particular: zip(pieces, sources).map { $0.particular(source: $1) },
            values: values ?? conditions.map(\.value))
    }

    /// The solution for a source under homogeneous conditions.
    func solveHomogeneous(sources: [ChebyshevSeries]) -> PiecewiseSeries {
        solve(sources: sources, values: [Double](repeating: 0, count: conditions.count))
    }

    /// An estimate from below of the norm of the inverse operator, from f to u in the root mean square.
    ///
    /// The largest |u| / |f| of three solves with homogeneous conditions: a constant source, then each solution as the
    /// next source (power steps, exact in the limit for self-adjoint problems).
    package func inverseNormEstimate() -> Double { inverseNormEstimate(deflating: nil) }

    /// The same with every solution taken without its part along a function.
    func inverseNormEstimate(deflating null: PiecewiseSeries?) -> Double {
        var sources = pieces.map { _ in ChebyshevSeries([1]) }
        var largest = 0.0
        for _ in 0..<3 {
            let solution = solveHomogeneous(sources: sources).deflated(by: null)
            let size = solution.rootMeanSquare
            guard size.isFinite, size > 0 else { break }
            largest = max(largest, size)
            sources = solution.derivatives.map { ChebyshevSeries($0[0].coefficients.map { $0 / size }) }
        }
        return largest
    }
}
