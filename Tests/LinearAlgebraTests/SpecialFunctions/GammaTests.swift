import LinearAlgebra
import Testing

@Suite struct GammaTests {
    /// x, log |Gamma(x)|, digamma(x), trigamma(x) to 20 digits.
    static let digits: [(Double, Double, Double, Double)] = [
        (1e-5, 11.512919692895825626, -100000.57719921567289, 10000000001.64490839),
        (0.1, 2.252712651734205902, -10.423754940411076232, 101.4332991507927477),
        (0.5, 0.57236494292470008707, -1.9635100260214234794, 4.9348022005446793094),
        (1, 0.0, -0.57721566490153286061, 1.6449340668482264365),
        (1.4616321449683622, -0.1214862905358496081, -9.2412655217294275168e-17, 0.967672245447621255),
        (3.7, 1.4280723266653881292, 1.1671535393615114409, 0.31003785767003830216),
        (10, 12.801827480081469611, 2.2517525890667211076, 0.10516633568168574612),
        (1234.5, 7550.5509010778948957, 7.1180162318279978433, 0.0008103727271269666527),
        (-0.5, 1.2655121234846453965, 0.036489973978576520559, 8.9348022005446793094),
        (-3.3, -0.82435580501742646015, 3.6203534605921257857, 14.81773952551592878),
    ]

    @Test(arguments: digits)
    func matchesReferenceDigits(x: Double, logGammaDigits: Double, digammaDigits: Double, trigammaDigits: Double) {
        #expect(abs(logGamma(x) - logGammaDigits) <= 4e-15 * max(1, abs(logGammaDigits)))
        #expect(abs(digamma(x) - digammaDigits) <= 4e-15 * max(1, abs(digammaDigits)))
        #expect(abs(trigamma(x) / trigammaDigits - 1) < 1e-14)
    }

    @Test func polesAndLimits() {
        #expect(digamma(0).isNaN && digamma(-2).isNaN && digamma(.nan).isNaN)
        #expect(trigamma(-1) == .infinity)
        #expect(logGamma(0) == .infinity && logGamma(-3) == .infinity)
        #expect(digamma(.infinity) == .infinity && trigamma(.infinity) == 0)
    }
}
