import Expressions
import LinearAlgebra

/// A linear condition on a face of a box of several variables: weights of derivatives across it, a value along it.
struct FaceCondition: Sendable {
    /// The index of the variable that is fixed on the face.
    let axis: Int
    /// The rows over u, u', ... at the ends of the axis; the value is not used.
    let functional: EndCondition
    /// The value as a function of all variables but ``axis``; nil for a homogeneous condition (periodic).
    let value: Expression?
    /// The condition as stated, for messages.
    let text: String
    /// The other variables.
    let tangents: [DomainVariable]
    private let compiled: CompiledExpression?
    private let parameters: [String: Double]

    init(
        axis: Int, functional: EndCondition, value: Expression?, text: String, variables: [DomainVariable],
        parameters: [String: Double]
    ) throws(PDEError) {
        self.axis = axis
        self.functional = functional
        self.value = value
        self.text = text
        self.parameters = parameters
        var others = variables
        others.remove(at: axis)
        tangents = others
        guard let value else {
            compiled = nil
            return
        }
        compiled = try Formula.compiled(value, variables: others.map(\.name), parameters: parameters, text: text)
    }

    /// Whether the value may differ from zero.
    var hasData: Bool { value != nil && value != 0 }

    /// The values on a tensor grid of the face: one array of places a variable, `axis` left out of the shape.
    func values(onGrid places: [[Double]]) throws(PDEError) -> Tensor {
        try Self.values(compiled, places: places, text: text)
    }

    /// A functional of another variable applied to the values along this face.
    ///
    /// - Parameters:
    ///   - functional: a condition of the variable of index `axis`.
    ///   - places: one array a tangent; that of the variable itself is ignored, the result has one value there.
    func edgeValues(with functional: EndCondition, axis other: Int, places: [[Double]]) throws(PDEError) -> Tensor {
        let mode = other < axis ? other : other - 1
        let variable = tangents[mode]
        var grid = places
        grid[mode] = [variable.lower]
        var sum = Tensor(shape: grid.map(\.count))
        guard let value else { return sum }
        for term in functional.terms {
            let part = value.differentiated(by: variable.name, order: term.derivative)
            let program = try Formula.compiled(
                part, variables: tangents.map(\.name), parameters: parameters, text: text)
            grid[mode] = [term.end == .lower ? variable.lower : variable.upper]
            sum.add(try Self.values(program, places: grid, text: text), scaledBy: term.weight)
        }
        return sum
    }

    private static func values(
        _ program: CompiledExpression?, places: [[Double]], text: String
    ) throws(PDEError) -> Tensor {
        let shape = places.map(\.count)
        guard let program else { return Tensor(shape: shape) }
        let columns = GridColumns(places).columns
        let result = columns.isEmpty ? [program.evaluate(at: [])] : program.evaluate(columns: columns)
        if let i = result.firstIndex(where: { !$0.isFinite }) {
            throw .notFiniteAt(formula: text, point: columns.map { $0[i] })
        }
        return Tensor(shape: shape, values: Vector(result))
    }
}
