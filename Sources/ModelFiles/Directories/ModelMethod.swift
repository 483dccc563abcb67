import GaussianProcesses
import Likelihoods
import LinearAlgebra

/// How a model is conditioned on its observations.
public enum ModelMethod: String, Sendable, CaseIterable {
    /// Exactly: normal noise, and scale mixtures.
    case exact
    /// By the mode of the posterior and its curvature.
    case laplace
    /// By expectation propagation.
    case expectationPropagation = "expectation-propagation"
    /// By the normal distribution that maximises a lower bound of the evidence.
    case variational
}

extension ModelPrior {
    /// The methods that can condition such a prior, the usual one first.
    public var methods: [ModelMethod] {
        switch self {
        case .mixture: [.exact]
        case .heteroskedastic: [.variational]
        case .categorical(let prior): prior.link == .softmax ? [.laplace] : [.variational]
        case .process(let prior):
            switch prior.likelihood {
            case nil: [.exact, .laplace, .variational]
            case let likelihood? where likelihood is any MomentMatchedLikelihood:
                [.laplace, .expectationPropagation, .variational]
            case let likelihood?: likelihood.isTwiceDifferentiable ? [.laplace, .variational] : [.variational]
            }
        }
    }

    /// The prior given observations.
    ///
    /// - Throws: `ProcessError`, and ``CatalogueError`` for a method that does not apply.
    public func conditioned(
        on observations: Observations, by method: ModelMethod, shift: DiagonalShift = .none
    ) throws -> any ResponseModel {
        try require(method)
        switch (self, method) {
        case (.process(let prior), .exact): return try prior.conditioned(on: observations, shift: shift)
        case (.process(let prior), .laplace): return try prior.conditioned(on: observations, using: LaplaceInference())
        case (.process(let prior), .expectationPropagation):
            return try prior.conditioned(on: observations, using: .expectationPropagation)
        case (.process(let prior), .variational):
            return try prior.conditioned(on: observations, using: VariationalInference())
        case (.mixture(let prior), _): return try prior.conditioned(on: observations, shift: shift)
        case (.heteroskedastic(let prior), _): return try prior.conditioned(on: observations, using: .heteroskedastic)
        case (.categorical(let prior), .laplace): return try prior.conditioned(on: observations, using: .softmax)
        case (.categorical(let prior), _): return try prior.conditioned(on: observations, using: .robustMax)
        }
    }

    /// The prior with the parameters that maximise the evidence, given observations.
    ///
    /// - Throws: `ProcessError`, `FitError`, and ``CatalogueError`` for a method that does not apply.
    public func fitted(
        to observations: Observations, by method: ModelMethod, options: FitOptions = FitOptions(),
        progress: ((FitProgress) -> Bool)? = nil
    ) throws -> FittedModel {
        try require(method)
        switch (self, method) {
        case (.process(let prior), .exact):
            return FittedModel(
                try prior.fitted(to: observations, using: .exact, options: options, progress: progress),
                ModelPrior.process)
        case (.process(let prior), .laplace):
            return FittedModel(
                try prior.fitted(to: observations, using: .laplace, options: options, progress: progress),
                ModelPrior.process)
        case (.process(let prior), .expectationPropagation):
            return FittedModel(
                try prior.fitted(
                    to: observations, using: .expectationPropagation, options: options, progress: progress),
                ModelPrior.process)
        case (.process(let prior), .variational):
            return FittedModel(
                try prior.fitted(to: observations, using: .variational, options: options, progress: progress),
                ModelPrior.process)
        case (.mixture(let prior), _):
            return FittedModel(
                try prior.fitted(to: observations, using: .scaleMixture, options: options, progress: progress),
                ModelPrior.mixture)
        case (.heteroskedastic(let prior), _):
            return FittedModel(
                try prior.fitted(to: observations, using: .heteroskedastic, options: options, progress: progress),
                ModelPrior.heteroskedastic)
        case (.categorical(let prior), .laplace):
            return FittedModel(
                try prior.fitted(to: observations, using: .softmax, options: options, progress: progress),
                ModelPrior.categorical)
        case (.categorical(let prior), _):
            return FittedModel(
                try prior.fitted(to: observations, using: .robustMax, options: options, progress: progress),
                ModelPrior.categorical)
        }
    }

    private func require(_ method: ModelMethod) throws(CatalogueError) {
        guard methods.contains(method) else {
            throw CatalogueError(
                "the method '\(method.rawValue)' does not apply to this model and likelihood; use "
                    + methods.map(\.rawValue).joined(separator: " or "))
        }
    }
}

/// A prior with fitted parameters, conditioned on the observations it was fitted to.
public struct FittedModel: Sendable {
    /// The prior with its fitted parameters.
    public let prior: ModelPrior
    /// The prior given the observations.
    public let posterior: any ResponseModel
    /// How the fit went.
    public let report: FitReport

    init<Conditioned: ResponseModel & Belief>(
        _ fitted: Fitted<Conditioned>, _ kind: (Conditioned.Prior) -> ModelPrior
    ) {
        prior = kind(fitted.process)
        posterior = fitted.posterior
        report = fitted.report
    }
}
