import Mercer

/// A fit as asked for on the command line.
struct FitJob {
    var training: DataSet
    var held: DataSet?
    var kernel: String?
    var mean: MeanChoice
    var noise: Double?
    var standardizes: Bool
    var stopping: StoppingRules
    var restarts: Int
    var seed: UInt64

    /// Trains, scores, and returns what there is to save and to say.
    func run(progress: ProgressLine?) throws -> FitOutcome {
        guard let y = training.y else { throw CommandError("the data have no target") }
        let original = try Observations(training.x, y)
        let standardization = standardizes ? try Standardization(of: original) : nil
        let observations = try standardization?.standardize(original) ?? original
        let process = try startingProcess(observations)

        let fitted = try process.fitted(
            to: observations, options: FitOptions(stopping: stopping, restartCount: restarts, seed: seed),
            progress: { step in
                progress?.show(step)
                return true
            })
        progress?.clear()
        let model = SavedModel(
            process: fitted.process, observations: observations, standardization: standardization,
            inputNames: training.inputNames, targetName: training.targetName)
        var scores: Scores?
        if let held, let truth = held.y {
            let checked = try Observations(held.x, truth)
            scores = Scores(of: try model.predict(fitted.posterior, at: checked.x), against: checked.y)
        }
        return FitOutcome(
            model: model, report: fitted.report, scores: scores, rowCount: observations.count,
            dataWarnings: original.warnings.map(\.description))
    }

    private func startingProcess(_ observations: Observations) throws -> GaussianProcess {
        let d = observations.inputDimension
        let targetVariance = variance(observations.y)
        let kernel: any Kernel
        if let text = self.kernel {
            kernel = try KernelCatalogue.standard.kernel(text, inputDimension: d)
        } else {
            let lengthscales = (0..<d).map { column in
                let spread = variance(observations.x.column(column)).squareRoot()
                return Double(d).squareRoot() * (spread > 0 ? spread : 1)
            }
            kernel =
                (targetVariance > 0 ? targetVariance : 1)
                * SquaredExponential(lengthscales: .perCoordinate(lengthscales))
        }
        let start = noise ?? 0.1 * (targetVariance > 0 ? targetVariance : 1)
        return GaussianProcess(
            kernel: kernel, mean: mean.function, noise: start > 0 ? .positive(start) : nil)
    }

    private func variance(_ values: Vector) -> Double {
        let center = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(values.count)
    }
}
