import KernelLaws
import Kernels
import LinearAlgebra
import Synchronization
import Testing

/// A constant kernel that answers 1 and 1.01 in turn: no function of its inputs.
private struct Alternating: SmoothKernel {
    final class Turn: Sendable { let count = Mutex(0) }
    let turn = Turn()
    var smoothness: Int { .max }
    private var next: Double {
        turn.count.withLock {
            $0 += 1
            return $0.isMultiple(of: 2) ? 1.01 : 1
        }
    }
    func fill(_ tile: Tile, at pairs: Pairs) { tile.fill(repeating: next) }
    func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) { tile.fill(repeating: next) }
}

/// A composition that evaluates entry by entry.
private struct Entrywise<Base: Kernel>: PointwiseKernel {
    var base: Base
    func value(_ x: Point, _ z: Point) -> Double {
        base((0..<x.dimension).map { x[$0] }, (0..<z.dimension).map { z[$0] })
    }
}

/// x ↦ a x, with one thing broken.
private struct BrokenMap: InputMap {
    var factor = Parameter.positive(1.5)
    var width: Int?
    var isCentered = false
    var slopeFactor = 1.0
    var inputFactor = 1.0
    mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) { visit("factor", &factor) }
    func outputDimension(inputDimension: Int) throws(KernelError) -> Int { width ?? inputDimension }
    func apply(_ points: Points, into output: Tile) {
        for c in 0..<points.dimension {
            let mean = (0..<points.count).reduce(0) { $0 + points[$1, c] } / Double(Swift.max(points.count, 1))
            for i in 0..<points.count { output[i, c] = factor.value * (points[i, c] - (isCentered ? mean : 0)) }
        }
    }
    func pullback(_ adjoint: Adjoint, at points: Points, into gradient: UnsafeMutablePointer<Double>) {
        for c in 0..<points.dimension {
            for i in 0..<points.count { gradient[0] += slopeFactor * adjoint[i, c] * points[i, c] }
        }
    }
    func pullbackInputs(_ adjoint: Adjoint, at points: Points, into gradient: Tile) {
        for c in 0..<points.dimension {
            for i in 0..<points.count { gradient[i, c] += inputFactor * factor.value * adjoint[i, c] }
        }
    }
}

@Suite("Laws of compositions and maps catch broken specimens")
struct CompositionLawsTests {
    @Test("Algebra")
    func algebra() {
        var generator = SeededGenerator(seed: 8)
        let found = algebraLaws(Alternating(), SquaredExponential(), Linear(), using: &generator)
        for law in [
            "a + b = b + a", "a * b = b * a", "(a + b) + c = a + (b + c)", "(a * b) * c = a * (b * c)",
            "a * (b + c) = a * b + a * c", "scaling", "sum of values", "product of values",
        ] {
            expectCaught(law, by: found)
        }
        expectCaught("gradients concatenate", by: algebraLaws(Fading(), Linear(), Linear(), using: &generator))
        expectCaught("parameters concatenate", by: algebraLaws(Fickle(), Linear(), Linear(), using: &generator))
    }

    /// Its pullback weakens from call to call.
    private struct Fading: Kernel {
        let turn = Alternating.Turn()
        var variance = Parameter.positive(1)
        mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) { visit("variance", &variance) }
        func fill(_ tile: Tile, at pairs: Pairs) { tile.fill(repeating: variance.value) }
        func pullback(
            _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
        ) -> Double {
            turn.count.withLock { $0 += 1 }
            gradient[0] += adjoint.sum / Double(turn.count.withLock { $0 })
            return variance.value * adjoint.sum
        }
    }

    /// Shows another value at every visit.
    private struct Fickle: Kernel {
        let turn = Alternating.Turn()
        mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
            let count = turn.count.withLock {
                $0 += 1
                return $0
            }
            var shown = Parameter.positive(Double(count))
            visit("shown", &shown)
        }
        func fill(_ tile: Tile, at pairs: Pairs) { tile.fill(repeating: 1) }
    }

    @Test("A composition that goes entry by entry loses the fast path")
    func fastPath() {
        var generator = SeededGenerator(seed: 9)
        let found = fastPathLaws(of: Matern32(), using: &generator) { Entrywise(base: $0) }
        expectCaught("fast path preserved", by: found)
        #expect(
            found.contains { $0.evidence.hasPrefix("gram") } && found.contains { $0.evidence.hasPrefix("diagonal") })
    }

    @Test("Kronecker structure")
    func tensor() {
        var generator = SeededGenerator(seed: 10)
        let found = tensorLaws(Alternating(), Alternating(), using: &generator)
        expectCaught("Kronecker", by: found)
        expectCaught("Kronecker of selections", by: found)
    }

    @Test("Input maps")
    func maps() {
        var generator = SeededGenerator(seed: 11)
        let plane = Sampling(dimension: 2)
        #expect(inputMapLaws(BrokenMap(), at: plane, using: &generator).isEmpty)
        expectCaught("output dimension", by: inputMapLaws(BrokenMap(width: 3), at: plane, using: &generator))
        expectCaught(
            "rows are mapped alone", by: inputMapLaws(BrokenMap(isCentered: true), at: plane, using: &generator))
        expectCaught(
            "map parameter pullback", by: inputMapLaws(BrokenMap(slopeFactor: 1.01), at: plane, using: &generator))
        expectCaught(
            "map input pullback", by: inputMapLaws(BrokenMap(inputFactor: 0.99), at: plane, using: &generator))
        expectCaught("kernel of the images", by: mappingLaws(Alternating(), BrokenMap(), at: plane, using: &generator))
    }
}
