import Mercer

/// A fit as asked for on the command line.
struct FitJob {
    var training: DataSet
    var held: DataSet?
    var structure: ModelChoice
    var method: String
    var standardizes: Bool
    var stopping: StoppingRules
    var restarts: Int
    var seed: UInt64

    /// Trains, scores, and returns what there is to save and to say.
    func run(progress: ProgressLine?) throws -> FitOutcome {
        guard let y = training.y else { throw CommandError("the data have no target") }
        let original = try Observations(training.x, y)
        let standardization = try standardization(original)
        let observations = try standardization?.standardize(original) ?? original
        let prior = try structure.prior(for: observations)
        let method = try chosenMethod(for: prior)

        let fitted = try prior.fitted(
            to: observations, by: method,
            options: FitOptions(stopping: stopping, restartCount: restarts, seed: seed),
            progress: { step in
                progress?.show(step)
                return true
            })
        progress?.clear()
        let model = SavedModel(
            prior: fitted.prior, method: method, observations: observations, standardization: standardization,
            inputNames: training.inputNames, targetName: training.targetName)
        var scores: ResponseScores?
        if let held, let truth = held.y {
            let checked = try Observations(held.x, truth)
            let prediction = try model.predict(fitted.posterior, at: checked.x)
            scores = try model.score(fitted.posterior, prediction, at: checked.x, against: checked.y)
        }
        return FitOutcome(
            model: model, report: fitted.report, scores: scores, rowCount: observations.count,
            dataWarnings: original.warnings.map(\.description))
    }

    /// Counts, labels and proportions keep their values: only their inputs are standardised.
    private func standardization(_ original: Observations) throws -> Standardization? {
        guard standardizes else { return nil }
        let hasUnits = try structure.hasMeasuredTarget
        return hasUnits ? try Standardization(of: original) : try .ofInputs(original)
    }

    private func chosenMethod(for prior: ModelPrior) throws -> ModelMethod {
        if method == "auto" { return prior.methods[0] }
        let names = ["auto"] + ModelMethod.allCases.map(\.rawValue)
        guard let chosen = ModelMethod(rawValue: method) else {
            let hint = Suggestion.hint(for: method, among: names).map { "; \($0)" } ?? ""
            throw CommandError(
                "this version has no method '\(method)'\(hint) (it has \(names.joined(separator: ", ")))")
        }
        guard prior.methods.contains(chosen) else {
            throw CommandError(
                "the method '\(method)' does not apply to this model and likelihood; use "
                    + prior.methods.map(\.rawValue).joined(separator: " or "))
        }
        return chosen
    }
}
