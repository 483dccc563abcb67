import LinearAlgebra

extension ScaleMixturePosterior {
    /// The mixture after more observations, its parameters unchanged.
    ///
    /// - Complexity: O(n² m) for m new rows with noise inside the mixture, by a block update of the Cholesky factor; with
    ///   noise outside a new eigendecomposition, O((n + m)³).
    /// - Throws: ``ProcessError``; rows count within the grown observations.
    public func conditioned(on others: Observations) throws(ProcessError) -> ScaleMixturePosterior {
        if let common = conditioned as? CommonScale {
            let grown = CommonScale(try common.posterior.conditioned(on: others))
            return try ScaleMixturePosterior(mixture, grown.posterior.observations, grown)
        }
        try validate(points: others.x)
        let all: Observations
        do { all = try observations.appending(others) } catch {
            throw .inputDimension(expected: observations.inputDimension, found: others.inputDimension)
        }
        let shift: DiagonalShift = addedDiagonal > 0 ? .absolute(addedDiagonal) : .none
        return try ScaleMixturePosterior(mixture, all, NoiseOutside(mixture.process, all, shift))
    }
}
