import GaussianProcesses
import Kernels
import LinearAlgebra
import Optimization
import Testing

@Suite("Searches of a fit") struct SearchTests {
    /// A lengthscale far below the distance of neighbours: the evidence is flat there, and a search is stuck.
    func flatTask() throws -> (GaussianProcess, Observations) {
        let x = Matrix(rowCount: 40, columnCount: 1) { i, _ in Double(i) / 8 }
        var generator = SeededGenerator(seed: 2)
        let y = Vector((0..<40).map { i in i % 8 < 4 ? 1.0 : -1.0 }) + 0.1 * generator.normals(40)
        let kernel = 1 * SquaredExponential(lengthscales: 0.012)
        return (GaussianProcess(kernel: kernel, noiseVariance: 0.1), try Observations(x, y))
    }

    @Test("Restarts are reproducible, and never worse than the first search") func restarts() throws {
        let (process, observations) = try flatTask()
        let options = FitOptions(restartCount: 4, seed: 9)
        let first = try process.fitted(to: observations, options: options)
        let second = try process.fitted(to: observations, options: options)
        #expect(first.process.parameterValues == second.process.parameterValues)
        #expect(first.report.searches == second.report.searches)
        let other = try process.fitted(to: observations, options: FitOptions(restartCount: 4, seed: 10))
        #expect(other.report.searches[0] == first.report.searches[0])
        #expect(other.report.searches[1] != first.report.searches[1])

        let report = first.report
        #expect(report.restarts == 4)
        #expect(report.logPosterior == report.searches.map(\.logPosterior).max())
        #expect(report.searches[report.bestSearch].logPosterior == report.logPosterior)
        #expect(report.evaluations == report.searches.reduce(0) { $0 + $1.evaluations })
        let alone = try process.fitted(to: observations)
        #expect(alone.report.searches == [report.searches[0]])
        #expect(report.logPosterior > alone.report.logPosterior + 1)
    }

    @Test("Limits on one side leave the default on the other") func oneSided() throws {
        var process = GaussianProcess(
            kernel: Scaled(variance: 1, SquaredExponential(lengthscales: .isotropic(Parameter.positive(0.4).fixed))),
            noiseVariance: 0.1)
        // The start lies more than a million times outside; a fit projects it.
        process.updateParameter(at: "noise.variance") { $0.value = 1e4 }
        process.updateParameter(at: "noise.variance") { $0.bounds = -1...1e-3 }
        let fitted = try process.fitted(to: noisyData(40))
        #expect(abs(fitted.process.noiseVariance / 1e-3 - 1) < 1e-12)
        #expect(fitted.report.boundsHit == ["noise.variance"])
    }

    @Test("A progress handler sees every iteration and may end the fit") func progress() throws {
        var seen: [FitProgress] = []
        let start = startingProcess()
        let observations = try noisyData(30)
        let full = try start.fitted(to: observations) { step in
            seen.append(step)
            return true
        }
        #expect(seen.map(\.iteration) == Array(1...full.report.iterations))
        #expect(seen.allSatisfy { $0.restart == 0 })
        #expect(seen.last?.logPosterior == full.report.trace.last)

        let cut = try start.fitted(to: observations, options: FitOptions(restartCount: 5)) { $0.iteration < 3 }
        #expect(cut.report.status == .cancelled && !cut.report.isConverged)
        #expect(cut.report.searches.count == 1 && cut.report.iterations == 3)
        #expect(cut.report.logPosterior == cut.report.trace.max())
        #expect(cut.report.warnings == ["Cancelled."])
    }

    @Test("A cancelled task gets the best parameters so far") func cancelledTask() async throws {
        let observations = try noisyData(30)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try startingProcess().fitted(to: observations, options: FitOptions(restartCount: 5))
        }
        let fitted = try await task.value
        #expect(fitted.report.status == .cancelled)
        #expect(fitted.report.evaluations == 1)
        #expect(fitted.report.logEvidence.isFinite)
    }

    @Test("Points where the Gram matrix fails are stepped over") func nonFinite() throws {
        // Exact values of a smooth function: long lengthscales make the Gram matrix indefinite in double precision.
        let x = Matrix(rowCount: 25, columnCount: 1) { i, _ in Double(i) / 24 }
        let observations = try Observations(x, Vector((0..<25).map { 1 + x[$0, 0] }))
        let process = GaussianProcess(kernel: 1 * SquaredExponential(lengthscales: 0.05))
        let fitted = try process.fitted(to: observations)
        let nonFinite = fitted.report.searches.reduce(0) { $0 + $1.nonFiniteEvaluations }
        #expect(nonFinite > 0)
        #expect(fitted.report.logEvidence.isFinite)
        #expect(fitted.report.logEvidence > (try process.evidence(of: observations).logEvidence))
        #expect(fitted.report.warnings.contains("\(nonFinite) evaluations of the evidence were not finite."))
    }

    @Test("A start without finite evidence is refused with its reason") func noFiniteStart() throws {
        let x = Matrix(rowCount: 25, columnCount: 1) { i, _ in Double(i) / 24 }
        let observations = try Observations(x, Vector(count: 25, repeating: 1))
        let process = GaussianProcess(kernel: SquaredExponential(lengthscales: 100))
        let error = #expect(throws: ProcessError.self) { try process.fitted(to: observations) }
        guard case .notPositiveDefinite = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("One observation, and a constant target, can be fitted") func degenerate() throws {
        for count in [1, 12] {
            let x = weylPoints(count, dimension: 2)
            let observations = try Observations(x, Vector(count: count, repeating: 4))
            let process = GaussianProcess(
                kernel: 1 * SquaredExponential(lengthscales: 0.5), mean: .constant, noiseVariance: 0.1)
            let fitted = try process.fitted(to: observations)
            #expect(fitted.report.logEvidence.isFinite)
            #expect(abs(fitted.posterior.predict(at: x).mean[0] - 4) < 1e-6)
        }
    }
}
