import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Laws of every kernel catch broken specimens")
struct EveryKernelLawTests {
    private func broken(_ kernel: some Kernel) -> [Violation] {
        var generator = SeededGenerator(seed: 1)
        return kernelLaws(kernel, at: Sampling(dimension: 2), using: &generator)
    }

    private func broken(_ change: (inout Specimen) -> Void) -> [Violation] { broken(Specimen(change)) }

    @Test("The specimen itself is sound")
    func sound() {
        let found = broken(Specimen())
        #expect(found.isEmpty, "\(found)")
    }

    @Test("Values: symmetry, bulk forms, Cauchy-Schwarz, permutation")
    func values() {
        expectCaught(
            "symmetry",
            by: broken {
                $0.afterFill = { tile, pairs in
                    for j in 0..<tile.columnCount {
                        for i in 0..<tile.rowCount where pairs.x[i, 0] > pairs.z[j, 0] { tile[i, j] *= 1 + 1e-9 }
                    }
                }
            })
        let grown = broken {
            $0.afterFill = { tile, _ in if tile.rowCount > 1 { tile[tile.rowCount - 1, 0] *= 1 + 1e-9 } }
        }
        expectCaught("gram = pointwise", by: grown)
        expectCaught("cross = pointwise", by: grown)
        expectCaught("tile of coinciding points is symmetric", by: grown)
        expectCaught(
            "diagonal = pointwise",
            by: broken { $0.afterDiagonal = { values, points in if points.count > 1 { values[1] = 0.5 } } })
        expectCaught(
            "Cauchy-Schwarz",
            by: broken {
                $0.afterFill = { tile, pairs in
                    for j in 0..<tile.columnCount {
                        for i in 0..<tile.rowCount where pairs.x[i, 0] != pairs.z[j, 0] { tile[i, j] *= 1.2 }
                    }
                }
            })
        expectCaught(
            "permutation",
            by: broken {
                $0.afterFill = { tile, _ in if tile.rowCount > 4 && tile.columnCount > 2 { tile[4, 2] += 1e-6 } }
            })
    }

    @Test("An indefinite function, (1 - r²/2)₊")
    func indefinite() {
        struct Cap: PointwiseKernel {
            func value(_ x: Point, _ z: Point) -> Double {
                let s = (0..<x.dimension).reduce(0) { $0 + (x[$1] - z[$1]) * (x[$1] - z[$1]) }
                return Swift.max(0, 1 - 0.5 * s)
            }
        }
        expectCaught("positive semidefinite", by: broken(Cap()))
    }

    @Test("Zero over zero at equal points, and overflow at far ones")
    func edges() {
        struct Sinc: PointwiseKernel {
            func value(_ x: Point, _ z: Point) -> Double {
                (0..<x.dimension).reduce(1) { $0 * sin(x[$1] - z[$1]) / (x[$1] - z[$1]) }
            }
        }
        let found = broken(Sinc()).filter { $0.law == "edges" }
        #expect(found.contains { $0.evidence.hasPrefix("equal points: k = ") })
        struct Square: PointwiseKernel {
            func value(_ x: Point, _ z: Point) -> Double { x[0] * x[0] * z[0] * z[0] }
        }
        #expect(broken(Square()).contains { $0.law == "edges" && $0.evidence.hasPrefix("far points: k = inf") })
    }

    @Test("Parameters kept in a shared object")
    func sharedStorage() {
        final class Box: @unchecked Sendable { var parameter = Parameter.positive(1) }
        struct Shared: PointwiseKernel {
            let box = Box()
            mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
                visit("variance", &box.parameter)
            }
            func value(_ x: Point, _ z: Point) -> Double { box.parameter.value }
        }
        expectCaught("value semantics", by: broken(Shared()))
    }

    @Test("Parameters: paths and round trip")
    func visiting() {
        expectCaught("parameter paths are unique", by: broken { $0.duplicatesPaths = true })
        expectCaught("parameter round trip", by: broken { $0.ignoresWrites = true })
        struct Fickle: PointwiseKernel {
            var values = [Parameter.positive(1), Parameter.positive(2)]
            mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
                // The order depends on the values.
                let order = values[0].value < 1.2 ? [0, 1] : [1, 0]
                for k in order { visit("values[\(k)]", &values[k]) }
            }
            func value(_ x: Point, _ z: Point) -> Double { values[0].value + values[1].value }
        }
        expectCaught("parameter order", by: broken(Fickle()))
    }

    @Test("Pullbacks: factor, sum, scale, inner product, diagonal, inputs, tiles")
    func pullbacks() {
        expectCaught("parameter pullback", by: broken { $0.gradientFactor = 1.001 })
        expectCaught("parameter pullback", by: broken { $0.innerFactor = 2 })
        expectCaught("pullback adds and scales", by: broken { $0.overwrites = true })
        expectCaught("diagonal pullback", by: broken { $0.diagonalFactor = 1.1 })
        expectCaught("input pullback", by: broken { $0.inputFactor = -1 })
        let offset = broken { $0.pullbackOffset = 0.1 }
        expectCaught("pullback = sum of single pullbacks", by: offset)
        expectCaught("tiled gram pullback", by: offset)
        expectCaught("tiled cross pullback", by: offset)
        struct Overwriting: PointwiseKernel {
            func value(_ x: Point, _ z: Point) -> Double { x[0] * z[0] }
            func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
                for i in 0..<adjoint.rowCount {
                    gradient[i, 0] = (0..<adjoint.columnCount).reduce(0) { $0 + adjoint[i, $1] * pairs.z[$1, 0] }
                }
            }
        }
        expectCaught("input pullback adds and scales", by: broken(Overwriting()))
        struct Misplaced: PointwiseKernel {
            func value(_ x: Point, _ z: Point) -> Double { x[0] * z[0] }
            func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
                for i in 0..<adjoint.rowCount {
                    gradient[i, 0] += (0..<adjoint.columnCount).reduce(0) { $0 + adjoint[i, $1] * pairs.z[$1, 0] }
                }
                if adjoint.rowCount > 32 { gradient[32, 0] += 1 }
            }
        }
        expectCaught("tiled input pullback", by: broken(Misplaced()))
    }
}
