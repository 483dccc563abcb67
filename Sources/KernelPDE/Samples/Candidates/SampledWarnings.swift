/// What a user must be told about a solution from samples, in sentences.
struct SampledWarnings {
    let problem: SampledProblem
    let leftOutResidual: Double
    let checkResidual: Double?
    let aliasing: AliasingTest?

    func sentences(_ resolution: SampledSolution.Resolution) -> [String] {
        [nyquistSentence, suspicionSentence, checkSentence, resolutionSentence(resolution), gapSentence]
            .compactMap { $0 }
    }

    /// Stated for every uniform grid whose solution no check sample has confirmed.
    private var nyquistSentence: String? {
        guard let aliasing, problem.checks.isEmpty else { return nil }
        return "Equally spaced samples cannot show angular frequencies above the Nyquist limit "
            + "\(aliasing.nyquistFrequency): if the source may hold any, give a few values between the samples."
    }

    private var suspicionSentence: String? {
        guard let aliasing, let frequency = aliasing.suspiciousFrequency else { return nil }
        return "The source holds the angular frequency \(frequency), above 0.8 of the samples' Nyquist limit "
            + "\(aliasing.nyquistFrequency): the true frequency may be higher and the solution wrong. "
            + "Sample more densely."
    }

    private var checkSentence: String? {
        guard let checkResidual, checkResidual > SolutionVerdict.approximation else { return nil }
        let start = "The equation is missed by \(checkResidual) (relative) at the check samples"
        guard checkResidual > 100 * leftOutResidual, aliasing != nil else { return start + "." }
        return start + ", though only by \(leftOutResidual) on the grid: the grid folds frequencies of the source. "
            + "Sample more densely."
    }

    private func resolutionSentence(_ resolution: SampledSolution.Resolution) -> String? {
        switch resolution {
        case .resolved, .aliasingSuspected: nil
        case .approximate:
            "Approximate: equations that the fit did not see are missed by "
                + "\(max(leftOutResidual, checkResidual ?? 0)) (relative)."
        case .notResolved:
            "Not resolved: equations that the fit did not see are missed by "
                + "\(max(leftOutResidual, checkResidual ?? 0)) (relative). Sample the source more densely."
        }
    }

    private var gapSentence: String? {
        let points = problem.samples.map(\.point)
        let widest = zip(points, points.dropFirst()).map { $1 - $0 }.max() ?? 0
        let outside = max(points[0] - problem.lower, problem.upper - points[points.count - 1])
        guard outside > 2 * widest else { return nil }
        return "The samples leave a stretch of \(outside) at an end of the domain, where the solution is extrapolated."
    }
}
