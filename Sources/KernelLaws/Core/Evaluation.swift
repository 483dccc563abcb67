import Kernels
import LinearAlgebra

extension Kernel {
    /// k(x_i, z_j) of one pair, in a tile of its own.
    func entry(_ x: Matrix, _ i: Int, _ z: Matrix, _ j: Int) -> Double {
        fillEntry { tile in
            x.withPoints { xs in z.withPoints { zs in fill(tile, at: Pairs(xs[i..<i + 1], zs[j..<j + 1])) } }
        }
    }

    /// k(x_i, x_i) of an observation with itself.
    func ownEntry(_ x: Matrix, _ i: Int) -> Double {
        fillEntry { tile in x.withPoints { fill(tile, at: Pairs(within: $0[i..<i + 1])) } }
    }

    private func fillEntry(_ body: (Tile) -> Void) -> Double {
        var value = Double.nan
        withUnsafeMutablePointer(to: &value) { body(Tile(base: $0, rowCount: 1, columnCount: 1, stride: 1)) }
        return value
    }

    /// One tile of values at all pairs of two sets, or within one set.
    func tile(_ x: Matrix, _ z: Matrix?) -> Matrix {
        evaluated(x, z) { fill($0, at: $1) }
    }

    /// Σ_ij A_ij k(x_i, z_j).
    func inner(_ a: Matrix, _ x: Matrix, _ z: Matrix?) -> Double { entrySum(a, tile(x, z)) }

    /// The parameter gradient of Σ_ij A_ij k(x_i, z_j), added to `start` everywhere, and the value returned with it.
    func pulledBack(
        _ a: Matrix, _ x: Matrix, _ z: Matrix?, scale: Double = 1, start: Double = 0
    ) -> (gradient: [Double], inner: Double) {
        pulledBack(a, x, z, scale: scale, start: start) { pullback($0, at: $1, into: $2) }
    }

    func pulledBack(
        _ a: Matrix, _ x: Matrix, _ z: Matrix?, scale: Double = 1, start: Double = 0,
        _ pull: (Adjoint, Pairs, UnsafeMutablePointer<Double>) -> Double
    ) -> (gradient: [Double], inner: Double) {
        var gradient = [Double](repeating: start, count: parameterCount + 1)
        let inner = withPairs(x, z) { pairs in withAdjoint(a, scale) { pull($0, pairs, &gradient) } }
        return (Array(gradient.dropLast()), inner)
    }

    /// The gradient of Σ_ij A_ij k(x_i, z_j) in the first points, added to `start` everywhere.
    func pulledBackInputs(
        _ a: Matrix, _ x: Matrix, _ z: Matrix?, scale: Double = 1, start: Double = 0
    ) -> Matrix {
        var gradient = Matrix(rowCount: x.rowCount, columnCount: x.columnCount, repeating: start)
        gradient.withUnsafeMutablePointer { target in
            let tile = Tile(base: target, rowCount: x.rowCount, columnCount: x.columnCount, stride: x.rowCount)
            withPairs(x, z) { pairs in withAdjoint(a, scale) { pullbackInputs($0, at: pairs, into: tile) } }
        }
        return gradient
    }

    /// This kernel with one parameter changed.
    func settingParameter(_ index: Int, to value: Double) -> Self {
        var (copy, k) = (self, 0)
        copy.visitParameters { _, parameter in
            if k == index { parameter.value = value }
            k += 1
        }
        return copy
    }
}

/// A matrix filled as one tile.
func evaluated(_ x: Matrix, _ z: Matrix?, _ fill: (Tile, Pairs) -> Void) -> Matrix {
    withPairs(x, z) { pairs in
        Matrix(rowCount: pairs.x.count, columnCount: pairs.z.count) {
            fill(Tile(base: $0, rowCount: pairs.x.count, columnCount: pairs.z.count, stride: pairs.x.count), pairs)
        }
    }
}

/// The pairs of two sets, or within one set.
func withPairs<R>(_ x: Matrix, _ z: Matrix?, _ body: (Pairs) -> R) -> R {
    x.withPoints { xs in
        guard let z else { return body(Pairs(within: xs)) }
        return z.withPoints { body(Pairs(xs, $0)) }
    }
}

func withAdjoint<R>(_ a: Matrix, _ scale: Double, _ body: (Adjoint) -> R) -> R {
    a.withUnsafePointer {
        body(Adjoint(base: $0, rowCount: a.rowCount, columnCount: a.columnCount, stride: a.rowCount, scale: scale))
    }
}

/// Σ_ij A_ij B_ij.
func entrySum(_ a: Matrix, _ b: Matrix) -> Double {
    a.withUnsafePointer { p in b.withUnsafePointer { q in (0..<a.count).reduce(0) { $0 + p[$1] * q[$1] } } }
}

extension Matrix {
    /// The largest absolute entry; infinity if any entry is not a number.
    var largestMagnitude: Double {
        withUnsafePointer { p in
            (0..<count).reduce(0) { $1 >= 0 && p[$1].isNaN ? .infinity : Swift.max($0, abs(p[$1])) }
        }
    }

    var isFinite: Bool { withUnsafePointer { p in (0..<count).allSatisfy { p[$0].isFinite } } }

    /// The matrix with one entry changed by a number.
    func moved(_ i: Int, _ c: Int, by step: Double) -> Matrix {
        var copy = self
        copy[i, c] += step
        return copy
    }

    /// The matrix with a function of row and column applied to each entry.
    func mapped(_ body: (Double, Int, Int) -> Double) -> Matrix {
        Matrix(rowCount: rowCount, columnCount: columnCount) { body(self[$0, $1], $0, $1) }
    }
}
