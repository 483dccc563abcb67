import LinearAlgebra

/// The direct solver of a sum over variables of constant-coefficient operators on a box, in modal coordinates.
///
/// Self-adjoint variables are diagonal there, others triangular. With diagonal ones only, a solution is a division by
/// sum_d own_d prod_{e != d} lowest_e; else a back-substitution for every tuple of diagonal indices
/// (``TriangularSubstitution``). O(N sum n) for N coefficients, with the way in and out: 2 products of N n each a variable.
struct SeparableInverse: Sendable {
    let axes: [ModalAxis]
    /// How far the operator is from a singular one, relative to its terms; known before a solve only without triangles.
    let reciprocalCondition: Double
    /// The norm of the map from f to u, where all variables are diagonal.
    let inverseNorm: Double?
    private let diagonal: [Int]
    private let triangular: [Int]

    init(_ separable: SeparableWeights, axes: [LineMatrices]) throws(PDEError) {
        let isDiagonal = axes.indices.map { d in
            axes[d].eigen != nil && separable.weights[d].dropFirst().dropLast().allSatisfy { $0 == 0 }
        }
        let weights = try separable.shared(axes: axes, isDiagonal: isDiagonal)
        var modal: [ModalAxis] = []
        for d in axes.indices {
            modal.append(try ModalAxis(axes[d], weights: weights[d], isDiagonal: isDiagonal[d]))
        }
        self.axes = modal
        diagonal = axes.indices.filter { isDiagonal[$0] }
        triangular = axes.indices.filter { !isDiagonal[$0] }
        guard triangular.isEmpty else {
            reciprocalCondition = modal.reduce(1) { min($0, $1.reciprocalCondition) }
            inverseNorm = nil
            return
        }
        var condition = Double.infinity
        var norm = 0.0
        let tuples = EigenTuples(modal)
        for slab in 0..<tuples.slabCount {
            let (sums, products, sizes) = tuples.slab(slab)
            for i in sums.indices {
                condition = min(condition, sizes[i] > 0 ? abs(sums[i]) / sizes[i] : 0)
                norm = max(norm, abs(products[i] / sums[i]))
            }
        }
        guard condition > 1e-13 else { throw .singular(reciprocalCondition: condition) }
        reciprocalCondition = condition
        inverseNorm = norm
    }

    /// Whether every variable is diagonal, so that a solution needs no refinement.
    var isDiagonal: Bool { triangular.isEmpty }

    /// Y from the coefficients of f, in place; three grids of memory at most.
    func solve(_ tensor: inout Tensor) throws(PDEError) {
        for (d, axis) in axes.enumerated() { tensor.multiply(along: d, by: axis.into) }
        try solveModal(&tensor)
        for (d, axis) in axes.enumerated() { tensor.multiply(along: d, by: axis.out) }
    }

    /// The same between modal coordinates.
    func solveModal(_ tensor: inout Tensor) throws(PDEError) {
        guard !triangular.isEmpty else {
            divide(&tensor)
            return
        }
        let order = diagonal + triangular
        let isInOrder = order == Array(axes.indices)
        var ordered = isInOrder ? tensor : tensor.permuted(order)
        // Let go, so that the work is done in place.
        tensor = Tensor(shape: tensor.shape.map { _ in 0 })
        let smallest = substitute(&ordered)
        guard smallest > 1e-13 else { throw .singular(reciprocalCondition: smallest) }
        tensor = isInOrder ? ordered : ordered.permuted(axes.indices.map { order.firstIndex(of: $0) ?? $0 })
    }

    private func divide(_ tensor: inout Tensor) {
        let tuples = EigenTuples(axes)
        tensor.withUnsafeMutablePointer { target in
            nonisolated(unsafe) let target = target
            Parallelism.forEach(tuples.slabCount) { slab in
                let sums = tuples.slab(slab).sums
                let part = target + slab * sums.count
                for i in sums.indices { part[i] /= sums[i] }
            }
        }
    }

    /// Groups of tuples in parallel; returns the smallest relative divisor.
    private func substitute(_ tensor: inout Tensor) -> Double {
        let triangles = triangular.compactMap { d in
            if case .triangular(let triangle) = axes[d].form { triangle } else { nil }
        }
        let depth = triangles.reduce(1) { $0 * $1.order }
        let tuples = EigenTuples(diagonal.map { axes[$0] })
        let total = tuples.count
        let group = max(1, min(128, total, 400_000 / depth))
        let groups = (total + group - 1) / group
        var smallest = [Double](repeating: .infinity, count: groups)
        smallest.withUnsafeMutableBufferPointer { results in
            tensor.withUnsafeMutablePointer { x in
                nonisolated(unsafe) let (x, results) = (x, results)
                Parallelism.forEach(groups) { task in
                    let range = (task * group)..<min((task + 1) * group, total)
                    let coefficients = tuples.coefficients(range)
                    var substitution = TriangularSubstitution(triangles, tuples: range.count)
                    var local = [Double](repeating: 0, count: range.count * depth)
                    local.withUnsafeMutableBufferPointer { buffer in
                        guard let copy = buffer.baseAddress else { return }
                        for k in 0..<depth {
                            (copy + k * range.count).update(
                                from: x + k * total + range.lowerBound, count: range.count)
                        }
                        substitution.solve(copy, coefficients)
                        for k in 0..<depth {
                            (x + k * total + range.lowerBound).update(
                                from: copy + k * range.count, count: range.count)
                        }
                    }
                    results[task] = substitution.smallestDivisor
                }
            }
        }
        return smallest.min() ?? .infinity
    }
}
