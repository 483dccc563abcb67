import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Stationary families")
struct StationaryFamiliesTests {
    static let families: [any StationaryKernel & SpectralKernel] = [
        SquaredExponential(lengthscales: 0.9), Matern12(lengthscales: 0.9), Matern32(lengthscales: 0.9),
        Matern52(lengthscales: 0.9), Matern(nu: 3.5, lengthscales: 0.9), Matern(nu: 0.8, lengthscales: 0.9),
        Matern(nu: 2, lengthscales: 0.9), RationalQuadratic(lengthscales: 0.9, alpha: 1.3),
    ]

    @Test("Every family keeps the laws in 1, 2 and 5 dimensions", arguments: 0..<8, [1, 2, 5])
    func laws(index: Int, dimension: Int) {
        var generator = SeededGenerator(seed: UInt64(100 + index))
        let kernel = Self.families[index]
        expectNone(stationaryLaws(kernel, at: Sampling(dimension: dimension), using: &generator))
    }

    @Test("Every family keeps the laws with one lengthscale per coordinate", arguments: 0..<8)
    func relevance(index: Int) {
        var generator = SeededGenerator(seed: UInt64(200 + index))
        func check(_ kernel: some StationaryKernel) -> [Violation] {
            var copy = kernel
            copy.lengthscales = .perCoordinate([0.7, 1.9])
            return kernelLaws(copy, at: Sampling(dimension: 2), using: &generator)
        }
        expectNone(check(Self.families[index]))
    }

    @Test("Spectral densities are non-negative and transform to the kernel", arguments: 0..<8)
    func spectra(index: Int) {
        let kernel = Self.families[index]
        expectNone(stationarySpectralLaws(kernel))
    }

    @Test("Values against 20 digits and a restated formula")
    func values() {
        let r = literalDistance
        expectValues(
            SquaredExponential(lengthscales: literalLengthscales),
            [1, 0.48473323301284899967, 0.076873927388490475346, 0.99985268170015745111, 4.5678990149969198781e-8]
        ) { exp(-r($0, $1) * r($0, $1) / 2) }
        expectValues(
            Matern12(lengthscales: literalLengthscales),
            [1, 0.30015423276753439753, 0.10380821723612776223, 0.98298087574445663099, 2.9852951704892595349e-3]
        ) { exp(-r($0, $1)) }
        expectValues(
            Matern32(lengthscales: literalLengthscales),
            [1, 0.38362955994687656467, 0.097349496480683517641, 0.99956667633336109873, 4.6849695485018330174e-4]
        ) { (1 + sqrt(3) * r($0, $1)) * exp(-sqrt(3) * r($0, $1)) }
        expectValues(
            Matern52(lengthscales: literalLengthscales),
            [1, 0.41398366201417539817, 0.092276105664496186055, 0.99975454002465709335, 1.5889069693959947007e-4]
        ) { x, z in
            let a = sqrt(5) * r(x, z)
            return (1 + a + a * a / 3) * exp(-a)
        }
        expectValues(
            RationalQuadratic(lengthscales: literalLengthscales, alpha: 1.3),
            [1, 0.56235300937853194408, 0.24251915725259621949, 0.99985269004671204633, 0.032358104475941697708]
        ) { pow(1 + r($0, $1) * r($0, $1) / 2.6, -1.3) }
    }

    @Test("Matérn kernels of any order against 20 digits")
    func maternOrders() {
        let cases: [(Double, [Double])] = [
            (
                3.5,
                [1, 0.43038395479170244055, 0.089125360014657673094, 0.99979377462784941275, 7.3801627018890702901e-5]
            ),
            (
                0.8,
                [1, 0.33845064124470110115, 0.10246289556625269123, 0.99704206759099927704, 1.4760102061287935203e-3]
            ),
            (
                2,
                [1, 0.40149995504448802307, 0.094492369791475183105, 0.99970570966338687813, 2.5845739015074150989e-4]
            ),
            (
                7.3,
                [1, 0.45610456078152471048, 0.083679351066900129375, 0.99982930258773330169, 1.2875701134813942008e-5]
            ),
        ]
        for (nu, literals) in cases {
            let kernel = Matern(nu: nu, lengthscales: literalLengthscales)
            // The restated formula: ∫ exp(-x cosh t) cosh(νt) dt for the Bessel function, by the trapezoidal rule.
            expectValues(kernel, literals, tolerance: 4e-14) { x, z in
                let a = sqrt(2 * nu) * literalDistance(x, z)
                if a == 0 { return 1 }
                let h = 0.01
                let bessel = (0..<2000).reduce(0.0) { sum, k in
                    let t = Double(k) * h
                    return sum + (k == 0 ? 0.5 : 1) * h * exp(-a * cosh(t)) * cosh(nu * t)
                }
                return pow(2, 1 - nu) / tgamma(nu) * pow(a, nu) * bessel
            }
        }
    }

    @Test("Limits: half-integer orders, large ν and large α")
    func limits() {
        let pairs = literalPairs
        for (x, z) in pairs {
            for (special, nu) in [(Matern12(), 0.5), (Matern32(), 1.5), (Matern52(), 2.5)] as [(any Kernel, Double)] {
                let (a, b) = (special(x, z), Matern(nu: nu)(x, z))
                #expect(abs(a - b) <= 1e-14)
                // An order next to a half integer takes the general path.
                #expect(abs(Matern(nu: nu + 1e-9)(x, z) - a) <= 1e-8)
            }
            let smooth = SquaredExponential()(x, z)
            #expect(abs(Matern(nu: 1e5)(x, z) - smooth) <= 1e-5)
            #expect(abs(RationalQuadratic(alpha: 1e7)(x, z) - smooth) <= 1e-7)
        }
    }
}
