#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

// K + σ²I for K = B ⊗ K_x by two eigendecompositions
//
// With B = U Λ U^T (p outputs) and K_x = V M V^T (n inputs), K + σ²I = (U ⊗ V) D (U ⊗ V)^T with
// D_ia = μ_i λ_a + σ². On n-by-p matrices R of residuals, (U ⊗ V)^T acts as V^T R U. So solves cost O(n p (n + p)) and
// the log determinant is the sum of log D, after O(n³ + p³) once: p² to p³ times less than a Cholesky factor of order n p.

/// The factorisation of the covariance of complete observations of several outputs.
struct KroneckerFactor: Sendable {
    let grid: OutputGrid
    let outputs: Categorical
    let base: any Kernel
    /// V and μ of the inputs, U and λ of the outputs.
    let inputEigen: SymmetricEigen
    let outputEigen: SymmetricEigen
    /// D_ia = μ_i λ_a + σ², n-by-p; all positive.
    let values: Matrix
    /// The weights α = (K + σ²I)⁻¹ r, n-by-p.
    let weights: Matrix
    /// log p(y), in nats.
    let logEvidence: Double

    init(_ process: GaussianProcess, _ observations: Observations) throws(ProcessError) {
        try process.validate(inputDimension: observations.inputDimension)
        if let likelihood = process.likelihood {
            throw .approximation(.exactInference(likelihood: likelihood.name))
        }
        guard let kernel = process.kernel as? any SeparableOutputs else {
            throw OutputGrid.refusal(
                "the kernel is not one kernel of the inputs times one covariance between outputs; use exact inference")
        }
        guard observations.noiseVariances == nil else {
            throw OutputGrid.refusal("noise variances of single rows break the product; use exact inference")
        }
        (outputs, base) = (kernel.outputs, kernel.base)
        grid = try OutputGrid(observations.x, outputCount: outputs.levelCount)
        try Self.refuseNoise(in: base, at: grid.inputs)
        do {
            inputEigen = try SymmetricEigen(of: base.gram(grid.inputs))
            outputEigen = try SymmetricEigen(of: outputs.covariance)
        } catch { throw ProcessError(error) }
        let (mu, lambda) = (inputEigen.values, outputEigen.values)
        let noise = process.noiseVariance
        let values = Matrix(rowCount: mu.count, columnCount: lambda.count) { mu[$0] * lambda[$1] + noise }
        self.values = values
        var logDeterminant = 0.0
        for a in 0..<lambda.count {
            for i in 0..<mu.count {
                guard values[i, a] > 0 else {
                    throw .notPositiveDefinite(IndefiniteGram(pivot: grid.rows[i + a * mu.count], value: values[i, a]))
                }
                logDeterminant += log(values[i, a])
            }
        }
        let residual = grid.matrix(observations.y - process.mean.values(at: observations.x))
        let rotated = multiply(multiply(inputEigen.vectors, residual, transposingFirst: true), outputEigen.vectors)
        let divided = rotated.combined(with: values) { $0 / $1 }
        weights = multiply(
            multiply(inputEigen.vectors, divided), outputEigen.vectors, transposingSecond: true)
        logEvidence = gaussianLogDensity(
            dot(rotated.flattened, divided.flattened), logDeterminant, observations.count)
    }

    /// Independent noise in the kernel would be shared by the outputs of one input in the product, but is not.
    private static func refuseNoise(in base: any Kernel, at inputs: Matrix) throws(ProcessError) {
        let point = inputs.rows([0])
        if base.diagonal(point)[0] - base.cross(point, point)[0, 0] > 4 * base.diagonal(point)[0].ulp {
            throw OutputGrid.refusal(
                "the kernel of the inputs has a white term; give a noise variance of the process instead")
        }
    }

    // With A = α as an n-by-p matrix, ∂ log p/∂K = ½ (vec A vec A^T - (U ⊗ V) D⁻¹ (U ⊗ V)^T). Contracted with B it is the
    // sensitivity to K_x, ½ (A B A^T - V diag(Σ_a λ_a/D_ia) V^T), and contracted with K_x that to B.

    /// ∂ log p/∂K_x, n-by-n.
    var inputSensitivity: Matrix {
        let sums = Vector(
            (0..<values.rowCount).map { i in
                (0..<values.columnCount).reduce(0) { $0 + outputEigen.values[$1] / values[i, $1] }
            })
        let scaled = inputEigen.vectors.scalingColumns(by: sums)
        return 0.5
            * (multiply(multiply(weights, outputs.covariance), weights, transposingSecond: true)
                - multiply(scaled, inputEigen.vectors, transposingSecond: true))
    }

    /// ∂ log p/∂B, p-by-p.
    var outputSensitivity: Matrix {
        let sums = Vector(
            (0..<values.columnCount).map { a in
                (0..<values.rowCount).reduce(0) { $0 + inputEigen.values[$1] / values[$1, a] }
            })
        let scaled = outputEigen.vectors.scalingColumns(by: sums)
        let rotated = multiply(inputEigen.vectors, weights, transposingFirst: true)
        return 0.5
            * (multiply(rotated, rotated.scalingRows(by: inputEigen.values), transposingFirst: true)
                - multiply(scaled, outputEigen.vectors, transposingSecond: true))
    }

    /// ∂ log p/∂σ².
    var noiseSensitivity: Double {
        0.5 * (dot(weights.flattened, weights.flattened) - values.flattened.reduce(0) { $0 + 1 / $1 })
    }
}
