import LinearAlgebra

/// Two conditions that disagree where their faces meet.
struct EdgeMismatch: CustomStringConvertible {
    let first: FaceCondition
    let second: FaceCondition
    /// The largest disagreement along the edge, relative to the data.
    let relative: Double

    var description: String {
        "The conditions \"\(first.text)\" and \"\(second.text)\" disagree where their faces meet, by \(relative) of their "
            + "size: no smooth solution meets both, and the values near that edge (and after it in time) are not resolved."
    }

    /// A larger disagreement than this, relative to the data, counts.
    static let limit = 1e-10
    private static let samples = [0, 0.17, 0.43, 0.69, 1]

    /// Every pair of conditions of different variables that disagree.
    static func all(of problem: TensorProblem) throws(PDEError) -> [EdgeMismatch] {
        var found: [EdgeMismatch] = []
        for a in problem.variables.indices {
            for b in (a + 1)..<max(problem.variables.count, a + 1) {
                for first in problem.faces[a] {
                    for second in problem.faces[b] where first.hasData || second.hasData {
                        let mismatch = try relative(first, second, problem.variables)
                        if mismatch > limit {
                            found.append(EdgeMismatch(first: first, second: second, relative: mismatch))
                        }
                    }
                }
            }
        }
        return found
    }

    private static func relative(
        _ first: FaceCondition, _ second: FaceCondition, _ variables: [DomainVariable]
    ) throws(PDEError) -> Double {
        let here = try values(first, second, variables)
        let there = try values(second, first, variables)
        let size = max(
            here.values.maximumMagnitude, there.values.maximumMagnitude, here.size, there.size)
        return size > 0 ? (here.values - there.values).maximumMagnitude / size : 0
    }

    /// The functional of `other` on the data of a condition along their edge, and the size that its terms may have.
    private static func values(
        _ condition: FaceCondition, _ other: FaceCondition, _ variables: [DomainVariable]
    ) throws(PDEError) -> (values: Vector, size: Double) {
        let variable = variables[other.axis]
        let places = condition.tangents.map { tangent in samples.map { tangent.lower + $0 * tangent.length } }
        let edge = try condition.edgeValues(with: other.functional, axis: other.axis, places: places).values
        let largest = try condition.values(onGrid: places).values.maximumMagnitude
        let size = other.functional.terms.reduce(0.0) { size, term in
            var part = abs(term.weight) * largest
            for _ in 0..<term.derivative { part /= variable.length }
            return max(size, part)
        }
        return (edge, size)
    }
}
