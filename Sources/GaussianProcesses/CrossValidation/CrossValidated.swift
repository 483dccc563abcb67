import LinearAlgebra

/// The predictions of a cross-validation in which the parameters are fitted anew without each fold.
public struct CrossValidated: Sendable {
    /// The folds.
    public var folds: Folds
    /// The n predictions in the order of the rows; noise is in their variance.
    public var prediction: Prediction
    /// The scores of all predictions together.
    public var scores: Scores
    /// The scores of each fold.
    public var foldScores: [Scores]
    /// The reports of the fits, one a fold.
    public var reports: [FitReport]
}

extension GaussianProcess {
    /// K-fold cross-validation: for every fold a fit to the others and predictions of it.
    ///
    /// Every fit starts from the present parameters. For parameters that stay as they are, `Posterior.leaveOut(_:)` is one
    /// factorisation in all.
    ///
    /// - Throws: ``CrossValidationError`` when the folds are not of these rows, and what a fit throws.
    public func crossValidated(
        on observations: Observations, folds: Folds, shift: DiagonalShift = .none, options: FitOptions = FitOptions()
    ) throws -> CrossValidated {
        let n = observations.count
        guard folds.rowCount == n else {
            throw CrossValidationError.rowCount(folds: folds.rowCount, observations: n)
        }
        guard folds.groups.count > 1 else {
            throw CrossValidationError.foldCount(folds.groups.count, rowCount: n)
        }
        var mean = Vector(count: n)
        var variance = Vector(count: n)
        var scores: [Scores] = []
        var reports: [FitReport] = []
        for group in folds.groups {
            let left = Set(group)
            let fitted = try fitted(
                to: observations.rows((0..<n).filter { !left.contains($0) }), shift: shift, options: options)
            let held = try observations.rows(group)
            var p = fitted.posterior.predict(at: held.x)
            p.variance = p.noisyVariance + (held.noiseVariances ?? Vector(count: held.count))
            p.noiseVariance = 0
            for (i, row) in group.enumerated() { (mean[row], variance[row]) = (p.mean[i], p.variance[i]) }
            scores.append(Scores(of: p, against: held.y))
            reports.append(fitted.report)
        }
        let prediction = Prediction(mean: mean, variance: variance)
        return CrossValidated(
            folds: folds, prediction: prediction, scores: Scores(of: prediction, against: observations.y),
            foldScores: scores, reports: reports)
    }
}
