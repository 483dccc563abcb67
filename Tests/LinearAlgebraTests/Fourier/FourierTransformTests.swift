import Foundation
import LinearAlgebra
import Testing

@Suite struct FourierTransformTests {
    private func naive(_ x: [ComplexNumber]) -> [ComplexNumber] {
        let n = x.count
        return (0..<n).map { k in
            (0..<n).reduce(ComplexNumber(0)) { sum, j in
                let angle = -2 * Double.pi * Double((j * k) % n) / Double(n)
                return sum + x[j] * ComplexNumber(cos(angle), sin(angle))
            }
        }
    }

    private func distance(_ a: [ComplexNumber], _ b: [ComplexNumber]) -> Double {
        a.count == b.count ? zip(a, b).reduce(0) { max($0, ($1.0 - $1.1).magnitude) } : .infinity
    }

    @Test(arguments: [1, 2, 3, 8, 15, 31, 60])
    func complexAndRealTransformsAgreeWithSums(n: Int) {
        var numbers = TestNumbers(UInt64(n))
        let x = (0..<n).map { _ in ComplexNumber(numbers.next(), numbers.next()) }
        let transform = FourierTransform(length: n)
        #expect(distance(transform.forward(x), naive(x)) < 1e-13 * Double(n))
        #expect(distance(transform.inverse(transform.forward(x)), x) < 1e-14)

        let r = numbers.vector(n)
        let real = RealFourierTransform(length: n)
        let expected = Array(naive(r.map { ComplexNumber($0) }).prefix(n / 2 + 1))
        #expect(distance(real.forward(r), expected) < 1e-13 * Double(n))
        #expect((real.inverse(real.forward(r)) - r).norm < 1e-13)
    }

    @Test(arguments: [2, 3, 9, 16])
    func cosineAndSineTransformsAgreeWithSums(n: Int) {
        var numbers = TestNumbers(UInt64(n))
        let x = numbers.vector(n)
        func sum(_ term: (Int, Int) -> Double) -> Vector {
            Vector((0..<n).map { k in (0..<n).reduce(0.0) { $0 + x[$1] * term($1, k) } })
        }
        let one = sum { j, k in
            (j == 0 || j == n - 1 ? 1 : 2) * cos(.pi * Double(j * k) / Double(n - 1))
        }
        let two = sum { j, k in 2 * cos(.pi * (Double(j) + 0.5) * Double(k) / Double(n)) }
        let three = sum { j, k in (j == 0 ? 1 : 2) * cos(.pi * Double(j) * (Double(k) + 0.5) / Double(n)) }
        let sine = sum { j, k in 2 * sin(.pi * Double((j + 1) * (k + 1)) / Double(n + 1)) }
        for (kind, expected) in [
            (CosineTransform.Kind.typeI, one), (.typeII, two), (.typeIII, three), (.sineTypeI, sine),
        ] {
            #expect((CosineTransform(kind, length: n)(x) - expected).norm < 1e-12)
        }
        let (forward, backward) = (CosineTransform(.typeII, length: n), CosineTransform(.typeIII, length: n))
        #expect((backward(forward(x)) - forward.roundTripFactor * x).norm < 1e-12)
        for kind in [CosineTransform.Kind.typeI, .sineTypeI] {
            let transform = CosineTransform(kind, length: n)
            #expect((transform(transform(x)) - transform.roundTripFactor * x).norm < 1e-12)
        }
    }

    @Test func columnsAreTransformedOneByOne() {
        var numbers = TestNumbers(3)
        let a = numbers.matrix(7, 3)
        let transform = CosineTransform(.typeII, length: 7)
        let whole = transform(columnsOf: a)
        for j in 0..<3 { #expect((whole.column(j) - transform(a.column(j))).norm < 1e-14) }
    }

    @Test func plansMayBeMadeAndUsedFromManyThreads() {
        let failures = Counter()
        Parallelism.forEach(200) { task in
            let n = 2 + task % 90
            var numbers = TestNumbers(UInt64(task))
            let x = numbers.vector(n)
            let transform = RealFourierTransform(length: n)
            if !((transform.inverse(transform.forward(x)) - x).norm < 1e-12) { failures.add(1) }
        }
        #expect(failures.value == 0)
    }
}
