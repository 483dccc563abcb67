import LinearAlgebra
import Testing

@Suite struct TensorTests {
    private func random(_ shape: [Int], seed: UInt64) -> Tensor {
        var generator = SeededGenerator(seed: seed)
        return Tensor(
            shape: shape,
            values: Vector((0..<shape.reduce(1, *)).map { _ in Double.random(in: -1...1, using: &generator) }))
    }

    private func matrix(_ m: Int, _ n: Int, seed: UInt64) -> Matrix {
        Matrix(rowCount: m, columnCount: n, columnMajor: random([m, n], seed: seed).values.array)
    }

    private func indices(_ shape: [Int]) -> [[Int]] {
        shape.reduce([[]]) { rows, extent in rows.flatMap { row in (0..<extent).map { row + [$0] } } }
    }

    @Test(arguments: [[7], [4, 5], [3, 4, 5], [5, 2, 3, 4], [1, 6, 1]]) func productsAgreeWithSums(shape: [Int]) {
        let x = random(shape, seed: 1)
        for mode in shape.indices {
            let a = matrix(3, shape[mode], seed: 2)
            let y = x.product(along: mode, with: a)
            #expect(y == x.product(along: mode, with: a.transposed, transposing: true))
            for place in indices(y.shape) {
                var sum = 0.0
                for i in 0..<shape[mode] {
                    var other = place
                    other[mode] = i
                    sum += a[place[mode], i] * x[other]
                }
                #expect(abs(y[place] - sum) < 1e-14)
            }
        }
    }

    @Test(arguments: [[700, 3], [3, 700], [60, 7, 9], [600, 5, 4]]) func inPlaceIsTheSame(shape: [Int]) {
        let x = random(shape, seed: 3)
        for mode in shape.indices {
            let a = matrix(shape[mode], shape[mode], seed: 4)
            for transposing in [false, true] {
                var y = x
                y.multiply(along: mode, by: a, transposing: transposing)
                var difference = x.product(along: mode, with: a, transposing: transposing)
                difference.add(y, scaledBy: -1)
                #expect(difference.norm <= 1e-13 * y.norm)
            }
        }
    }

    @Test func partsKeepTheirEntries() {
        let x = random([3, 4, 2, 3], seed: 5)
        let larger = x.resized(to: [4, 4, 3, 3])
        #expect(larger[2, 3, 1, 2] == x[2, 3, 1, 2] && larger[3, 0, 0, 0] == 0 && larger[0, 0, 2, 1] == 0)
        #expect(larger.resized(to: x.shape) == x)
        let turned = x.permuted([2, 0, 3, 1])
        #expect(turned.shape == [2, 3, 3, 4])
        for place in indices(turned.shape) {
            #expect(turned[place] == x[place[1], place[3], place[0], place[2]])
        }
        let largest = x.largestMagnitudes(along: 1)
        for k in 0..<4 {
            #expect(largest[k] == indices(x.shape).filter { $0[1] == k }.map { abs(x[$0]) }.max())
        }
    }

    @Test func contractionIsASum() {
        let x = random([3, 4, 2], seed: 6)
        let y = x.contracted(along: 1, with: [1, -2, 0, 3])
        #expect(y.shape == [3, 1, 2])
        #expect(abs(y[2, 0, 1] - (x[2, 0, 1] - 2 * x[2, 1, 1] + 3 * x[2, 3, 1])) < 1e-15)
    }
}
