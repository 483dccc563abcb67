/// The syntax tree of a kernel, network, model, method or prior expression.
///
/// `1.3*rbf(lengthscales=[0.5, 1]) + white(0.1)`, `nngp(dense(bias_std=0.1) >> relu)`, `student-t-process(dof=5)`.
/// The tree knows no kernel by name; every node keeps its place in the text, for the errors of whoever does.
/// Equality compares structure and ignores places.
public struct KernelExpression: Sendable {
    /// What stands here.
    public indirect enum Kind: Sendable, Equatable {
        /// A number; constant arithmetic such as `2*pi` or `-1/3` is already worked out.
        case number(Double)

        /// A name alone: a kernel without arguments, or a choice such as `relevance` or `same`.
        case name(String)

        /// `name(arguments)`.
        case call(String, [Argument])

        /// `[a, b, ...]`.
        case list([KernelExpression])

        /// `3x3`, `6x6x2`.
        case size([Int])

        /// `a + b + ...`, at least two.
        case sum([KernelExpression])

        /// `a * b * ...`, at least two; numbers scale.
        case product([KernelExpression])

        /// `a >> b >> ...`, at least two, from input to output.
        case chain([KernelExpression])

        /// `a | b | ...`, at least two branches.
        case parallel([KernelExpression])
    }

    /// A positional or named argument of a call.
    public struct Argument: Sendable, Equatable {
        /// The name before `=`, or nil for a positional argument.
        public var label: String?

        /// The value.
        public var value: KernelExpression

        /// An argument.
        public init(label: String? = nil, _ value: KernelExpression) {
            self.label = label
            self.value = value
        }
    }

    /// What stands here.
    public var kind: Kind

    /// Where it starts.
    public var location: SourceLocation

    /// A node of the tree.
    public init(_ kind: Kind, at location: SourceLocation = SourceLocation()) {
        self.kind = kind
        self.location = location
    }
}

extension KernelExpression: Equatable {
    /// Whether two trees have the same structure, wherever they were written.
    public static func == (a: KernelExpression, b: KernelExpression) -> Bool { a.kind == b.kind }
}

extension KernelExpression {
    /// The name and arguments of a call; a name alone is a call without arguments; nil for anything else.
    public var call: (name: String, arguments: [Argument])? {
        switch kind {
        case .name(let name): (name, [])
        case .call(let name, let arguments): (name, arguments)
        default: nil
        }
    }

    /// The number, if this is one.
    public var number: Double? {
        if case .number(let value) = kind { value } else { nil }
    }
}
