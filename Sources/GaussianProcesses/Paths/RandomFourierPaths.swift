#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

/// Random functions with the spectrum of a kernel: √(v/F) Σ_f (a_f cos 2πξ_f·x + b_f sin 2πξ_f·x), a and b normal.
///
/// Their covariance is that of the kernel up to an error of order 1/√F, the same for all functions of one set. Each can be
/// evaluated anywhere at O(F d).
struct RandomFourierPaths: Sendable {
    /// F-by-d frequencies, in cycles per unit.
    let frequencies: Matrix
    /// 2F-by-`count` amplitudes: of the cosines, then of the sines.
    let amplitudes: Matrix

    init(
        _ kernel: any FrequencySampling, dimension: Int, count: Int, featureCount: Int,
        using generator: inout SeededGenerator
    ) {
        var frequencies = Matrix(rowCount: featureCount, columnCount: dimension)
        for f in 0..<featureCount {
            let frequency = kernel.randomFrequency(dimension: dimension, using: &generator)
            for c in 0..<dimension { frequencies[f, c] = frequency[c] }
        }
        self.frequencies = frequencies
        amplitudes =
            (kernel.totalVariance / Double(featureCount)).squareRoot()
            * generator.normalMatrix(rowCount: 2 * featureCount, columnCount: count)
    }

    /// The values at the rows of `x`, m-by-`count`.
    func values(at x: Matrix) -> Matrix { features(at: x) * amplitudes }

    /// The slopes of one function along every coordinate at the rows of `x`, m-by-d.
    func slopes(of path: Int, at x: Matrix) -> Matrix {
        let (count, phi) = (frequencies.rowCount, features(at: x))
        var result = Matrix(rowCount: x.rowCount, columnCount: x.columnCount)
        for c in 0..<x.columnCount {
            let turned = Vector(
                (0..<2 * count).map { f in
                    let angular = 2 * Double.pi * frequencies[f % count, c]
                    // The slope of the cosine is the negative sine, which the sine's amplitude multiplies, and back.
                    return f < count ? angular * amplitudes[f + count, path] : -angular * amplitudes[f - count, path]
                })
            result.setColumn(c, to: phi * turned)
        }
        return result
    }

    /// m-by-2F: cosines, then sines.
    private func features(at x: Matrix) -> Matrix {
        let turns = multiply(x, frequencies, transposingSecond: true)
        let (m, count) = (x.rowCount, frequencies.rowCount)
        return Matrix(rowCount: m, columnCount: 2 * count) { target in
            nonisolated(unsafe) let target = target
            turns.withUnsafePointer { source in
                nonisolated(unsafe) let source = source
                Parallelism.forEach(count) { f in
                    for i in 0..<m {
                        let angle = 2 * Double.pi * source[i + f * m]
                        target[i + f * m] = cos(angle)
                        target[i + (f + count) * m] = sin(angle)
                    }
                }
            }
        }
    }
}
