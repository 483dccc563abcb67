import Foundation
import LinearAlgebra
import Testing

@Suite struct NormalDistributionTests {
    /// x, Phi(x), log Phi(x) to 20 digits.
    static let digits: [(Double, Double, Double)] = [
        (-100, 0, -5005.5242086942050886), (-25, 3.0566967063825609164e-138, -316.63940800802025894),
        (-20.5, 1.0764673258790960335e-93, -214.06672896326380017),
        (-19.5, 5.4891154756604099475e-85, -194.01696577749749941),
        (-8, 6.2209605742717841235e-16, -35.013437159914549896),
        (-3, 0.0013498980316300945267, -6.6077262215103495433),
        (-1, 0.15865525393145705141, -1.8410216450092635058), (0, 0.5, -0.69314718055994530942),
        (0.5, 0.69146246127401310364, -0.36894641528865639307),
        (3, 0.99865010196836990547, -0.0013508099647481937988),
        (9, 0.99999999999999999989, -1.1285884059538406478e-19),
    ]

    @Test(arguments: digits)
    func cumulativeMatchesReferenceDigits(x: Double, cumulative: Double, logarithm: Double) {
        #expect(abs(NormalDistribution.cumulative(x) - cumulative) <= 2e-13 * cumulative)
        #expect(abs(NormalDistribution.logCumulative(x) / logarithm - 1) < 2e-14)
    }

    @Test(arguments: [
        (1e-300, -37.047096299361199237), (1e-20, -9.2623400897984075796), (0.001, -3.0902323061678135354),
        (0.02425, -1.9729610513118848376), (0.3, -0.52440051270804081597), (0.499, -0.0025066308995717662317),
        (0.75, 0.6744897501960817432), (0.999, 3.0902323061678132778),
    ])
    func quantileMatchesReferenceDigits(p: Double, x: Double) {
        #expect(abs(NormalDistribution.quantile(p) / x - 1) < 2e-13)
    }

    @Test func edges() {
        #expect(NormalDistribution.quantile(0) == -.infinity && NormalDistribution.quantile(1) == .infinity)
        #expect(NormalDistribution.quantile(0.5) == 0)
        #expect(NormalDistribution.quantile(-0.1).isNaN && NormalDistribution.quantile(.nan).isNaN)
        #expect(NormalDistribution.logCumulative(-.infinity) == -.infinity)
        #expect(NormalDistribution.logCumulative(.infinity) == 0)
        #expect(NormalDistribution.logCumulative(.nan).isNaN)
        #expect(abs(NormalDistribution.density(0) - 0.39894228040143267794) < 1e-16)
        #expect(NormalDistribution.quantile(.leastNonzeroMagnitude) < -38)
    }
}
