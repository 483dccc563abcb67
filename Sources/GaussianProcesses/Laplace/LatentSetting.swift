import Kernels
import Likelihoods
import LinearAlgebra

/// What an approximation starts from: a checked process and observations, the prior mean and Gram matrix of f.
struct LatentSetting: Sendable {
    let process: GaussianProcess
    let observations: Observations
    let likelihood: any Likelihood
    let mean: Vector
    let gram: Matrix

    init(_ process: GaussianProcess, _ observations: Observations) throws(ProcessError) {
        try process.validate(inputDimension: observations.inputDimension)
        likelihood = try process.observationModel(for: observations)
        self.process = process.started(at: observations)
        self.observations = observations
        mean = self.process.mean.values(at: observations.x)
        gram = process.kernel.gram(observations.x)
    }

    /// ⟨½ (a a^T - R + u a^T + a u^T), ∂K/∂θ⟩ for every parameter of the kernel.
    func kernelPullback(weights: Vector, shift: Vector, precision: Matrix) -> [Double] {
        process.kernelPullback(at: observations.x, weights: weights, shift: shift, precision: precision)
    }

    /// The evidence with its gradient turned from natural units into free coordinates.
    func evidence(_ logEvidence: Double, naturalGradient: [Double]) -> Evidence {
        Evidence(
            logEvidence: logEvidence,
            gradient: zip(naturalGradient, process.parameters).map { slope, named in
                slope * named.parameter.domain.slope(at: named.parameter.value)
            })
    }
}

extension GaussianProcess {
    /// ⟨½ (a a^T - R + u a^T + a u^T), ∂K/∂θ⟩ for every parameter of the kernel, from a = `weights`, u = `shift` and the
    /// lower triangle of R = `precision`.
    func kernelPullback(at x: Matrix, weights: Vector, shift: Vector, precision: Matrix) -> [Double] {
        let n = weights.count
        let sum = weights + shift
        return weights.withUnsafePointer { a in
            shift.withUnsafePointer { u in
                sum.withUnsafePointer { b in
                    precision.withUnsafePointer { r in
                        nonisolated(unsafe) let (a, u, b, r) = (a, u, b, r)
                        return kernel.gramPullback(x) { tile, rows, columns in
                            for (offset, j) in columns.enumerated() {
                                let target = tile.column(offset)
                                let source = r + j * n
                                for (i, row) in rows.enumerated() {
                                    target[i] = 0.5 * (b[row] * a[j] + a[row] * u[j] - source[row])
                                }
                            }
                            // Only the lower triangle of the precision exists.
                            if rows == columns { tile.mirrorLowerTriangle() }
                        }
                    }
                }
            }
        }
    }
}
