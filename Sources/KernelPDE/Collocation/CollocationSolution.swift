import LinearAlgebra
import Optimization

/// The posterior of u given its equation on a uniform grid and its conditions, for a trained mixture.
public struct CollocationSolution: Sendable {
    /// The kernel after training.
    public let mixture: OscillatingMixture
    /// log p(y) at the trained kernel, in nats.
    public let logEvidence: Double
    /// log p(y) at the kernel that training started from.
    public let initialLogEvidence: Double
    /// What was added to the unit diagonal of the scaled Gram matrix: relative to every observation's own variance.
    public let addedDiagonal: Double
    /// How training ended; nil when there was none.
    public let training: OptimizationReport?
    /// Sentences that a user must see.
    public let warnings: [String]
    /// The lower end of the grid.
    private let origin: Double
    private let evidence: CollocationEvidence

    init(
        evidence: CollocationEvidence, initialLogEvidence: Double, training: OptimizationReport?, origin: Double,
        warnings: [String]
    ) {
        self.evidence = evidence
        self.initialLogEvidence = initialLogEvidence
        self.training = training
        self.origin = origin
        self.warnings = warnings
        mixture = evidence.mixture
        logEvidence = -evidence.negativeLogEvidence
        addedDiagonal = evidence.factor.addedDiagonal
    }

    /// The posterior mean of u^(k) at the points, k = 0 unless given; O(N Q) a point.
    public func mean(at points: [Double], derivative k: Int = 0) -> Vector {
        forEachPoint(points) { x in
            dot(evidence.observations.crossCovariance(k, at: x - origin, mixture: mixture), evidence.weights)
        }
    }

    /// The posterior variance of u at the points, in units of u squared; O(N^2 + N Q) a point.
    ///
    /// A difference of nearly equal numbers: below about 1e-16 of the prior variance it is rounding, and never negative.
    public func variance(at points: [Double]) -> Vector {
        let prior = mixture.components.reduce(0) { $0 + $1.weight }
        return forEachPoint(points) { x in
            let cross = evidence.observations.crossCovariance(0, at: x - origin, mixture: mixture)
            let whitened = evidence.factor.solveLower(entrywiseProduct(cross, evidence.scales))
            return max(prior - dot(whitened, whitened), 0)
        }
    }

    /// The components that carry at least `share` of the prior variance of u, heaviest first.
    ///
    /// Maximising over log w is a flat measure there, that is Jeffreys' prior 1 / w: it drives most weights to nothing.
    public func activeComponents(share: Double = 1e-6) -> [OscillatingMixture.Component] {
        let total = mixture.components.reduce(0) { $0 + $1.weight }
        return mixture.components.filter { $0.weight >= share * total }.sorted { $0.weight > $1.weight }
    }

    private func forEachPoint(_ points: [Double], _ value: @Sendable (Double) -> Double) -> Vector {
        var result = [Double](repeating: 0, count: points.count)
        result.withUnsafeMutableBufferPointer { buffer in
            // Every task writes its own entry.
            nonisolated(unsafe) let target = buffer
            Parallelism.forEach(points.count) { target[$0] = value(points[$0]) }
        }
        return Vector(result)
    }
}
