import Mercer

/// The methods that work on points the user counts, with polynomials or a named kernel.
extension PDEMethod {
    /// Collocation on a tensor grid of `grid` points, by polynomials or, with `kernel`, a kernel the same along every variable.
    func onGrid(_ understood: UnderstoodProblem, _ locator: ErrorLocator) throws -> any PDESolution {
        let file = understood.file
        guard understood.samples == nil, file.domain == nil, file.observations == nil, file.functions.count == 1 else {
            throw CommandError("the method grid solves one equation on a box, given by formulas; use auto")
        }
        let standard = [1: 400, 2: 200, 3: 60][file.variables.count] ?? 20
        let counts = file.variables.map { file.grid[$0.name.text] ?? standard }
        var basis = GridSolver.Basis.polynomial
        if let kernel = try smoothKernel(understood, locator, inputDimension: 1) {
            basis = .kernels(counts.map { _ in kernel }, shift: .relative(toMeanDiagonal: 1e-12))
        }
        let problem = try TensorProblem(understood.statement)
        return try GridSolver(points: counts, basis: basis).solve(problem)
    }

    /// Symmetric collocation with a smooth kernel at scattered points of a domain, as many as `grid` says in all.
    func collocated(
        _ problem: ScatteredProblem, _ understood: UnderstoodProblem, _ locator: ErrorLocator
    ) throws -> any PDESolution {
        let grid = understood.file.grid
        let pointCount = grid.isEmpty ? 600 : grid.values.reduce(1, *)
        func solve(_ kernel: some SmoothKernel) throws -> any PDESolution {
            try KernelCollocationSolver(kernel: kernel, pointCount: pointCount).solve(problem)
        }
        let dimension = problem.variables.count
        if let kernel = try smoothKernel(understood, locator, inputDimension: dimension) { return try solve(kernel) }
        let lengthscale = 0.3 * (problem.variables.map(\.length).max() ?? 1)
        return try solve(SquaredExponential(lengthscales: .isotropic(lengthscale)))
    }

    /// The kernel of the file, if it names one.
    private func smoothKernel(
        _ understood: UnderstoodProblem, _ locator: ErrorLocator, inputDimension: Int
    ) throws -> (any SmoothKernel)? {
        guard let text = understood.file.kernel, text.text != "auto" else { return nil }
        do {
            let kernel = try KernelCatalogue.standard.kernel(text.text, inputDimension: inputDimension)
            guard let smooth = kernel as? any SmoothKernel else {
                throw CommandError("the kernel '\(text.text)' has no derivatives; use rbf or a matern of higher order")
            }
            return smooth
        } catch { throw locator.error("\(error)", at: text) }
    }
}
