/// A kernel of several outputs that is one kernel of the inputs times one covariance between outputs.
///
/// Where all outputs are observed at all inputs, its Gram matrix is the Kronecker product of both.
public protocol SeparableOutputs: Kernel {
    /// The kernel of the inputs.
    associatedtype Base: Kernel
    /// The covariance between outputs; its parameters come first.
    var outputs: Categorical { get }
    /// The kernel of the inputs without the index of the output; its parameters come second.
    var base: Base { get }
}

extension Coregionalized: SeparableOutputs {}
