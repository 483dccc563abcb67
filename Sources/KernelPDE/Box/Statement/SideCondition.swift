import Expressions

/// A linear condition on a side of a box: weights of derivatives across the side, and a value along it.
struct SideCondition: Sendable {
    /// The index of the variable that is fixed on the side.
    let axis: Int
    /// The rows over u, u', ... at the ends of the axis; the value is not used.
    let functional: EndCondition
    /// The value as a function of the other variable, with its derivatives; nil for a homogeneous condition (periodic).
    let data: [CompiledExpression]?
    /// The condition as stated, for messages.
    let text: String

    /// The values, or a derivative of them, at places of the other variable.
    func values(at points: [Double], derivative: Int = 0) throws(PDEError) -> [Double] {
        guard let data else { return points.map { _ in 0 } }
        let result = data[derivative].evaluate(columns: [points])
        if let i = result.firstIndex(where: { !$0.isFinite }) {
            throw .notFiniteAt(formula: text, point: [points[i]])
        }
        return result
    }

    /// The functional of another condition (of the other variable) applied to the values along this side.
    func corner(with other: SideCondition, of variable: DomainVariable) throws(PDEError) -> Double {
        var sum = 0.0
        for term in other.functional.terms {
            let place = term.end == .lower ? variable.lower : variable.upper
            sum += term.weight * (try values(at: [place], derivative: term.derivative)[0])
        }
        return sum
    }

    /// The size that the terms of ``corner(with:of:)`` may have: values along the side over lengths of the side.
    func cornerSize(with other: SideCondition, of variable: DomainVariable) throws(PDEError) -> Double {
        let places = [0, 0.11, 0.27, 0.42, 0.61, 0.77, 0.92, 1].map { variable.lower + $0 * variable.length }
        let largest = try values(at: places).reduce(0) { max($0, abs($1)) }
        return other.functional.terms.reduce(0) { size, term in
            var part = abs(term.weight) * largest
            for _ in 0..<term.derivative { part /= variable.length }
            return max(size, part)
        }
    }
}
