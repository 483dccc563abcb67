extension ChainSampler {
    /// A chain of Hamiltonian transitions with a warm-up that adapts step and metric.
    func adaptedChain<Target: Objective, Generator: RandomNumberGenerator>(
        of objective: inout Target, from start: [Double], drawCount: Int, warmUpCount: Int,
        targetAcceptance: Double, using generator: inout Generator,
        _ transition: (inout Leapfrog<Target>, PhasePoint, Double, inout Generator) throws -> Transition
    ) throws -> Chain {
        var flow = Leapfrog(objective, inverseMasses: [Double](repeating: 1, count: start.count))
        defer { objective = flow.objective }
        var point = try flow.point(at: start)
        guard point.value.isFinite else { throw SamplingError.startNotFinite }
        var chain = Chain()
        var length = start.isEmpty ? 1 : try flow.reasonableStep(at: point, from: 0.1, using: &generator)
        var steps = StepSizeAdaptation(start: length, target: targetAcceptance)
        var metric = MetricAdaptation(warmUpCount: warmUpCount, dimension: start.count)
        var acceptanceSum = 0.0

        for iteration in 0..<(warmUpCount + drawCount) {
            if Task.isCancelled {
                chain.isCut = true
                break
            }
            let isWarmUp = iteration < warmUpCount
            point.drawMomentum(flow.inverseMasses, using: &generator)
            let end = try transition(&flow, point, isWarmUp ? steps.current : length, &generator)
            point = end.point
            guard isWarmUp else {
                if end.isDivergent { chain.divergences.append(chain.draws.count) }
                if end.isSaturated { chain.saturatedCount += 1 }
                acceptanceSum += end.acceptance
                chain.draws.append(point.position)
                chain.logDensities.append(-point.value)
                continue
            }
            steps.update(acceptance: end.acceptance)
            if let variances = metric.variances(after: iteration, at: point.position) {
                flow.inverseMasses = variances
                length = try flow.reasonableStep(at: point, from: steps.averaged, using: &generator)
                steps = StepSizeAdaptation(start: length, target: targetAcceptance)
            }
            if iteration == warmUpCount - 1 { length = steps.averaged }
        }
        if !chain.draws.isEmpty { chain.acceptance = acceptanceSum / Double(chain.draws.count) }
        chain.stepSize = length
        chain.evaluations = flow.evaluations
        return chain
    }
}
