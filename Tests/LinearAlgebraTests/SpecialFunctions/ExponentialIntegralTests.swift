import Foundation
import LinearAlgebra
import Testing

@Suite("Exponential integral") struct ExponentialIntegralTests {
    /// t, exp(t) E₁(t), and its reciprocal less t, to 18 digits by mpmath.
    static let references: [(Double, Double, Double)] = [
        (1e-10, 22.4486352673837875, 0.0445461376980926216), (0.1, 2.01464254470845163, 0.396365969549558319),
        (0.999, 0.596751313368685825, 0.676739923143124186), (1, 0.596347362323194074, 0.676875028178700868),
        (1.001, 0.595944007625447721, 0.677009992892658688), (10, 0.0915633339397880819, 0.921402235720234665),
        (500, 0.00199601590476041089, 0.998011897121464953),
    ]

    @Test("Agrees with 18 digits on both sides of the change of method", arguments: references)
    func values(t: Double, scaled: Double, excess: Double) {
        #expect(abs(ExponentialIntegral.scaled(t) / scaled - 1) < 1e-14)
        #expect(abs(ExponentialIntegral.reciprocalExcess(t) / excess - 1) < 1e-13)
    }

    @Test("Keeps its limits far out and at zero") func limits() {
        #expect(ExponentialIntegral.scaled(1e200) == 1e-200)
        #expect(ExponentialIntegral.reciprocalExcess(.infinity) == 1)
        #expect(ExponentialIntegral.reciprocalExcess(0) == 0)
        #expect(ExponentialIntegral.scaled(1e-300).isFinite)
        #expect(ExponentialIntegral.reciprocalExcess(-1).isNaN)
    }
}
