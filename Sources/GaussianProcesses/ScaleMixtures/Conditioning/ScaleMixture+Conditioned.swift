import LinearAlgebra

extension ScaleMixture {
    /// The mixture given observations: its parameters stay as they are.
    ///
    /// - Complexity: O(n³): a Cholesky factor with noise inside, an eigendecomposition with noise outside.
    /// - Throws: ``ProcessError``.
    public func conditioned(
        on observations: Observations, shift: DiagonalShift = .none
    ) throws(ProcessError) -> ScaleMixturePosterior {
        try ScaleMixtureInference(shift: shift).posterior(of: self, given: observations)
    }

    /// The log evidence of observations with its gradient in the free coordinates of all parameters.
    ///
    /// - Throws: ``ProcessError``.
    public func evidence(
        of observations: Observations, shift: DiagonalShift = .none
    ) throws(ProcessError) -> Evidence {
        try ScaleMixtureInference(shift: shift).evidence(of: self, given: observations)
    }

    /// The mixture with the parameters that maximise the evidence times the priors' densities, given the observations.
    ///
    /// - Throws: ``ProcessError`` and ``FitError``; see the general form.
    public func fitted(
        to observations: Observations, shift: DiagonalShift = .none, options: FitOptions = FitOptions(),
        progress: Self.ProgressHandler? = nil
    ) throws -> Fitted<ScaleMixturePosterior> {
        try fitted(
            to: observations, using: ScaleMixtureInference(shift: shift), options: options, progress: progress)
    }
}

extension Inference where Self == ScaleMixtureInference {
    /// Conditioning a scale mixture without a diagonal shift.
    public static var scaleMixture: ScaleMixtureInference { ScaleMixtureInference() }
}
