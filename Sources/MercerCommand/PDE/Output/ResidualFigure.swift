import Mercer

/// The residual after every step of a solve that took several.
struct ResidualFigure {
    var output: SolutionOutput

    init(_ output: SolutionOutput) { self.output = output }

    func write(to path: String) throws {
        let history = output.report.residualHistory.filter { $0.isFinite && $0 > 0 }
        guard history.count > 1 else { return }
        var figure = Figure(
            title: output.title, x: Axis("step"), y: Axis("residual", scale: .logarithmic), width: 560, height: 320)
        figure.line(x: history.indices.map { Double($0) }, y: history, style: LineStyle(color: .blue))
        figure.scatter(x: history.indices.map { Double($0) }, y: history, color: .blue)
        try AtomicFile(path).write(figure.svg())
    }
}
