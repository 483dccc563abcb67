import GaussianProcesses
import Kernels
import LinearAlgebra

extension ModelReader {
    /// The prior of the file's kind, its parameters not yet restored. Files of the first format have Gaussian processes only.
    func prior(
        inputDimension: Int, _ catalogue: KernelCatalogue, _ likelihoods: LikelihoodCatalogue
    ) throws -> ModelPrior {
        let kernel = try catalogue.kernel(string("kernel"), inputDimension: inputDimension)
        let mean = try mean(inputDimension: inputDimension)
        var process = GaussianProcess(kernel: kernel, mean: mean, noise: try bool("hasNoise") ? .positive(1) : nil)
        switch try string("model") {
        case "gaussian-process":
            guard let text = root["likelihood"]?.string else { return .process(process) }
            switch try likelihoods.observationModel(text) {
            case .gaussian: break
            case .likelihood(let likelihood): process.likelihood = likelihood
            default: throw malformed("'\(text)' is not the likelihood of one process")
            }
            return .process(process)
        case "scale-mixture":
            let kind = try ModelCatalogue.kind(string("mixture"))
            guard case .scaleMixture = kind else { throw malformed("'mixture' must name a mixing density") }
            return kind.prior(of: process)
        case "heteroskedastic-process":
            let noiseKernel = try catalogue.kernel(string("noiseKernel"), inputDimension: inputDimension)
            let noiseMean = try self.mean("noiseMean", inputDimension: inputDimension)
            return .heteroskedastic(
                HeteroskedasticProcess(
                    process: process, logNoise: GaussianProcess(kernel: noiseKernel, mean: noiseMean, noise: nil)))
        case "categorical-process":
            let text = try string("likelihood")
            guard case .categorical(let count, let link) = try likelihoods.observationModel(text) else {
                throw malformed("'\(text)' is not a categorical likelihood")
            }
            return .categorical(CategoricalProcess(process: process, classCount: count, link: link))
        case let other:
            throw malformed("there is no model '\(other)'")
        }
    }

    /// The method of the file, or the usual one of the prior.
    func method(of prior: ModelPrior) throws -> ModelMethod {
        guard let name = root["method"]?.string else { return prior.methods[0] }
        guard let method = ModelMethod(rawValue: name), prior.methods.contains(method) else {
            throw malformed("the method '\(name)' does not apply")
        }
        return method
    }
}
