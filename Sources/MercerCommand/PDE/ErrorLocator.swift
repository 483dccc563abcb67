import Mercer

/// Finds the place in a problem file that an error of the solver is about.
struct ErrorLocator {
    var file: ProblemFile

    func error(_ reason: String, at place: Located?) -> ProblemFileError {
        ProblemFileError(file: file.source, line: place?.line, column: place?.column, reason: reason)
    }

    /// The error with the line and column of the text it quotes.
    func locate(_ error: PDEError) -> ProblemFileError {
        self.error(error.description, at: place(of: error))
    }

    private func place(of error: PDEError) -> Located? {
        switch error {
        case .syntax(let text, _), .noDerivative(let text), .unsuitableCondition(let text, _): place(quoting: text)
        case .contradictoryConditions(_, let second): place(quoting: second)
        case .invalidDomain: file.variables.first?.lower
        case .tooFewConditions, .tooManyConditions: file.conditions.last?.on ?? file.equation
        default: file.equation
        }
    }

    private func place(quoting text: String) -> Located? {
        let texts =
            file.equations + file.conditions.compactMap(\.equation) + file.conditions.map(\.on)
            + file.variables.flatMap { [$0.lower, $0.upper] } + file.exact.map(\.formula)
            + [file.domain].compactMap(\.self)
        return texts.first { $0.text == text } ?? texts.first { !$0.text.isEmpty && text.contains($0.text) }
    }
}
