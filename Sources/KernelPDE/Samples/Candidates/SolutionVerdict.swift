import LinearAlgebra

/// Judges a fitted candidate: held-out equations, check samples, aliasing; words the warnings.
struct SolutionVerdict {
    let problem: SampledProblem
    let expansion: FeatureExpansion
    let best: CandidateTrial
    let aliasing: AliasingTest?

    /// Above this a residual means failure, and above the second an approximate solution.
    static let failure = 1e-2
    static let approximation = 1e-6

    func solution(candidates: [CandidateReport], frequencies: [FrequencyEstimate]) -> SampledSolution {
        let check = checkResidual
        let worst = max(best.leftOutResidual, check ?? 0)
        let resolution: SampledSolution.Resolution =
            !(worst <= Self.failure) ? .notResolved : worst > Self.approximation ? .approximate : .resolved
        return SampledSolution(
            expansion: expansion, resolution: resolution, leftOutResidual: best.leftOutResidual,
            checkResidual: check, candidates: candidates, frequencies: frequencies,
            nyquistFrequency: aliasing?.nyquistFrequency, band: band(resolution),
            warnings: warnings(resolution, check: check))
    }

    /// |L u - f| over |f| at the check samples.
    private var checkResidual: Double? {
        guard !problem.checks.isEmpty else { return nil }
        let points = problem.checks.map(\.point)
        let truth = Vector(problem.checks.map(\.value))
        let derivatives = expansion.features.derivatives(upTo: problem.order, at: points)
        let image = multiply(problem.rows(of: derivatives, at: points), expansion.coefficients)
        let root = (Double(problem.samples.count) / Double(points.count)).squareRoot()
        let scale = max(truth.norm, Vector(problem.samples.map(\.value)).norm / root)
        return scale > 0 ? (image - truth).norm / scale : (image - truth).norm
    }

    private func band(_ resolution: SampledSolution.Resolution) -> SampledBand {
        if resolution == .notResolved { return .none(reason: "the samples do not resolve the solution") }
        if aliasing?.suspiciousFrequency != nil {
            return .none(reason: "frequencies near the Nyquist limit may be aliased")
        }
        return .none(reason: "no band has been shown to cover for fixed samples without noise")
    }

    private func warnings(_ resolution: SampledSolution.Resolution, check: Double?) -> [String] {
        var list: [String] = []
        if let aliasing {
            if let frequency = aliasing.suspiciousFrequency {
                list.append(
                    "The source holds the angular frequency \(frequency), above 0.8 of the samples' Nyquist limit "
                        + "\(aliasing.nyquistFrequency); the true frequency may be higher and the solution wrong. "
                        + "Sample more densely.")
            }
            if problem.checks.isEmpty {
                list.append(
                    "Equally spaced samples cannot show angular frequencies above the Nyquist limit "
                        + "\(aliasing.nyquistFrequency): if the source may hold any, give a few values between "
                        + "the samples.")
            }
        }
        if let check, check > Self.approximation {
            list.append(
                "The equation is missed by \(check) (relative) at the check samples"
                    + (best.leftOutResidual <= Self.approximation
                        ? ", though not on the grid: the grid folds frequencies of the source. Sample more densely."
                        : "."))
        }
        switch resolution {
        case .resolved: break
        case .approximate where best.leftOutResidual > Self.approximation:
            list.append(
                "Approximate: equations left out of the fit are missed by \(best.leftOutResidual) (relative).")
        case .approximate: break
        case .notResolved:
            list.append("Not resolved: the solution is not to be used. Sample the source more densely.")
        }
        let widest = zip(problem.samples, problem.samples.dropFirst()).map { $1.point - $0.point }.max() ?? 0
        let outside = max(problem.samples[0].point - problem.lower,
            problem.upper - problem.samples[problem.samples.count - 1].point)
        if outside > 2 * widest {
            list.append("The samples leave a stretch of \(outside) at an end of the domain, where u is extrapolated.")
        }
        return list
    }
}
