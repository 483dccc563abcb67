import Foundation
import Kernels
import Testing

@Suite("Parameters")
struct ParameterTests {
    @Test("Free coordinates round trip, and their slope is the derivative")
    func freeCoordinates() {
        let cases: [(Domain, [Double])] = [
            (.real, [-3, 0, 2.5]), (.positive, [1e-6, 0.3, 400]), (.interval(lower: -1, upper: 3), [-0.9, 0, 2.99]),
        ]
        for (domain, values) in cases {
            for value in values {
                let u = domain.freeCoordinate(of: value)
                #expect(abs(domain.value(at: u) - value) <= 1e-13 * (1 + abs(value)))
                let h = 1e-4
                let slope = (domain.value(at: u + h) - domain.value(at: u - h)) / (2 * h)
                #expect(abs(domain.slope(at: value) - slope) <= 1e-7 * (1e-6 + abs(slope)))
            }
        }
    }

    @Test("Values outside a domain are refused with the parameter's path")
    func refusal() {
        var kernel = 2 * SquaredExponential()
        for invalid in [0, -1, Double.nan, .infinity] {
            #expect(throws: KernelError.self) { try kernel.setParameterValues([2, invalid]) }
        }
        #expect(throws: KernelError.parameterCount(expected: 2, given: 1)) { try kernel.setParameterValues([2]) }
        #expect(kernel.parameterValues == [2, 1], "a refused change changes nothing")
        do {
            try kernel.setParameterValues([2, -1])
        } catch {
            #expect("\(error)" == "The parameter lengthscale = -1.0 must be positive.")
        }
    }

    @Test("Prior densities integrate to one and have the stated slope")
    func priors() {
        let priors: [Prior] = [
            .logNormal(mean: 0.2, standardDeviation: 0.6), .normal(mean: 3, standardDeviation: 0.4),
            .gamma(shape: 2.5, rate: 1.2), .inverseGamma(shape: 3, rate: 2), .halfNormal(standardDeviation: 1.4),
        ]
        for prior in priors {
            // v = exp(t) takes the half line to the line; the trapezoidal rule then converges fast.
            let h = 1e-3
            let total = (-12_000...9000).reduce(0.0) { sum, k in
                let v = exp(Double(k) * h)
                return sum + h * v * exp(prior.logDensity(v))
            }
            #expect(abs(total - 1) <= 1e-5)
            for v in [0.3, 1.1, 4.0] {
                let slope = (prior.logDensity(v + 1e-5) - prior.logDensity(v - 1e-5)) / 2e-5
                #expect(abs(prior.logDensitySlope(v) - slope) <= 1e-6 * (1 + abs(slope)))
            }
        }
    }

    @Test("A parameter is changed at its path")
    func paths() {
        var kernel = SquaredExponential(lengthscales: .relevance(3)) + Linear(variances: [1, 2, 3])
        #expect(kernel.updateParameter(at: "right.variances[2]") { $0 = .positive(7).fixed })
        #expect(!kernel.updateParameter(at: "right.variances[3]") { $0.value = 1 })
        #expect(kernel.parameterValues == [1, 1, 1, 1, 2, 7])
        #expect(kernel.parameters.last?.parameter.isTrainable == false)
    }
}
