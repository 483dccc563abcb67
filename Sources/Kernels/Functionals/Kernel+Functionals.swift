import LinearAlgebra

extension Kernel {
    /// Throws unless the functionals act on functions of `inputDimension` coordinates and their derivatives exist.
    public func validate(_ functionals: [LinearFunctional], inputDimension: Int) throws(KernelError) {
        try validate(inputDimension: inputDimension)
        let smooth = self as? any SmoothKernel
        for index in Set(functionals.flatMap { $0.terms.map(\.derivative) }) {
            if index.dimension != inputDimension {
                throw .derivativeDimension(index: index.dimension, inputDimension: inputDimension)
            }
            guard index.total > 0 else { continue }
            guard let smooth else {
                throw .unsupported(
                    kernel: "\(Self.self)",
                    reason: "the derivative \(index) of its sample functions is not known; take a smooth kernel.")
            }
            try smooth.validateDerivative(index, inputDimension: inputDimension)
        }
    }

    /// The covariances cov(L_i f, M_j f) of two lists of functionals, m-by-n. Independent noise of the kernel
    /// (``White``) is left out.
    ///
    /// - Complexity: O(S T d) for S and T terms in all, in blocks of 32 MB.
    /// - Throws: ``KernelError`` when a functional does not fit the kernel.
    public func covariance(
        _ left: [LinearFunctional], _ right: [LinearFunctional]
    ) throws(KernelError) -> Matrix {
        var result = Matrix(rowCount: left.count, columnCount: right.count)
        try forEachBlock(left, right) { (a, b) throws(KernelError) in
            FunctionalStencil.add(try block(a, b), a, b, to: &result)
        }
        return result
    }

    /// The covariance matrix of a list of functionals, exactly symmetric.
    ///
    /// - Throws: ``KernelError`` when a functional does not fit the kernel.
    public func covariance(of functionals: [LinearFunctional]) throws(KernelError) -> Matrix {
        var result = try covariance(functionals, functionals)
        result.symmetrizeFromLower()
        return result
    }

    /// The variances var(L_i f).
    ///
    /// - Throws: ``KernelError`` when a functional does not fit the kernel.
    public func variances(of functionals: [LinearFunctional]) throws(KernelError) -> Vector {
        var result = Vector(count: functionals.count)
        for (i, functional) in functionals.enumerated() {
            result[i] = try covariance([functional], [functional])[0, 0]
        }
        return result
    }

    /// The gradient Σ_ij A_ij ∂cov(L_i f, M_j f)/∂θ with respect to every parameter in visiting order.
    ///
    /// - Throws: ``KernelError`` when a functional does not fit the kernel.
    public func covariancePullback(
        _ left: [LinearFunctional], _ right: [LinearFunctional], adjoint: Matrix
    ) throws(KernelError) -> [Double] {
        precondition(
            adjoint.rowCount == left.count && adjoint.columnCount == right.count,
            "The adjoint must have one row and one column per functional.")
        var result = [Double](repeating: 0, count: parameterCount)
        try forEachBlock(left, right) { (a, b) throws(KernelError) in
            let weights = FunctionalStencil.adjoint(adjoint, a, b)
            for (p, slope) in (try blockPullback(a, b, weights)).enumerated() { result[p] += slope }
        }
        return result
    }

    private func forEachBlock(
        _ left: [LinearFunctional], _ right: [LinearFunctional],
        _ body: (FunctionalStencil, FunctionalStencil) throws(KernelError) -> Void
    ) throws(KernelError) {
        guard let dimension = (left.first?.terms.first ?? right.first?.terms.first)?.point.count else { return }
        try validate(left + right, inputDimension: dimension)
        let stencils = FunctionalStencil.stencils(of: left)
        for b in FunctionalStencil.stencils(of: right) {
            for a in stencils {
                for piece in b.pieces(against: a.count) { try body(a, piece) }
            }
        }
    }

    /// The covariances of the terms of two stencils; derivatives go through ``SmoothKernel``.
    private func block(_ a: FunctionalStencil, _ b: FunctionalStencil) throws(KernelError) -> Matrix {
        guard a.derivative.total + b.derivative.total > 0, let smooth = self as? any SmoothKernel else {
            return cross(a.points, b.points)
        }
        return try smooth.cross(a.points, derivative: a.derivative, b.points, derivative: b.derivative)
    }

    private func blockPullback(
        _ a: FunctionalStencil, _ b: FunctionalStencil, _ adjoint: Matrix
    ) throws(KernelError) -> [Double] {
        guard a.derivative.total + b.derivative.total > 0, let smooth = self as? any SmoothKernel else {
            return crossPullback(a.points, b.points, adjoint: adjoint)
        }
        return try smooth.crossPullback(
            a.points, derivative: a.derivative, b.points, derivative: b.derivative, adjoint: adjoint)
    }
}
