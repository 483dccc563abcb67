import GaussianProcesses
import Kernels
import LinearAlgebra
import Optimization
import Testing

@Suite("Leaving groups out") struct LeaveOutTests {
    func data() throws -> Observations {
        let x = weylPoints(24, dimension: 3)
        let variances = Vector((0..<24).map { 0.002 * Double($0 % 5) })
        return try Observations(x, smoothTarget(x), noiseVariances: variances)
    }

    func folds() throws -> Folds { try .random(5, rowCount: 24, seed: 3) }

    @Test("Equals conditioning on the rest") func bruteForce() throws {
        let (data, folds) = (try data(), try folds())
        let left = try standardProcess().conditioned(on: data).leaveOut(folds)
        for (g, rows) in folds.groups.enumerated() {
            let rest = try data.rows((0..<24).filter { !rows.contains($0) })
            let held = try data.rows(rows)
            let posterior = try standardProcess().conditioned(on: rest)
            #expect(abs(try posterior.logDensity(of: held) - left.logDensities[g]) < 1e-9)
            let p = posterior.predict(at: held.x)
            for (i, row) in rows.enumerated() {
                #expect(abs(p.mean[i] - left.prediction.mean[row]) < 1e-10)
                let variance = p.noisyVariance[i] + (data.noiseVariances?[row] ?? 0)
                #expect(abs(variance - left.prediction.variance[row]) < 1e-11)
            }
        }
    }

    @Test("Single rows are leave-one-out") func singles() throws {
        let posterior = try standardProcess().conditioned(on: data())
        let (one, groups) = (posterior.leaveOneOut(), try posterior.leaveOut(.single(rowCount: 24)))
        #expect(largestDifference(one.mean, groups.prediction.mean) < 1e-12)
        #expect(largestDifference(one.noisyVariance, groups.prediction.variance) < 1e-12)
        #expect(largestDifference(one.logDensities, groups.logDensities) < 1e-11)
        #expect(abs(one.logPseudoLikelihood - groups.logPseudoLikelihood) < 1e-10)
    }

    @Test("The gradient is the derivative, for single rows and groups", arguments: [true, false])
    func gradient(single: Bool) throws {
        let data = try data()
        let method = single ? PseudoLikelihood() : PseudoLikelihood(folds: try folds())
        let process = standardProcess()
        let evidence = try method.evidence(of: process, given: data)
        let direct = try process.conditioned(on: data).leaveOut(single ? .single(rowCount: 24) : folds())
        #expect(abs(evidence.logEvidence - direct.logPseudoLikelihood) < 1e-10)
        let center = process.parameterValues
        let domains = process.parameters.map(\.parameter.domain)
        for p in center.indices {
            let slope = try differenceDerivative(step: 1e-4) { h in
                var moved = process
                var values = center
                values[p] = domains[p].value(at: domains[p].freeCoordinate(of: center[p]) + h)
                try moved.setParameterValues(values)
                return try method.evidence(of: moved, given: data).logEvidence
            }
            #expect(abs(evidence.gradient[p] - slope.value) < 1e-6 * (1 + abs(slope.value)))
        }
    }

    @Test("A fit raises what it measures") func fit() throws {
        let data = try noisyData(40)
        let start = startingProcess()
        let fitted = try start.fitted(to: data, using: .leavingOneOut)
        #expect(fitted.report.isConverged)
        let before = try start.conditioned(on: data).leaveOneOut().logPseudoLikelihood
        let after = fitted.posterior.leaveOneOut().logPseudoLikelihood
        #expect(after > before + 5 && abs(after - fitted.report.logEvidence) < 1e-8)
        let byEvidence = try start.fitted(to: data).posterior.leaveOneOut().logPseudoLikelihood
        #expect(after >= byEvidence - 1e-6)
        let folds = try Folds.consecutive(8, rowCount: 40)
        #expect(try start.fitted(to: data, using: .leavingOut(folds)).report.isConverged)
    }

    @Test("K-fold refits without each fold") func refits() throws {
        let data = try noisyData(30)
        let folds = try Folds.random(3, rowCount: 30, seed: 1)
        let result = try startingProcess().crossValidated(on: data, folds: folds)
        #expect(result.reports.count == 3 && result.foldScores.count == 3)
        for (g, rows) in folds.groups.enumerated() {
            let rest = try data.rows((0..<30).filter { !rows.contains($0) })
            let fitted = try startingProcess().fitted(to: rest)
            #expect(fitted.report.logEvidence == result.reports[g].logEvidence)
            let p = fitted.posterior.predict(at: data.x.rows(rows))
            #expect(largestDifference(p.mean, rows.map { result.prediction.mean[$0] }) < 1e-12)
            #expect(largestDifference(p.noisyVariance, rows.map { result.prediction.variance[$0] }) < 1e-12)
        }
        #expect(result.scores.rmse < 0.5)
    }

    @Test("Folds are partitions, and bad ones are refused") func partitions() throws {
        for folds in [try Folds.random(4, rowCount: 10, seed: 1), try Folds.consecutive(4, rowCount: 10)] {
            #expect(folds.groups.flatMap { $0 }.sorted() == Array(0..<10))
            #expect(folds.groups.allSatisfy { $0.count == 2 || $0.count == 3 })
        }
        #expect(try Folds.random(4, rowCount: 10, seed: 1) == Folds.random(4, rowCount: 10, seed: 1))
        #expect(throws: CrossValidationError.notAPartition(row: 1)) { try Folds([[0, 1], [1]]) }
        #expect(throws: CrossValidationError.notAPartition(row: 5)) { try Folds([[0, 5]]) }
        #expect(throws: CrossValidationError.emptyGroup(1)) { try Folds([[0], []]) }
        #expect(throws: CrossValidationError.foldCount(1, rowCount: 5)) { try Folds.random(1, rowCount: 5, seed: 0) }
        #expect(throws: CrossValidationError.foldCount(6, rowCount: 5)) { try Folds.consecutive(6, rowCount: 5) }
        let posterior = try standardProcess().conditioned(on: data())
        #expect(throws: CrossValidationError.rowCount(folds: 5, observations: 24)) {
            try posterior.leaveOut(.single(rowCount: 5))
        }
    }
}
