import LinearAlgebra

extension InverseProblem {
    /// What would be observed without noise, and its derivatives by the parameters (constants, then field coefficients).
    ///
    /// For checks of the sensitivities against differences. Rows are observations, columns parameters.
    package func predictions(
        at parameters: [Double], resolvedAt place: [Double]
    ) throws(PDEError) -> (values: [Double], jacobian: Matrix) {
        let model = try ForwardModel(self, resolvedAt: place)
        let solve = try model.solve(parameters)
        return (solve.predictions, model.jacobian(of: try model.sensitivities(of: solve)))
    }

    /// The number of parameters: constants, and Legendre coefficients of the field.
    package var parameterCount: Int {
        ForwardModel.constants(self).count
            + (unknowns.first { !$0.arguments.isEmpty }.map { FieldBasis($0, variables: variables).count } ?? 0)
    }

    /// The log evidence of hyperparameters of the field, linearised about its prior mean, with its gradient.
    ///
    /// For checks against differences. Hyperparameters are log lengthscale (in units of the domain), log standard deviation of
    /// the process, and log standard deviation of unknown noise.
    package func fieldEvidence(
        at hyperparameters: [Double]
    ) throws(PDEError) -> (value: Double, gradient: [Double])? {
        let model = try ForwardModel(self, resolvedAt: nil)
        guard let field = model.field else { return nil }
        let posterior = FieldPosterior(model, field: field)
        let evidence = try posterior.linearized(try model.solve(model.resolvedParameters))
        let found = evidence.evaluate(hyperparameters)
        return (found.value, found.gradient)
    }
}
