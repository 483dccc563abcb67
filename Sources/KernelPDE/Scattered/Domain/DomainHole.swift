import LinearAlgebra

/// A hole of a plane domain: a place in it and its size.
struct DomainHole: Sendable {
    let center: [Double]
    /// The radius of the disk of equal area.
    let radius: Double
}

extension ImplicitDomain {
    /// The parts of the box outside the domain that do not reach the sides of the box, on a grid of 96 steps.
    func holes() -> [DomainHole] {
        guard dimension == 2, !tree.levels.isEmpty else { return [] }
        let size = 97
        let grid = Lattice(
            variables.map { Vector.linearlySpaced(from: $0.lower, through: $0.upper, count: size).array })
        let columns = grid.columns
        var isFree = contains(Matrix(rowCount: grid.count, columnCount: 2) { columns[$1][$0] }).map { !$0 }
        var found: [DomainHole] = []
        for start in isFree.indices where isFree[start] {
            var stack = [start]
            isFree[start] = false
            var (members, touches) = ([Int](), false)
            while let node = stack.popLast() {
                members.append(node)
                let (i, j) = (node % size, node / size)
                if i == 0 || j == 0 || i == size - 1 || j == size - 1 { touches = true }
                for (di, dj) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                    let (a, b) = (i + di, j + dj)
                    guard a >= 0, b >= 0, a < size, b < size, isFree[a + b * size] else { continue }
                    isFree[a + b * size] = false
                    stack.append(a + b * size)
                }
            }
            guard !touches else { continue }
            let area =
                Double(members.count) * variables[0].length * variables[1].length / Double((size - 1) * (size - 1))
            let center = (0..<2).map { c in members.reduce(0.0) { $0 + columns[c][$1] } / Double(members.count) }
            found.append(DomainHole(center: center, radius: (area / Double.pi).squareRoot()))
        }
        return found
    }
}
