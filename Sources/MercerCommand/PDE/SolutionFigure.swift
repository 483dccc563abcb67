import Mercer

/// The figure of a solution in one variable: u with its band, and the error or the band's width below.
struct SolutionFigure {
    var solved: SolvedProblem

    func svg() throws -> String { "" }
}
