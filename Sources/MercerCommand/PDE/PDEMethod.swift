import ArgumentParser
import Mercer

/// The methods of `--method`.
enum PDEMethod: String, ExpressibleByArgument, CaseIterable {
    case auto, integral, features, grid, collocation
    case gpHM = "gp-hm"

    /// Solves the problem by the method, or by the one its data call for.
    func solve(_ understood: UnderstoodProblem) throws -> any PDESolution {
        let locator = ErrorLocator(file: understood.file)
        do {
            if let problem = understood.problem as? OrdinaryProblem {
                return try solve(problem, understood, locator)
            }
            if let kernel = understood.file.kernel, kernel.text != "auto", ![.grid, .collocation].contains(self) {
                throw locator.error(
                    "problems of this kind choose the kernel themselves; write kernel: auto, or use --method grid "
                        + "(collocation on a domain)", at: kernel)
            }
            switch self {
            case .auto: return try understood.problem.solve()
            case .integral where understood.problem is BoxProblem || understood.problem is TensorProblem:
                return try understood.problem.solve()
            case .grid: return try onGrid(understood, locator)
            case .collocation:
                if let problem = understood.problem as? ScatteredProblem {
                    return try collocated(problem, understood, locator)
                }
            default: break
            }
            throw CommandError("problems of this kind are not solved by the method \(rawValue); use auto")
        } catch let error as PDEError { throw locator.locate(error) }
    }

    private func solve(
        _ problem: OrdinaryProblem, _ understood: UnderstoodProblem, _ locator: ErrorLocator
    ) throws -> any PDESolution {
        if self == .grid { return try onGrid(understood, locator) }
        if let kernel = understood.file.kernel, kernel.text != "auto" {
            // A named mixture is the kernel of the collocation methods alone.
            guard [.auto, .collocation, .gpHM].contains(self) else {
                throw locator.error(
                    "the kernel '\(kernel.text)' needs the method gp-hm or collocation, not \(rawValue)", at: kernel
                )
            }
            return try mixture(problem, understood)
        }
        switch (self, understood.samples) {
        case (.auto, nil), (.integral, nil):
            return try IntegralSolver().solve(problem)
        case (.integral, .some):
            throw CommandError("the method integral needs formulas; use features for a function given as samples")
        case (.auto, .some), (.features, _):
            return try FeatureSolver().solve(sampled(problem, understood))
        case (.collocation, _), (.gpHM, _), (.grid, _):
            return try mixture(problem, understood)
        }
    }

    /// The reference kernel: a Student-t mixture, or the Gaussian one with `kernel: spectral-mixture`.
    private func mixture(_ stated: OrdinaryProblem, _ understood: UnderstoodProblem) throws -> any PDESolution {
        let isTrained = self != .collocation
        let problem = try sampled(stated, understood)
        if understood.file.kernel?.text == "spectral-mixture" {
            return try HarmonicMixtureSolver(
                envelope: GaussianEnvelope(), shift: .relative(toMeanDiagonal: 1e-10), isTrained: isTrained
            ).solve(problem)
        }
        return try HarmonicMixtureSolver(
            envelope: MaternEnvelope(degree: 2), shift: .relative(toMeanDiagonal: 1e-12), isTrained: isTrained
        ).solve(problem)
    }

    private func sampled(
        _ stated: OrdinaryProblem, _ understood: UnderstoodProblem
    ) throws(PDEError) -> SampledOrdinaryProblem {
        if let samples = understood.samples {
            return try SampledOrdinaryProblem(stated, samples: samples.samples, checks: samples.checks)
        }
        let count = understood.file.grid[stated.variable.name] ?? 400
        return try SampledOrdinaryProblem(stated, gridCount: count)
    }
}
