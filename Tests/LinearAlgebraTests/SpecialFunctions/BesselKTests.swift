import Foundation
import LinearAlgebra
import Testing

@Suite struct BesselKTests {
    /// nu, x, K_nu(x), K_nu'(x) to 20 digits.
    static let digits: [(Double, Double, Double, Double)] = [
        (0, 0.001, 7.0236888005623813228, -999.99623815608555346),
        (0, 1, 0.42102443824070833334, -0.60190723019723457474),
        (0, 2, 0.11389387274953343565, -0.13986588181652242728),
        (0.3, 1e-10, 1841.5249659161505824, -5524585441233.996801),
        (0.3, 1.7, 0.16907305227213439127, -0.21566477971487268242),
        (0.5, 3, 0.036025985131764592566, -0.042030315987058691326),
        (0.5, 0.1, 3.5861668387972600251, -21.517001032783559155),
        (1, 1e-3, 999.99623815608555346, -1000003.261844886095),
        (1.2, 2.0000001, 0.15291991201125505056, -0.20659380399381856454),
        (2.5, 0.7, 8.4863415928013849981, -32.114936444212347608),
        (3.75, 12.5, 2.241661164580093897e-6, -2.4217177531045284386e-6),
        (10, 0.5, 188937569319.90025964, -3783995105439.9989645),
        (10.49, 40, 3.2425338559842766069e-18, -3.3899522697047186858e-18),
        (0.499999, 1.99, 0.12144713983616180635, -0.15196148588337834412),
        (0.25, 600, 1.3558990901583338569e-262, -1.3570286535550635761e-262),
        (1, 2.5, 0.073890816347747063649, -0.091903879739465011489),
        (25.5, 3, 45534499773567373746.0, -3.898202679220362518e+20),
    ]

    @Test(arguments: digits)
    func valueAndDerivativeMatchReferenceDigits(order: Double, x: Double, value: Double, derivative: Double) {
        let k = BesselK(order: order, x)
        #expect(abs(k.value / value - 1) < 1e-13)
        #expect(abs(k.derivative / derivative - 1) < 1e-13)
        #expect(abs(k.scaledValue / (exp(x) * value) - 1) < 2e-13)
        #expect(besselK(order: -order, x) == k.value)
    }

    @Test(arguments: [
        (200, 0.001, 2377.4210145524576782), (60.5, 1e-20, 3013.9491375994498798),
        (0.3, 5000, -5004.0328212414637197), (100, 1000, -998.23485036072795322),
        (1.5, 1e-300, 1036.3890831999652852),
    ])
    func logarithmNeverOverflows(order: Double, x: Double, logarithm: Double) {
        #expect(abs(logBesselK(order: order, x) / logarithm - 1) < 1e-14)
    }

    @Test(arguments: [0.5, 1.5, 2.5])
    func halfIntegerOrdersAreElementary(order: Double) {
        for x in [1e-3, 0.4, 2, 2.1, 30] {
            let polynomial = order == 0.5 ? 1 : order == 1.5 ? 1 + 1 / x : 1 + 3 / x + 3 / (x * x)
            let expected = (Double.pi / (2 * x)).squareRoot() * polynomial
            #expect(abs(scaledBesselK(order: order, x) / expected - 1) < 1e-14)
        }
    }

    @Test func seriesAndFractionMeetAtTwo() {
        for order in stride(from: -0.5, through: 3, by: 0.07) {
            let (below, above) = (BesselK(order: order, 2), BesselK(order: order, 2.0.nextUp))
            #expect(abs(below.value / above.value - 1) < 2e-14)
            #expect(abs(below.ratioToNext / above.ratioToNext - 1) < 2e-14)
        }
    }

    @Test func edges() {
        #expect(besselK(order: 1, 0) == .infinity && besselK(order: 1, .infinity) == 0)
        #expect(besselK(order: 1, -1).isNaN && besselK(order: 1, .nan).isNaN)
        #expect(besselK(order: 300, 1e-3) == .infinity && besselK(order: 0, 800) == 0)
    }
}
