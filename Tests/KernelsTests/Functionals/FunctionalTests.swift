import Foundation
import Kernels
import LinearAlgebra
import Testing

@Suite("Linear functionals") struct FunctionalTests {
    static let kernels: [any Kernel] = [
        1.3 * SquaredExponential(lengthscales: .perCoordinate([0.5, 0.8])),
        0.7 * Matern52(lengthscales: 0.9) + RationalQuadratic(lengthscales: 1.2, alpha: 1.5),
        SquaredExponential(lengthscales: 0.7) * Matern52(lengthscales: 1.5),
    ]

    /// cov(L f, M f) with every derivative replaced by central differences of the kernel's values.
    func oracle(_ kernel: any Kernel, _ left: LinearFunctional, _ right: LinearFunctional, step: Double) -> Double {
        func expanded(_ functional: LinearFunctional) -> [(Double, [Double])] {
            functional.terms.flatMap { term -> [(Double, [Double])] in
                var parts = [(term.coefficient, term.point)]
                for (c, order) in term.derivative.orders.enumerated() {
                    for _ in 0..<order {
                        parts = parts.flatMap { weight, point -> [(Double, [Double])] in
                            var (up, down) = (point, point)
                            up[c] += step
                            down[c] -= step
                            return [(weight / (2 * step), up), (-weight / (2 * step), down)]
                        }
                    }
                }
                return parts
            }
        }
        return expanded(left).reduce(0) { total, a in
            total + expanded(right).reduce(0) { $0 + a.0 * $1.0 * kernel(a.1, $1.1) }
        }
    }

    let functionals: [LinearFunctional] = [
        .value(at: [0.1, 0.2]), .slope(along: 1, at: [0.4, -0.3]),
        .directionalDerivative(along: [0.6, -2], at: [0.0, 0.9]),
        .value(at: [0.5, 0.5]) - 3 * .slope(along: 0, at: [0.7, 0.1]),
        .average(over: [0...0.5, 0.2...1], nodesPerCoordinate: 4),
    ]

    @Test("Covariances agree with differences of the kernel", arguments: kernels.indices)
    func covariances(index: Int) throws {
        let kernel = Self.kernels[index]
        let covariance = try kernel.covariance(of: functionals)
        for (i, left) in functionals.enumerated() {
            for (j, right) in functionals.enumerated() {
                let (fine, coarse) = (oracle(kernel, left, right, step: 2e-3), oracle(kernel, left, right, step: 4e-3))
                let expected = (4 * fine - coarse) / 3
                #expect(abs(covariance[i, j] - expected) < 2e-6 * (1 + abs(expected)))
                #expect(covariance[i, j] == covariance[j, i])
            }
        }
        let variances = try kernel.variances(of: functionals)
        for i in functionals.indices { #expect(abs(variances[i] - covariance[i, i]) < 1e-13 * variances[i]) }
        let least = try SymmetricEigen.values(of: covariance).min() ?? -1
        #expect(least > -1e-12)
    }

    @Test("Pullbacks are the derivatives in the parameters", arguments: kernels.indices)
    func pullback(index: Int) throws {
        let kernel = Self.kernels[index]
        let others: [LinearFunctional] = [.laplacian(at: [0.3, 0.3]), .value(at: [1, 1])]
        let adjoint = Matrix(rowCount: 5, columnCount: 2) { Double($0 * $0) - 1.5 * Double($1) + 0.5 }
        let gradient = try kernel.covariancePullback(functionals, others, adjoint: adjoint)
        let center = kernel.parameterValues
        func total(_ values: [Double]) throws -> Double {
            var moved = kernel
            try moved.setParameterValues(values)
            return entrywiseProduct(try moved.covariance(functionals, others), adjoint).flattened.sum
        }
        for p in center.indices {
            let h = 1e-4 * center[p]
            var (up, down) = (center, center)
            up[p] += h
            down[p] -= h
            let expected = (try total(up) - total(down)) / (2 * h)
            #expect(abs(gradient[p] - expected) < 1e-5 * (1 + abs(expected)))
        }
    }

    @Test("The integral of a squared exponential has the closed form's variance") func closedForm() throws {
        // ∫∫ exp(-(x-z)²/2ℓ²) over [0, 1]² = ℓ √(2π) erf(1/(ℓ√2)) - 2ℓ² (1 - exp(-1/2ℓ²)).
        let l = 0.3
        let kernel = SquaredExponential(lengthscales: .isotropic(l))
        let expected =
            l * (2 * Double.pi).squareRoot() * erf(1 / (l * 2.0.squareRoot())) - 2 * l * l * (1 - exp(-0.5 / (l * l)))
        let integral = LinearFunctional.integral(over: [0...1], nodesPerCoordinate: 24)
        #expect(abs(try kernel.variances(of: [integral])[0] - expected) < 1e-13)
        // A weight that is itself the function: ∫ x dx = ½ by the mean of f(x) = x.
        let weighted = LinearFunctional.integral(over: [0...2, 1...3], nodesPerCoordinate: 5) { $0[0] * $0[1] }
        #expect(abs(weighted.terms.reduce(0) { $0 + $1.coefficient } - 8) < 1e-13)
    }

    @Test("Rough kernels, wrong dimensions and mixed dimensions are refused") func refusals() {
        let rough = SquaredExponential() + Matern12()
        #expect(throws: KernelError.self) { try rough.covariance(of: [.slope(along: 0, at: [1])]) }
        #expect(throws: KernelError.self) { try Matern32().covariance(of: [.laplacian(at: [1])]) }
        #expect(throws: KernelError.self) {
            try SquaredExponential().covariance([.value(at: [1])], [.value(at: [1, 2])])
        }
        #expect(throws: Never.self) { try rough.covariance(of: [.average(over: [0...1])]) }
    }
}
