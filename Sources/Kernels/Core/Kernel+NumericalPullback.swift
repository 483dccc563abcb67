// Defaults of the pullbacks by differences of `fill`, so that a kernel works in every fit before its author writes a
// derivative. Fourth-order central differences with step h ~ eps^(1/5) have an error near eps^(4/5) ~ 3e-13 of the
// curvature scale; the divided rounding error eps/h ~ 2e-13 is of the same size.

extension Kernel {
    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        numericalPullback(adjoint, into: gradient) { $0.fill($1, at: pairs) }
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        numericalPullback(into: gradient) { kernel in
            Tile.withScratch(rowCount: points.count, columnCount: 1) { tile in
                kernel.fillDiagonal(tile.base, at: points)
                var total = 0.0
                for i in 0..<points.count { total += weights[i] * tile.base[i] }
                return total
            }
        }
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        let x = pairs.x
        Tile.withScratch(rowCount: x.count, columnCount: x.dimension) { moved in
            for c in 0..<x.dimension { moved.column(c).update(from: x.coordinate(c), count: x.count) }
            let points = Points(
                base: UnsafePointer(moved.base), count: x.count, dimension: x.dimension, stride: x.count)
            Tile.withScratch(rowCount: x.count, columnCount: pairs.z.count) { tile in
                for c in 0..<x.dimension {
                    var reach = 0.0
                    for i in 0..<x.count { reach = Swift.max(reach, abs(x[i, c])) }
                    let step = differenceStep(scale: Swift.max(reach, 1e-3))
                    for (offset, weight) in centralStencil {
                        for i in 0..<x.count { moved[i, c] = x[i, c] + offset * step }
                        fill(tile, at: Pairs(points, pairs.z))
                        for j in 0..<adjoint.columnCount {
                            let a = adjoint.column(j)
                            let k = tile.column(j)
                            for i in 0..<x.count {
                                gradient[i, c] += adjoint.scale * a[i] * k[i] * weight / step
                            }
                        }
                    }
                    for i in 0..<x.count { moved[i, c] = x[i, c] }
                }
            }
        }
    }

    /// The pullback by differences of a bulk function of the kernel, such as ``fill(_:at:)``.
    func numericalPullback(
        _ adjoint: Adjoint, into gradient: UnsafeMutablePointer<Double>, _ fill: (Self, Tile) -> Void
    ) -> Double {
        Tile.withScratch(rowCount: adjoint.rowCount, columnCount: adjoint.columnCount) { tile in
            numericalPullback(into: gradient) { kernel in
                fill(kernel, tile)
                return adjoint.innerProduct(with: tile)
            }
        }
    }

    private func numericalPullback(
        into gradient: UnsafeMutablePointer<Double>, _ value: (Self) -> Double
    ) -> Double {
        let center = parameterValues
        for p in center.indices {
            let step = differenceStep(scale: center[p])
            for (offset, weight) in centralStencil {
                var moved = self
                var values = center
                values[p] += offset * step
                moved.assignParameterValues(values)
                gradient[p] += weight * value(moved) / step
            }
        }
        return value(self)
    }
}

/// (offset, weight) of the fourth-order central first difference.
private let centralStencil: [(Double, Double)] = [(-2, 1.0 / 12), (-1, -2.0 / 3), (1, 2.0 / 3), (2, -1.0 / 12)]

private func differenceStep(scale: Double) -> Double {
    scale == 0 ? 1e-3 : 1e-3 * abs(scale)
}
