#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Observed functionals") struct FunctionalPosteriorTests {
    func process(noiseVariance: Double? = 0.01) -> GaussianProcess {
        GaussianProcess(
            kernel: 1.3 * SquaredExponential(lengthscales: .perCoordinate([0.6, 0.9])),
            mean: LinearMean(intercept: 0.3, slopes: [0.5, -0.2]), noiseVariance: noiseVariance)
    }

    func values(_ count: Int) throws -> Observations { try smoothData(count, dimension: 2) }

    /// f = sin 2x₀ + x₀ x₁ with its gradient, at Weyl points.
    func gradients(_ count: Int, skipping first: Int = 0) -> (x: Matrix, y: Vector, gradients: Matrix) {
        let x = weylPoints(count, dimension: 2, skipping: first)
        return (
            x, Vector((0..<count).map { sin(2 * x[$0, 0]) + x[$0, 0] * x[$0, 1] }),
            Matrix(rowCount: count, columnCount: 2) { i, c in
                c == 0 ? 2 * cos(2 * x[i, 0]) + x[i, 1] : x[i, 0]
            }
        )
    }

    @Test("Values as functionals are plain observations") func valuesAsFunctionals() throws {
        let data = try values(20)
        let functionals = try FunctionalObservations(
            data.x.valueFunctionals, data.y, noiseVariances: Vector(count: 20, repeating: 0.01))
        let (a, b) = (try process().conditioned(on: data), try process().conditioned(on: functionals))
        let points = weylPoints(12, dimension: 2, skipping: 50)
        #expect(abs(a.logEvidence - b.logEvidence) < 1e-10)
        #expect(largestDifference(a.predict(at: points).mean, b.predict(at: points).mean) < 1e-12)
        #expect(largestDifference(a.predict(at: points).variance, b.predict(at: points).variance) < 1e-12)
        #expect(largestDifference(entries(a.covariance(at: points)), entries(b.covariance(at: points))) < 1e-12)
        // And mixed: half of each.
        let half = try FunctionalObservations(
            data.x.rows(10..<20).valueFunctionals, Vector(data.y[10..<20]),
            noiseVariances: Vector(count: 10, repeating: 0.01))
        let mixed = try process().conditioned(on: half, and: data.rows(0..<10))
        #expect(abs(a.logEvidence - mixed.logEvidence) < 1e-10)
        #expect(largestDifference(a.predict(at: points).mean, mixed.predict(at: points).mean) < 1e-12)
    }

    @Test("Derivatives are limits of difference quotients") func differenceQuotients() throws {
        let (x, _, slopes) = gradients(6)
        let exact = try FunctionalObservations(gradients: slopes, at: x, noiseVariance: 1e-4)
        let h = 1e-3
        let quotients = (0..<6).flatMap { i in
            (0..<2).map { c -> LinearFunctional in
                var (up, down) = (x.row(i).array, x.row(i).array)
                up[c] += h
                down[c] -= h
                return (0.5 / h) * (.value(at: up) - .value(at: down))
            }
        }
        let approximate = try FunctionalObservations(quotients, exact.values, noiseVariances: exact.noiseVariances)
        let data = try values(5)
        let (a, b) = (
            try process().conditioned(on: exact, and: data), try process().conditioned(on: approximate, and: data)
        )
        #expect(abs(a.logEvidence - b.logEvidence) < 1e-3)
        let points = weylPoints(10, dimension: 2, skipping: 30)
        #expect(largestDifference(a.predict(at: points).mean, b.predict(at: points).mean) < 1e-5)
        #expect(largestDifference(a.predict(at: points).variance, b.predict(at: points).variance) < 1e-5)
    }

    @Test("Gradients sharpen predictions; integrals are met") func usefulness() throws {
        let (x, y, slopes) = gradients(8)
        let data = try Observations(x, y)
        let test = gradients(30, skipping: 40)
        let smooth = process(noiseVariance: 1e-8)
        let plain = Scores(of: try smooth.conditioned(on: data).predict(at: test.x), against: test.y)
        let informed = Scores(
            of: try smooth.conditioned(on: FunctionalObservations(gradients: slopes, at: x), and: data)
                .predict(at: test.x), against: test.y)
        #expect(informed.rmse < 0.3 * plain.rmse)

        // ∫∫ sin 2x₀ + x₀ x₁ over the unit square.
        let truth = 0.5 * (1 - cos(2.0)) + 0.25
        let whole = LinearFunctional.integral(over: [0...1, 0...1], nodesPerCoordinate: 8)
        let posterior = try smooth.conditioned(on: FunctionalObservations([whole], [truth]), and: data)
        let p = try posterior.predict([whole])
        #expect(abs(p.mean[0] - truth) < 1e-8 && p.variance[0] < 1e-10)
        let before = try smooth.conditioned(on: data).predict([whole])
        #expect(abs(before.mean[0] - truth) < 4 * before.variance[0].squareRoot() + 1e-4)
    }

    @Test("The mean of a predicted functional is the functional of the mean") func predictedFunctionals() throws {
        let posterior = try process().conditioned(on: values(25))
        let points = weylPoints(4, dimension: 2, skipping: 60)
        let gradient = try posterior.predictGradient(at: points)
        for i in 0..<4 {
            for c in 0..<2 {
                func mean(_ h: Double) -> Double {
                    var point = points.rows([i])
                    point[0, c] += h
                    return posterior.predict(at: point).mean[0]
                }
                let slope = differenceDerivative(step: 1e-3, of: mean)
                #expect(abs(gradient.mean[i, c] - slope.value) < 1e-7)
                // The variance of (f(x+h) - f(x-h))/2h from the joint covariance.
                var pair = points.rows([i, i])
                (pair[0, c], pair[1, c]) = (pair[0, c] + 1e-3, pair[1, c] - 1e-3)
                let joint = posterior.covariance(at: pair)
                let expected = (joint[0, 0] + joint[1, 1] - 2 * joint[0, 1]) / 4e-6
                #expect(abs(gradient.variance[i, c] / expected - 1) < 1e-4)
            }
        }
        let box = LinearFunctional.average(over: [0...1, 0.2...0.4], nodesPerCoordinate: 10)
        let samplePoints = Matrix(rows: box.terms.map(\.point))
        let weights = Vector(box.terms.map(\.coefficient))
        let p = try posterior.predict([box])
        #expect(abs(p.mean[0] - dot(weights, posterior.predict(at: samplePoints).mean)) < 1e-12)
        let dense = dot(weights, posterior.covariance(at: samplePoints) * weights)
        #expect(abs(p.variance[0] - dense) < 1e-12)
        let covariance = try posterior.covariance(of: [box, .slope(along: 0, at: [0.5, 0.5])])
        #expect(abs(covariance[0, 0] - dense) < 1e-12 && covariance[0, 1] == covariance[1, 0])
    }

    @Test("The evidence's gradient is its derivative") func evidenceGradient() throws {
        let (x, _, slopes) = gradients(5)
        let observed = try FunctionalObservations(
            FunctionalObservations(gradients: slopes, at: x).functionals + [
                .average(over: [0...1, 0...1], nodesPerCoordinate: 4)
            ], Vector(slopes.transposed.flattened.array + [0.6]), noiseVariances: Vector(count: 11, repeating: 0.02))
        let data = try values(9)
        let inference = FunctionalInference(observed)
        let evidence = try inference.evidence(of: process(), given: data)
        let center = process().parameterValues
        let domains = process().parameters.map(\.parameter.domain)
        for p in center.indices {
            let slope = try differenceDerivative(step: 1e-4) { h in
                var moved = process()
                var values = center
                values[p] = domains[p].value(at: domains[p].freeCoordinate(of: center[p]) + h)
                try moved.setParameterValues(values)
                return try inference.posterior(of: moved, given: data).logEvidence
            }
            #expect(abs(evidence.gradient[p] - slope.value) < 1e-5 * (1 + abs(slope.value)))
        }
        let fitted = try process().fitted(to: data, using: .exact(with: observed))
        #expect(fitted.report.isConverged && fitted.report.logEvidence > evidence.logEvidence)
    }

    @Test("Bad functionals are refused by name") func refusals() throws {
        let rough = GaussianProcess(kernel: Matern12(), noiseVariance: 0.1)
        let slope = try FunctionalObservations([.slope(along: 0, at: [0.5])], [1])
        #expect(throws: ProcessError.self) { try rough.conditioned(on: slope) }
        #expect(throws: ObservationError.empty) { try FunctionalObservations([], []) }
        #expect(throws: ObservationError.emptyFunctional(row: 0)) {
            try FunctionalObservations([LinearFunctional([])], [1])
        }
        #expect(throws: ObservationError.targetCount(rows: 1, targets: 2)) {
            try FunctionalObservations([.value(at: [0])], [1, 2])
        }
        #expect(throws: ObservationError.inputDimension(expected: 1, found: 2)) {
            try FunctionalObservations([.value(at: [0]), .value(at: [0, 1])], [1, 2])
        }
        #expect(throws: ObservationError.self) { try FunctionalObservations([.value(at: [.nan])], [1]) }
        #expect(throws: ProcessError.self) {
            try process().conditioned(on: slope, and: values(4))
        }
        // Dependent functionals without noise.
        let twice = try FunctionalObservations([.value(at: [0, 0]), 2 * .value(at: [0, 0])], [1, 2])
        #expect(throws: ProcessError.self) { try process().conditioned(on: twice) }
        let posterior = try process().conditioned(on: values(4))
        #expect(throws: ProcessError.self) { try posterior.predict([.slope(along: 0, at: [0.5])]) }
    }
}
