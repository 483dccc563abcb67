#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import Likelihoods
import LinearAlgebra

// Noise that does not scale, by one eigendecomposition
//
// The covariance of the observations is C(s) = s K + N with N diagonal. Let d be the mean of N, N = d D, and
//     D^-½ K D^-½ = U diag(λ) U^T,     V = D^-½ U,     z = V^T r.
// Then C(s)⁻¹ = V diag(1 / (s λ + d)) V^T and det C(s) = det D ∏ (s λ_i + d): O(n) for each scale. Dividing by d keeps
// everything in the units of the kernel, whatever the units of the outputs. Eigenvalues within rounding of zero count as
// zero, which C(s) cannot tell apart; ones more negative than that, next to noise smaller still, are an error, as a
// failed Cholesky factor would be. Ratios are formed from λ + d / s, so that s may be anything.
//
// Rejected: a Cholesky factor at each node (n³/3 flops times hundreds of nodes against about 9 n³ once), and
// the generalised eigenproblem with K factorised (K is singular in practice; N is not).
//
/// A process given observations with noise outside the mixture, for every scale.
struct NoiseOutside: ConditionedOnScale {
    let process: GaussianProcess
    let observations: Observations
    let likelihood: NoisyLikelihood
    /// V, whose columns turn residuals into independent values of variance s λ_i + d.
    let directions: Matrix
    let logConstant: Double
    let addedDiagonal: Double

    init(_ process: GaussianProcess, _ observations: Observations, _ shift: DiagonalShift) throws(ProcessError) {
        try process.validate(inputDimension: observations.inputDimension)
        if let likelihood = process.likelihood {
            throw .approximation(.exactInference(likelihood: likelihood.name))
        }
        let n = observations.count
        let gram = process.kernel.lowerGram(observations.x)
        let known = observations.noiseVariances ?? Vector(count: n)
        let residual = observations.y - process.mean.values(at: observations.x)
        let meanDiagonal = gram.diagonal.mean + process.noiseVariance + known.mean
        var failure = ProcessError.evidenceNotFinite
        for amount in shift.amounts(meanDiagonal: meanDiagonal) {
            let noise = known.mapped { $0 + process.noiseVariance + amount }
            if let row = noise.firstIndex(where: { !($0 > 0) }) {
                failure = .scaleMixture(.noiseMissing(row: row))
                continue
            }
            let level = noise.mean
            let roots = noise.mapped { (level / $0).squareRoot() }
            let eigen: SymmetricEigen
            do { eigen = try SymmetricEigen(of: gram.scalingRows(by: roots).scalingColumns(by: roots)) } catch {
                throw ProcessError(error)
            }
            let largest = eigen.values.maximumMagnitude
            let rounding = Double(n) * Double.ulpOfOne * largest
            if let lowest = eigen.values.first, lowest < -rounding, lowest <= -level {
                failure = .notPositiveDefinite(IndefiniteGram(pivot: 0, value: lowest + level))
                continue
            }
            directions = eigen.vectors.scalingRows(by: roots)
            likelihood = NoisyLikelihood(
                eigenvalues: eigen.values.mapped { $0 > rounding ? $0 : 0 },
                residuals: multiply(directions, residual, transposingFirst: true), noise: level)
            logConstant = gaussianLogDensity(0, noise.reduce(0) { $0 + log($1 / level) }, n)
            addedDiagonal = amount
            self.process = process
            self.observations = observations
            return
        }
        throw failure
    }

    func marginals(at x: Matrix) -> any ScaledMarginals {
        NoiseOutsideMarginals(
            mean: process.mean.values(at: x), variance: process.kernel.diagonal(x),
            projections: projections(at: x), likelihood: likelihood, noiseVariance: process.noiseVariance)
    }

    /// V^T k(X, x), one point a column; zero where the eigenvalue is.
    private func projections(at x: Matrix) -> Matrix {
        let cross = process.kernel.cross(observations.x, x)
        let projected = multiply(directions, cross, transposingFirst: true)
        return projected.scalingRows(by: likelihood.eigenvalues.mapped { $0 > 0 ? 1 : 0 })
    }

    /// Samples are grouped by scale: each different one needs the decomposition of its own m-by-m covariance.
    func samples(
        at x: Matrix, logScales: [Double], using generator: inout SeededGenerator
    ) throws(ProcessError) -> Matrix {
        let m = x.rowCount
        let prior = process.kernel.gram(x)
        let projected = projections(at: x)
        let marginals = marginals(at: x)
        var result = generator.normalMatrix(rowCount: m, columnCount: logScales.count)
        for (u, columns) in Dictionary(grouping: logScales.indices, by: { logScales[$0] }).sorted(by: {
            $0.key < $1.key
        }) {
            let shares = likelihood.denominators(atLogScale: u).mapped { 1 / $0.squareRoot() }
            let covariance = prior - gramProduct(projected.scalingRows(by: shares))
            let root = exp(0.5 * u) * (try Matrix.sampleRoot(of: covariance))
            let mean = Vector((0..<m).map { marginals.component($0, atLogScale: u).mean })
            for j in columns { result.setColumn(j, to: mean + root * result.column(j)) }
        }
        return result
    }
}
