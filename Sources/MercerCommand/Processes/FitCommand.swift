import ArgumentParser
import Mercer

/// `mercer fit`: train a process on data and save it.
struct FitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit",
        abstract: "Fit a Gaussian process to data and save it.",
        discussion: """
            Example: mercer fit concrete.csv --target strength --kernel '1.0*matern52(lengthscales=relevance)' \
            --standardize --test 0.2 --output model

            DATA is a CSV file with a header ('-' is standard input), or X.npy with --y y.npy. Without --kernel it is
            a scaled squared exponential with one lengthscale per input, started at the data's scale. The model
            directory holds model.json, x.npy and y.npy; use it with 'mercer predict'.

            --likelihood: gaussian, student-t(dof=4, scale=), laplace(scale=), bernoulli(link=logit|probit), poisson,
            negative-binomial(shape=), gamma(shape=), beta(precision=), ordinal(categories= or thresholds=[...]),
            categorical(link=softmax|robust-max), heteroskedastic(kernel=). Classes are 0, 1, 2, … What is not given
            starts at the data's scale.
            --model: gaussian-process, student-t-process(dof=5), scale-mixture(PRIOR) with PRIOR inverse_gamma(shape,
            rate), gamma(shape, rate), burr12(c, d), beta_prime(a, b), half_cauchy(scale), log_normal(mean,
            standard_deviation) or sampled([...]); noise=outside leaves the noise out of the mixture.
            """
    )

    @Argument(help: "The data: a CSV file with a header, '-', or X.npy.")
    var data: String
    @Option(help: "The target column.")
    var target: String?
    @Option(name: .customLong("y"), help: "The targets (.npy), with X.npy.")
    var targetFile: String?
    @Option(help: "The kernel; list the names with 'mercer kernels'.")
    var kernel: String?
    @Option(help: "The mean function: zero, constant (unless given) or linear.")
    var mean: MeanChoice?
    @Option(help: "The model: gaussian-process, student-t-process(dof=) or scale-mixture(PRIOR).")
    var model = "gaussian-process"
    @Option(help: "How targets arise from the function; the names are above.")
    var likelihood = "gaussian"
    @Option(help: "The noise variance at the start; 0 for none. A tenth of the target's variance unless given.")
    var noise: Double?
    @Option(help: "The method: auto, exact, laplace, expectation-propagation or variational.")
    var method = "auto"
    @Flag(help: "Give inputs and target mean zero and standard deviation one (of the training rows) first.")
    var standardize = false
    @Option(help: "The most iterations of a search; 0 evaluates at the given parameters.")
    var iterations = 500
    @Option(help: "Searches from random starts after the first.")
    var restarts = 0
    @Option(help: "The seed of every random choice.")
    var seed: UInt64 = 0
    @Option(help: "Rows to hold out and score: a fraction, or a CSV file with the same columns.")
    var test: String?
    @Option(help: "The directory to write the model to.")
    var output: String
    @OptionGroup var options: CommonOptions

    func validate() throws {
        if iterations < 0 { throw ValidationError("--iterations must not be negative.") }
        if restarts < 0 { throw ValidationError("--restarts must not be negative.") }
        if let noise, !(noise >= 0 && noise.isFinite) {
            throw ValidationError("--noise must be zero or a positive number, not \(noise).")
        }
    }

    mutating func run() throws {
        options.apply()
        let directory = AtomicDirectory(output)
        try directory.check()

        var training = try DataSet(path: data, target: target, targetFile: targetFile)
        var held: DataSet?
        if let test {
            if let fraction = Double(test) {
                guard fraction > 0, fraction < 1 else {
                    throw CommandError("--test \(test) must be between 0 and 1, or a file")
                }
                let parts = try training.split(holdingOut: fraction, seed: seed)
                (training, held) = (parts.kept, parts.held)
            } else {
                held = try DataSet(path: test, inputNames: training.inputNames, targetName: training.targetName)
                if held?.y == nil {
                    throw CommandError("'\(test)' has no column '\(training.targetName)' to score against")
                }
            }
        }
        let job = FitJob(
            training: training, held: held,
            structure: ModelChoice(kernel: kernel, mean: mean, model: model, likelihood: likelihood, noise: noise),
            method: method, standardizes: standardize,
            stopping: StoppingRules(maximumIterations: iterations), restarts: restarts, seed: seed)
        let outcome = try job.run(progress: options.showsProgress ? ProgressLine() : nil)
        try directory.write { try outcome.model.write(into: $0) }
        report(outcome)
    }

    private func report(_ outcome: FitOutcome) {
        for warning in outcome.warnings { options.warn(warning) }
        if options.json {
            print(outcome.json.text())
            return
        }
        for line in outcome.lines { options.summary(line) }
        options.summary("model written to \(output)")
    }
}

/// The mean functions of `--mean`.
enum MeanChoice: String, ExpressibleByArgument, CaseIterable {
    case zero, constant, linear

    var function: any MeanFunction {
        switch self {
        case .zero: ZeroMean()
        case .constant: ConstantMean()
        case .linear: LinearMean()
        }
    }
}
