import CVectorMath

/// Gibbs' kernel, a squared exponential whose lengthscale ℓ depends on the input: with h = ℓ(x)² + ℓ(z)²,
///
///     k(x, z) = (2ℓ(x)ℓ(z)/h)^(d/2) exp(-|x - z|²/h),
///
/// where log ℓ is an ``InputMap`` with one output: an ``AffineMap``, a ``RadialBasisMap``, or your own.
///
/// Sample functions are as smooth as ℓ. With a constant ℓ it is the squared exponential. The first factor keeps it
/// positive definite and lowers the correlation of points whose scales differ. For scales that differ between inputs,
/// put a ``Rescaling`` in front or multiply kernels on selected columns.
///
/// - Source: M. N. Gibbs, Bayesian Gaussian Processes for Regression and Classification (1997); Rasmussen and Williams,
///   Gaussian Processes for Machine Learning (2006), eq. 4.32.
public struct Gibbs<Field: InputMap>: Kernel {
    /// The logarithm of the lengthscale, as a function of the inputs.
    public var logLengthscale: Field

    /// Gibbs' kernel with the given function for the logarithm of its lengthscale.
    public init(logLengthscale: Field) { self.logLengthscale = logLengthscale }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        logLengthscale.visitParameters { visit("logLengthscale." + $0, &$1) }
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        let outputs = try logLengthscale.outputDimension(inputDimension: inputDimension)
        if outputs != 1 {
            throw .unsupported(
                kernel: "Gibbs", reason: "the logarithm of the lengthscale must be one number, not \(outputs).")
        }
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        forEachColumn(of: pairs) { j, rows in
            tile.column(j).update(from: rows.values, count: tile.rowCount)
        }
        if pairs.coincide { tile.mirrorLowerTriangle() }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        values.update(repeating: 1, count: points.count)
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let (m, d) = (adjoint.rowCount, Double(pairs.x.dimension))
        var inner = 0.0
        Tile.withScratch(rowCount: m, columnCount: 2) { scratch in
            Tile.withScratch(rowCount: adjoint.columnCount, columnCount: 1) { second in
                let (weights, first) = (scratch.column(0), scratch.column(1))
                first.update(repeating: 0, count: m)
                forEachColumn(of: pairs) { j, rows in
                    cv_multiply(weights, rows.values, adjoint.column(j), m)
                    inner += cv_sum(weights, m)
                    // ∂ log k/∂ log ℓ(x) = 2ℓ(x)² |x - z|²/h² + d/2 - d ℓ(x)²/h, and likewise for z.
                    var total = 0.0
                    for i in 0..<m {
                        let share = rows.squares[i] / rows.sums[i]
                        let other = rows.square / rows.sums[i]
                        first[i] += weights[i] * (2 * share * rows.exponents[i] + 0.5 * d * (other - share))
                        total += weights[i] * (2 * other * rows.exponents[i] + 0.5 * d * (share - other))
                    }
                    second.base[j] = total
                }
                logLengthscale.pullback(
                    Adjoint(base: first, rowCount: m, columnCount: 1, stride: m, scale: adjoint.scale), at: pairs.x,
                    into: gradient)
                logLengthscale.pullback(second.asAdjoint.scaled(by: adjoint.scale), at: pairs.z, into: gradient)
            }
        }
        return adjoint.scale * inner
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        cv_sum(weights, points.count)
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        let (m, d) = (adjoint.rowCount, pairs.x.dimension)
        Tile.withScratch(rowCount: m, columnCount: 2) { scratch in
            let (weights, first) = (scratch.column(0), scratch.column(1))
            first.update(repeating: 0, count: m)
            forEachColumn(of: pairs) { j, rows in
                cv_multiply(weights, rows.values, adjoint.column(j), m)
                for i in 0..<m {
                    let share = rows.squares[i] / rows.sums[i]
                    first[i] += weights[i] * (2 * share * rows.exponents[i] + 0.5 * Double(d) * (1 - 2 * share))
                    weights[i] /= rows.sums[i]
                }
                for c in 0..<d {
                    cv_accumulate_difference(
                        gradient.column(c), weights, pairs.x.coordinate(c), pairs.z[j, c], -2 * adjoint.scale, m)
                }
            }
            logLengthscale.pullbackInputs(
                Adjoint(base: first, rowCount: m, columnCount: 1, stride: m, scale: adjoint.scale), at: pairs.x,
                into: gradient)
        }
    }
}

/// The rows of one column of Gibbs' kernel.
private struct GibbsRows {
    /// ℓ(x_i)² and ℓ(z_j)².
    var squares: UnsafeMutablePointer<Double>
    var square: Double
    /// h_i = ℓ(x_i)² + ℓ(z_j)².
    var sums: UnsafeMutablePointer<Double>
    /// |x_i - z_j|²/h_i.
    var exponents: UnsafeMutablePointer<Double>
    /// k(x_i, z_j).
    var values: UnsafeMutablePointer<Double>
}

extension Gibbs {
    /// Calls `body` with the rows of each column.
    private func forEachColumn(of pairs: Pairs, _ body: (Int, GibbsRows) -> Void) {
        let (m, d) = (pairs.x.count, pairs.x.dimension)
        let ones = [Double](repeating: 1, count: d)
        withLengthscales(pairs.x) { x in
            withLengthscales(pairs.z) { z in
                Tile.withScratch(rowCount: m, columnCount: 4) { scratch in
                    let (squares, sums) = (scratch.column(0), scratch.column(1))
                    let (exponents, values) = (scratch.column(2), scratch.column(3))
                    for i in 0..<m { squares[i] = x[i] * x[i] }
                    for j in 0..<pairs.z.count {
                        let square = z[j] * z[j]
                        cv_squared_distances(
                            exponents, pairs.x.base, pairs.x.stride, pairs.z.base + j, pairs.z.stride, ones, d, m)
                        for i in 0..<m {
                            sums[i] = squares[i] + square
                            exponents[i] /= sums[i]
                            values[i] = 2 * x[i] * z[j] / sums[i]
                        }
                        cv_log(values, values, m)
                        for i in 0..<m { values[i] = 0.5 * Double(d) * values[i] - exponents[i] }
                        cv_exp(values, values, m)
                        body(
                            j,
                            GibbsRows(
                                squares: squares, square: square, sums: sums, exponents: exponents, values: values))
                    }
                }
            }
        }
    }

    /// Calls `body` with ℓ at the points.
    private func withLengthscales(_ points: Points, _ body: (UnsafeMutablePointer<Double>) -> Void) {
        Tile.withScratch(rowCount: points.count, columnCount: 1) { lengths in
            logLengthscale.apply(points, into: lengths)
            cv_exp(lengths.base, lengths.base, points.count)
            body(lengths.base)
        }
    }
}
