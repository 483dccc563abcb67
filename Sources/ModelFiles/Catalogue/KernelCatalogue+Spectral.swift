import Expressions
import Kernels

extension KernelCatalogue {
    /// The mixtures over frequencies.
    static let spectral: [KernelEntry] = [
        KernelEntry(
            "spectral_mixture", "components=1, top_frequency=1",
            "Gaussian spectral mixture; or weights=[...], rates=[...], frequencies=[...] in cycles per unit."
        ) { (given: inout KernelArguments) throws(CatalogueError) -> SpectralMixture in
            SpectralMixture(try given.spectralComponents())
        } arguments: { (kernel: SpectralMixture) in
            spectralArguments(kernel.components)
        },
        KernelEntry(
            composed: "student_t_mixture", "components=1, dof=5, top_frequency=1",
            "Mixture with Student-t spectrum (Matérn envelopes, dof = 2 nu); lists as for spectral_mixture."
        ) { (given: inout KernelArguments) throws(CatalogueError) -> any Kernel in
            let components = try given.spectralComponents()
            let dof = try given.positive("dof", default: 5)
            // Odd degrees of freedom have a closed form.
            if let degree = Int(exactly: (dof - 1) / 2), (0...8).contains(degree) {
                return StudentMixture(components, degree: degree)
            }
            return EnvelopeMixture(components, degreesOfFreedom: dof)
        } arguments: { kernel in
            if let kernel = kernel as? StudentMixture {
                return spectralArguments(kernel.components) + [.named("dof", Double(2 * kernel.envelope.degree + 1))]
            }
            guard let kernel = kernel as? EnvelopeMixture<StudentEnvelope> else { return nil }
            return spectralArguments(kernel.components) + [.named("dof", kernel.envelope.degreesOfFreedom)]
        },
        sampled("sampled_spectrum", .linear, "Any spectrum sampled at 0, spacing, 2 spacing, ..., linear between."),
        sampled("sampled_lines", .lines, "A line spectrum at 0, spacing, 2 spacing, ...; repeats after 1/spacing."),
    ]

    private static func sampled(
        _ name: String, _ reading: SampledSpectrum.Reading, _ summary: String
    ) -> KernelEntry {
        KernelEntry(composed: name, "densities=[...], spacing", summary) {
            (given: inout KernelArguments) throws(CatalogueError) -> any Kernel in
            guard let densities = try given.numbers(named: "densities") else {
                throw CatalogueError("\(name) needs densities=[...]", at: given.location)
            }
            let spacing = try given.positive("spacing", default: nil)
            do throws(KernelError) {
                return try SampledSpectrum(densities: densities, spacing: spacing, reading: reading)
            } catch {
                throw CatalogueError(error.description, at: given.location)
            }
        } arguments: { kernel in
            guard let kernel = kernel as? SampledSpectrum, kernel.reading == reading else { return nil }
            return [.named("densities", kernel.densities), .named("spacing", kernel.spacing)]
        }
    }

    private static func spectralArguments(_ components: [SpectralComponent]) -> [KernelExpression.Argument] {
        [
            .named("weights", components.map(\.weight.value)), .named("rates", components.map(\.rate.value)),
            .named("frequencies", components.map(\.frequency.value)),
        ]
    }
}

extension KernelArguments {
    /// The components of a mixture: given as lists, or a comb of equal weights up to a top frequency.
    mutating func spectralComponents() throws(CatalogueError) -> [SpectralComponent] {
        let weights = try numbers(named: "weights")
        let rates = try numbers(named: "rates")
        let frequencies = try numbers(named: "frequencies")
        if let frequencies {
            let count = frequencies.count
            let weights = weights ?? [Double](repeating: 1 / Double(count), count: count)
            let rates = rates ?? [Double](repeating: 1, count: count)
            guard weights.count == count, rates.count == count else {
                throw CatalogueError(
                    "\(name): weights, rates and frequencies need equal lengths, not \(weights.count), \(rates.count) "
                        + "and \(count)", at: location)
            }
            guard weights.allSatisfy({ $0 > 0 }), rates.allSatisfy({ $0 > 0 }), frequencies.allSatisfy({ $0 >= 0 })
            else {
                throw CatalogueError(
                    "\(name): weights and rates must be positive, frequencies not negative", at: location)
            }
            return (0..<count).map {
                SpectralComponent(weight: weights[$0], rate: rates[$0], frequency: frequencies[$0])
            }
        }
        guard weights == nil, rates == nil else {
            throw CatalogueError("\(name): weights and rates need frequencies=[...] too", at: location)
        }
        let count = try self.count("components", default: 1, minimum: 1)
        let top = try positive("top_frequency", default: 1)
        return (0..<count).map {
            SpectralComponent(
                weight: 1 / Double(count), rate: 1,
                frequency: count == 1 ? top : top * Double($0) / Double(count - 1))
        }
    }
}
