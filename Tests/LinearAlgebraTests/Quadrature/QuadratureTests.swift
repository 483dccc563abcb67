import Foundation
import LinearAlgebra
import Testing

@Suite struct QuadratureTests {
    @Test(arguments: [1, 2, 3, 8, 21, 64])
    func legendreIsExactUpToItsDegree(count: Int) {
        let rule = GaussLegendre(count: count)
        for degree in 0..<(2 * count) {
            let exact = degree % 2 == 1 ? 0 : 2 / Double(degree + 1)
            #expect(abs(rule.integrate { pow($0, Double(degree)) } - exact) < 1e-14)
        }
        #expect(zip(rule.nodes, rule.nodes.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func legendreIsNotExactBeyondItsDegree() {
        #expect(abs(GaussLegendre(count: 3).integrate { pow($0, 6) } - 2 / 7.0) > 1e-3)
        #expect(abs(GaussLegendre(count: 40, from: 1, to: 3).integrate { 1 / $0 } - log(3)) < 1e-15)
    }

    /// Count, index, node and weight to 20 digits.
    static let legendre: [(Int, Int, Double, Double)] = [
        (5, 2, 0.0, 0.56888888888888888889), (5, 4, 0.9061798459386639928, 0.23692688505618908751),
        (20, 10, 0.076526521133497333755, 0.1527533871307258507),
        (20, 19, 0.99312859918509492479, 0.017614007139152118312),
        (64, 32, 0.024350292663424432509, 0.048690957009139720383),
        (64, 63, 0.99930504173577213946, 0.0017832807216964329473),
    ]
    static let hermite: [(Int, Int, Double, Double)] = [
        (5, 2, 0.0, 0.94530872048294188123), (5, 4, 2.0201828704560856329, 0.019953242059045913208),
        (20, 10, 0.2453407083009012499, 0.46224366960061008965),
        (20, 19, 5.387480890011232862, 2.2293936455341512925e-13),
    ]

    @Test func nodesAndWeightsMatchReferenceDigits() {
        for (count, index, node, weight) in Self.legendre {
            let rule = GaussLegendre(count: count)
            #expect(abs(rule.nodes[index] - node) <= 2e-16)
            #expect(abs(rule.weights[index] - weight) < 1e-15)
        }
        for (count, index, node, weight) in Self.hermite {
            let rule = GaussHermite(count: count)
            #expect(abs(rule.nodes[index] - node) <= 1e-15)
            #expect(abs(rule.weights[index] / weight - 1) < 2e-14)
        }
    }

    @Test(arguments: [1, 2, 5, 12, 40])
    func hermiteIsExactUpToItsDegree(count: Int) {
        let rule = GaussHermite(count: count)
        for k in 0..<min(count, 20) {
            // E z^{2k} = (2k - 1)!! for standard normal z.
            let exact = (0..<k).reduce(1.0) { $0 * Double(2 * $1 + 1) }
            #expect(abs(rule.expectation { pow($0, Double(2 * k)) } / exact - 1) < 1e-12)
        }
        #expect(abs(rule.normalWeights.sum - 1) < 1e-14)
        #expect(abs(rule.expectation(mean: 2, standardDeviation: 3) { $0 } - 2) < 1e-13)
    }

    @Test(arguments: [400, 1000])
    func largeHermiteRulesStayFinite(count: Int) {
        let rule = GaussHermite(count: count)
        #expect(rule.nodes.allSatisfy(\.isFinite) && rule.weights.allSatisfy { $0 >= 0 && $0.isFinite })
        #expect(zip(rule.nodes, rule.nodes.dropFirst()).allSatisfy { $0 < $1 })
        #expect(abs(rule.expectation { cos($0) } - exp(-0.5)) < 1e-13)
    }

    @Test(arguments: [2, 3, 6, 17])
    func clenshawCurtisIsExactUpToItsDegree(count: Int) {
        let rule = ClenshawCurtis(count: count)
        for degree in 0..<count {
            let exact = degree % 2 == 1 ? 0 : 2 / Double(degree + 1)
            #expect(abs(rule.integrate { pow($0, Double(degree)) } - exact) < 1e-14)
        }
        #expect(rule.nodes[0] == -1 && rule.nodes[count - 1] == 1)
        #expect(rule.weights.allSatisfy { $0 > 0 })
    }
}
