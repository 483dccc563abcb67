import Mercer

/// The amplitudes of the tones in a solution along each variable, with the frequencies the report names.
///
/// Along a variable the function is sampled at 1025 places in nine cuts, its straight part taken off, weighted by Hann's window
/// and Fourier transformed; the root mean square over the cuts is drawn, scaled so that a tone of amplitude one has height one.
struct SpectrumFigure {
    var output: SolutionOutput
    private let count = 1025

    init(_ output: SolutionOutput) { self.output = output }

    func write(to path: String) throws {
        guard let function = output.functions.first else { return }
        let figures = output.variables.indices.compactMap { spectrum(of: function, along: $0) }
        guard !figures.isEmpty else { return }
        try AtomicFile(path).write(FigureGrid(title: output.title, columnCount: 1, figures: figures).svg())
    }

    private func spectrum(of function: SolutionComponent, along axis: Int) -> Figure? {
        let variable = output.variables[axis]
        let cuts = (output.variables.count == 1 ? [0.5] : (1...9).map { Double($0) / 10 })
            .compactMap { amplitudes(of: function, along: axis, through: $0) }
        guard let first = cuts.first else { return nil }
        let all = first.indices.map { bin in cuts.reduce(0) { $0 + $1[bin] * $1[bin] } / Double(cuts.count) }
        // Behind the last tone there is only the window's tail.
        let tail = 1e-9 * (all.max() ?? 0)
        let last = Swift.min(all.count, Swift.max(24, (all.lastIndex { $0 > tail } ?? 0) * 5 / 4))
        let power = Array(all.prefix(last))
        let step = 2 * Double.pi / variable.length
        let floor = 1e-17 * Swift.max(power.max() ?? 0, 1e-280).squareRoot()
        var figure = Figure(
            x: Axis("angular frequency along \(variable.name), rad"), y: Axis("amplitude", scale: .logarithmic),
            width: 760, height: 280)
        figure.line(
            x: power.indices.map { step * Double($0) }, y: power.map { Swift.max($0.squareRoot(), floor) },
            style: LineStyle(color: .blue))
        for (index, frequency) in (output.report.frequencies[variable.name] ?? []).prefix(8).enumerated() {
            figure.verticalRule(at: frequency, name: index == 0 ? "frequencies in the report" : nil)
        }
        return figure
    }

    private func amplitudes(of function: SolutionComponent, along axis: Int, through share: Double) -> [Double]? {
        let grid = SolutionGrid(
            output.variables,
            places: output.variables.enumerated().map { index, variable in
                index == axis
                    ? Vector.linearlySpaced(from: variable.lower, through: variable.upper, count: count).array
                    : [variable.lower + share * variable.length]
            })
        let values = grid.mean(function).array
        guard values.allSatisfy(\.isFinite), let first = values.first, let last = values.last else { return nil }
        let weighted = (0..<(count - 1)).map { i in
            let share = Double(i) / Double(count - 1)
            return (values[i] - first - share * (last - first)) * squaredSine(Double.pi * share)
        }
        let transform = RealFourierTransform(length: count - 1).forward(Vector(weighted))
        return transform.map { 4 * ($0.real * $0.real + $0.imaginary * $0.imaginary).squareRoot() / Double(count - 1) }
    }
}
