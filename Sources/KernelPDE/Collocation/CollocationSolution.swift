import Kernels
import LinearAlgebra
import Optimization

/// The posterior of u given its equation on a uniform grid and its conditions, under a kernel that may have been trained.
public struct CollocationSolution<Covariance: LagKernel>: Sendable {
    /// The kernel after training.
    public let kernel: Covariance
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
    private let evidence: CollocationEvidence<Covariance>

    init(
        evidence: CollocationEvidence<Covariance>, initialLogEvidence: Double, training: OptimizationReport?,
        origin: Double,
        warnings: [String]
    ) {
        self.evidence = evidence
        self.initialLogEvidence = initialLogEvidence
        self.training = training
        self.origin = origin
        self.warnings = warnings
        kernel = evidence.kernel
        logEvidence = -evidence.negativeLogEvidence
        addedDiagonal = evidence.factor.addedDiagonal
    }

    /// The posterior mean of u^(k) at the points, k = 0 unless given; O(N) a point.
    public func mean(at points: [Double], derivative k: Int = 0) -> Vector {
        forEachPoint(points) { x in
            dot(evidence.observations.crossCovariance(k, at: x - origin, kernel: kernel), evidence.weights)
        }
    }

    /// The posterior variance of u at the points, in units of u squared; O(N^2 + N) a point.
    ///
    /// A difference of nearly equal numbers: below about 1e-16 of the prior variance it is rounding, and never negative.
    public func variance(at points: [Double]) -> Vector {
        let prior = kernel.lagDerivative(order: 0, [0])[0]
        return forEachPoint(points) { x in
            let cross = evidence.observations.crossCovariance(0, at: x - origin, kernel: kernel)
            let whitened = evidence.factor.solveLower(entrywiseProduct(cross, evidence.scales))
            return max(prior - dot(whitened, whitened), 0)
        }
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
