import CVectorMath
import Testing

@Suite("Sums, products and distances")
struct ReductionTests {
    /// Small integers, whose sums and products are exact in any order.
    private func integers(_ count: Int, seed: UInt64) -> [Double] {
        var randomness = Randomness(state: seed)
        return (0..<count).map { _ in Double(Int.random(in: -50...50, using: &randomness)) }
    }

    @Test("Sums over every length are exact on integers")
    func sums() {
        let a = integers(140, seed: 1)
        let b = integers(140, seed: 2)
        for n in 0...140 {
            var (sum, dot, difference, squares) = (0.0, 0.0, 0.0, 0.0)
            for i in 0..<n {
                sum += a[i]
                dot += a[i] * b[i]
                difference += a[i] * (b[i] - 3)
                squares += a[i] * (b[i] - 3) * (b[i] - 3)
            }
            for function in [cv_sum, cv_portable_sum] { #expect(function(a, n) == sum) }
            for function in [cv_dot, cv_portable_dot] { #expect(function(a, b, n) == dot) }
            for function in [cv_weighted_difference, cv_portable_weighted_difference] {
                #expect(function(a, b, 3, n) == difference)
            }
            for function in [cv_weighted_squared_difference, cv_portable_weighted_squared_difference] {
                #expect(function(a, b, 3, n) == squares)
            }
            if runsAVX2 {
                #expect(cv_avx2_sum(a, n) == sum && cv_avx2_dot(a, b, n) == dot)
                #expect(cv_avx2_weighted_difference(a, b, 3, n) == difference)
                #expect(cv_avx2_weighted_squared_difference(a, b, 3, n) == squares)
            }
        }
    }

    @Test("A long sum rounds little and repeats itself")
    func longSum() {
        var randomness = Randomness(state: 3)
        let a = (0..<100_003).map { _ in Double.random(in: 0...1, using: &randomness) }
        let sum = cv_sum(a, a.count)
        #expect(sum == cv_sum(a, a.count) && sum == cv_portable_sum(a, a.count))
        #expect(abs(sum - Double(a.reduce(Float80(0)) { $0 + Float80($1) })) < 1e-10)
    }

    @Test("NaN is not lost in a sum", arguments: [0, 5, 31, 32, 44, 45])
    func notANumber(position: Int) {
        var a = integers(46, seed: 4)
        a[position] = .nan
        #expect(cv_sum(a, a.count).isNaN && cv_dot(a, a, a.count).isNaN)
    }

    @Test("Weighted squared differences of all coordinates add to what is there")
    func allCoordinates() {
        let (m, d, stride) = (45, 3, 50)
        let x = integers(stride * d, seed: 5)
        let z = integers(2 * d, seed: 6)
        let w = integers(m, seed: 7)
        var total = [1.0, 2, 3]
        cv_weighted_squared_differences(&total, w, x, stride, z, 2, d, m)
        for c in 0..<d {
            let expected = (0..<m).reduce(Double(c + 1)) { sum, i in
                let difference = x[i + c * stride] - z[2 * c]
                return sum + w[i] * difference * difference
            }
            #expect(total[c] == expected)
        }
    }

    @Test("Elementwise products and updates", arguments: [0, 1, 7, 8, 31, 40, 100])
    func pointwise(n: Int) {
        let a = integers(n, seed: 8)
        let b = integers(n, seed: 9)
        var product = a
        var sum = a
        var update = a
        var adjoint = a
        product.withUnsafeMutableBufferPointer { cv_multiply($0.baseAddress, $0.baseAddress, b, n) }
        sum.withUnsafeMutableBufferPointer { cv_multiply_add($0.baseAddress, $0.baseAddress, b, n) }
        cv_accumulate_difference(&update, b, a, 4, 2, n)
        adjoint.withUnsafeMutableBufferPointer { cv_evidence_adjoint($0.baseAddress, $0.baseAddress, b, 3, n) }
        for i in 0..<n {
            let (first, second) = (a[i], b[i])
            let difference: Double = first - 4
            #expect(product[i] == first * second)
            #expect(sum[i] == first + first * second)
            #expect(update[i] == first + 2 * second * difference)
            #expect(adjoint[i] == (3 * second - first) / 2)
        }
    }
}
