import Mercer

/// One line on a terminal that is written over.
struct ProgressLine {
    func show(_ step: FitProgress) {
        let search = step.restart == 0 ? "" : "start \(step.restart + 1), "
        write(
            "\(search)iteration \(step.iteration): log evidence \(rounded(step.logPosterior)), "
                + "gradient \(magnitude(step.gradientNorm))")
    }

    func clear() { write("") }

    private func write(_ text: String) {
        // Return, the text, and erase to the end of the line.
        Terminal.write("\r\(text)\u{1B}[K")
    }
}
