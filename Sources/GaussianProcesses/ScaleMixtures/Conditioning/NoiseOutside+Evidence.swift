#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

extension NoiseOutside {
    // For one scale the adjoint of C(s) = s K + N is ½ (α_s α_s^T - C(s)⁻¹) with α_s = C(s)⁻¹ r = V (z / (s λ + d)).
    // Averaged over the nodes s_k with weights w_k, and with V as above,
    //     A_K = ½ (S S^T - V diag(E[s / (s λ + d)]) V^T),     columns of S: √(w_k s_k) α_k,
    //     A_N = ½ diag(E[α_s²] - diag V diag(E[1 / (s λ + d)]) V^T),     mean: E[α_s].
    // Two products of n³ and n² times the nodes; nothing is squared, so the units may be anything.
    func evidence(
        of mixture: ScaleMixture, _ observations: Observations, _ shift: DiagonalShift
    ) throws(ProcessError) -> Evidence {
        let all = try mixture.nodes(under: likelihood)
        let kept = all.logWeights.indices.filter { all.logWeights[$0] > -45 }
        let n = observations.count
        var scaledShares = Vector(count: n)
        var shares = Vector(count: n)
        var amplitudes = Matrix(rowCount: n, columnCount: kept.count)
        for (column, k) in kept.enumerated() {
            let (u, weight) = (all.logScales[k], exp(all.logWeights[k]))
            let response = likelihood.denominators(atLogScale: u).mapped { 1 / $0 }
            let precision = likelihood.precisions(atLogScale: u)
            scaledShares.add(response, scaledBy: weight)
            shares.add(precision, scaledBy: weight)
            amplitudes.setColumn(column, to: weight.squareRoot() * entrywiseProduct(precision, likelihood.residuals))
        }
        let weighted = directions * amplitudes
        let roots = Vector(kept.map { exp(0.5 * all.logScales[$0]) })
        let adjoint = kernelAdjoint(weighted.scalingColumns(by: roots), scaledShares)
        let noiseAdjoint = noiseAdjoint(weighted, shares)
        let meanWeights = weighted * Vector(kept.map { exp(0.5 * all.logWeights[$0]) })

        let slope = ExactInference(shift: shift).shiftSlope(process, observations, addedDiagonal)
        let growth = slope * noiseAdjoint.sum / Double(n)
        var gradient = adjoint.withUnsafePointer { p in
            nonisolated(unsafe) let p = p
            return process.kernel.gramPullback(observations.x) { tile, rows, columns in
                for (offset, j) in columns.enumerated() {
                    tile.column(offset).update(from: p + j * n + rows.lowerBound, count: rows.count)
                }
                guard rows == columns else { return }
                for i in 0..<rows.count { tile[i, i] += growth }
            }
        }
        if process.noise != nil { gradient.append(noiseAdjoint.sum + Double(n) * growth) }
        gradient += process.mean.pullback(meanWeights, at: observations.x)
        return Evidence(
            logEvidence: all.logEvidence + logConstant,
            gradient: process.inFreeCoordinates(gradient) + mixture.scaleGradient(all), addedDiagonal: addedDiagonal)
    }

    private func kernelAdjoint(_ weights: Matrix, _ shares: Vector) -> Matrix {
        let scaled = directions.scalingColumns(by: shares.mapped { $0.squareRoot() })
        return 0.5 * (outerGramProduct(weights) - outerGramProduct(scaled))
    }

    private func noiseAdjoint(_ weights: Matrix, _ shares: Vector) -> Vector {
        let n = weights.rowCount
        return Vector(count: n) { target in
            for i in 0..<n { target[i] = 0 }
            for k in 0..<weights.columnCount {
                for i in 0..<n { target[i] += 0.5 * weights[i, k] * weights[i, k] }
            }
            for k in 0..<n {
                for i in 0..<n { target[i] -= 0.5 * shares[k] * directions[i, k] * directions[i, k] }
            }
        }
    }
}
