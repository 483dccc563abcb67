/// Linear dependence among conditions, seen as rows over the 2m numbers u^(k) at the two ends.
struct ConditionRank {
    let order: Int

    /// The conditions that are independent of those before them.
    ///
    /// - Throws: ``PDEError/contradictoryConditions(_:_:)`` where a dependent one states another value.
    func independent(
        _ stated: [(condition: EndCondition, text: String)]
    ) throws(PDEError) -> [(condition: EndCondition, text: String)] {
        var kept: [(condition: EndCondition, text: String)] = []
        var basis: [(row: [Double], pivot: Int, text: String)] = []
        for (condition, text) in stated {
            var row = [Double](repeating: 0, count: 2 * order + 1)
            for term in condition.terms {
                row[term.derivative + (term.end == .upper ? order : 0)] += term.weight
            }
            row[2 * order] = condition.value
            let size = row.dropLast().reduce(0) { max($0, abs($1)) }
            let valueSize = max(abs(condition.value), size, basis.reduce(0) { max($0, abs($1.row[2 * order])) })
            var partner = text
            for (other, pivot, otherText) in basis where row[pivot] != 0 {
                let factor = row[pivot] / other[pivot]
                for k in row.indices { row[k] -= factor * other[k] }
                row[pivot] = 0
                partner = otherText
            }
            var pivot = 0
            for k in 0..<(2 * order) where abs(row[k]) > abs(row[pivot]) { pivot = k }
            if abs(row[pivot]) > 1e-12 * size {
                basis.append((row, pivot, text))
                kept.append((condition, text))
            } else if abs(row[2 * order]) > 1e-10 * valueSize {
                throw .contradictoryConditions(partner, text)
            }
        }
        return kept
    }
}
