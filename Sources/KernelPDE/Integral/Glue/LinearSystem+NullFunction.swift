extension LinearSystem {
    /// A joined system worse conditioned than this has a null function to rounding.
    private static let singular = 1e-13

    /// The function of unit root mean square that the operator all but maps to zero, or nil where there is none.
    ///
    /// One step of inverse iteration from a source without symmetry: the solution is the null function up to the reciprocal
    /// condition number. O(P) beyond the factors.
    var nullFunction: PiecewiseSeries? {
        guard glue.reciprocalCondition < Self.singular, conditions.startingEnd == nil else { return nil }
        let first = solveHomogeneous(sources: pieces.map { _ in ChebyshevSeries([1, 0.618, 0.37]) })
        let size = first.rootMeanSquare
        guard size.isFinite, size > 0 else { return nil }
        return first.scaled(by: 1 / size)
    }
}

extension PiecewiseSeries {
    /// The function without its part along another one of unit root mean square.
    func deflated(by null: PiecewiseSeries?) -> PiecewiseSeries {
        guard let null else { return self }
        return combined(with: null, weight: -innerProduct(with: null) / max(null.innerProduct(with: null), 1e-300))
    }
}
