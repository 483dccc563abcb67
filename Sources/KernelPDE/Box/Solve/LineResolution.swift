import LinearAlgebra

// Goal: the sizes at which the data of a problem are resolved, at a small part of the cost of a solve. Sampling the tensor grid
// at every size on the way costs a third of the whole; the degree along one variable is seen on cuts. Cuts stand at irregular
// places and where a coarse look over the box finds the largest values and the largest changes. What they miss, the tensor
// grid at the sizes found still shows (``BoxResolution``): it is sampled once anyway. Degrees are counted in Chebyshev
// coefficients, by cosine transforms; the Legendre coefficients of an analytic function decay at the same rate.

/// The degrees that a problem's formulas have along cuts of the box.
struct LineResolution {
    private let problem: BoxProblem
    private static let places = [-0.9993, -0.83, -0.31, 0.067, 0.47, 0.877, 0.9991]
    private static let checks = [-0.99993, -0.7134, 0.1717, 0.59311, 0.99987]

    init(_ problem: BoxProblem) { self.problem = problem }

    /// The size for each dimension, at most `limit`.
    func sizes(limit: Int) throws(PDEError) -> [Int] {
        let places = try lines()
        return try (0..<2).map { (axis) throws(PDEError) in
            let other = problem.variables[1 - axis]
            let across = places[1 - axis].map { other.lower + 0.5 * other.length * (1 + $0) }
            let cuts: ([Double]) throws(PDEError) -> [[[Double]]] = { (along) throws(PDEError) in
                let x = across.flatMap { _ in along }
                let y = across.flatMap { [Double](repeating: $0, count: along.count) }
                let rows = try problem.formulation.data(columns: axis == 0 ? [x, y] : [y, x])
                return rows.map { row in
                    across.indices.map { Array(row[($0 * along.count)..<(($0 + 1) * along.count)]) }
                }
            }
            var size = try length(limit: limit, of: cuts, on: problem.variables[axis])
            for condition in problem.sides[1 - axis] where condition.data != nil {
                let side: ([Double]) throws(PDEError) -> [[[Double]]] = { (along) throws(PDEError) in
                    [[try condition.values(at: along)]]
                }
                size = max(size, try length(limit: limit, of: side, on: problem.variables[axis]))
            }
            return min(limit, max(BoxResolution.firstSize, size))
        }
    }

    /// Places in [-1, 1] of the cuts, per variable that stays fixed.
    private func lines() throws(PDEError) -> [[Double]] {
        let coarse = BoxResolution.irregular
        let points = problem.variables.map { v in coarse.map { v.lower + 0.5 * v.length * (1 + $0) } }
        var result = [Self.places, Self.places]
        let n = coarse.count
        for row in try problem.formulation.data(columns: tensorColumns(points[0], points[1])) {
            var (value, change) = ((size: 0.0, i: 0, j: 0), (size: 0.0, i: 0, j: 0))
            for j in 0..<n {
                for i in 0..<n {
                    let size = abs(row[i + j * n])
                    if size > value.size { value = (size, i, j) }
                    let step = max(
                        i > 0 ? abs(row[i + j * n] - row[i - 1 + j * n]) : 0,
                        j > 0 ? abs(row[i + j * n] - row[i + (j - 1) * n]) : 0)
                    if step > change.size { change = (step, i, j) }
                }
            }
            for place in [value, change] where place.size > 0 {
                result[0].append(coarse[place.i])
                result[1].append(coarse[place.j])
            }
        }
        return result.map { Array(Set($0)).sorted() }
    }

    /// The length that resolves every line of every row, relative to the largest value of the row.
    ///
    /// - Parameter sample: rows of lines of values at points of the variable.
    private func length(
        limit: Int, of sample: ([Double]) throws(PDEError) -> [[[Double]]], on variable: DomainVariable
    ) throws(PDEError) -> Int {
        func physical(_ t: [Double]) -> [Double] { t.map { variable.lower + 0.5 * variable.length * (1 + $0) } }
        let truth = try sample(physical(Self.checks))
        var count = 32
        while true {
            let rows = try sample(physical(ChebyshevNodes.firstKind(count)))
            var needed = 1
            for (row, exact) in zip(rows, truth) where needed <= count {
                let scale = row.reduce(0.0) { $1.reduce($0) { max($0, abs($1)) } }
                guard scale > 0 || exact.contains(where: { $0.contains { $0 != 0 } }) else { continue }
                for (values, expected) in zip(row, exact) {
                    let coefficients = ChebyshevTransform.coefficients(ofValues: values)
                    let length = (coefficients.lastIndex { abs($0) > 0.3 * BoxResolution.tolerance * scale } ?? 0) + 1
                    let series = ChebyshevSeries(coefficients)
                    let agrees = zip(Self.checks, expected).allSatisfy {
                        abs(series.value(at: $0.0) - $0.1) <= 1e-10 * scale * Double(count).squareRoot()
                    }
                    needed = max(needed, length > count - count / 12 - 2 || !agrees ? count + 1 : length)
                }
            }
            if needed <= count { return needed + needed / 12 + 4 }
            guard count < 2 * limit else { return limit }
            count = count < 512 ? 2 * count : count + 512
        }
    }
}
