import LinearAlgebra

/// Points of the edge of a domain with outward unit normals and the level functions they are zeros of.
struct BoundaryPoints: Sendable {
    /// One column of coordinates a variable.
    var columns: [[Double]]
    /// One column of components a variable.
    var normals: [[Double]]
    var levels: [Int]

    var count: Int { levels.count }
    var points: Matrix { Matrix(rowCount: count, columnCount: columns.count) { columns[$1][$0] } }

    init(dimension: Int) {
        columns = [[Double]](repeating: [], count: dimension)
        normals = columns
        levels = []
    }

    func chosen(_ indices: [Int]) -> BoundaryPoints {
        var result = BoundaryPoints(dimension: columns.count)
        result.columns = columns.map { column in indices.map { column[$0] } }
        result.normals = normals.map { column in indices.map { column[$0] } }
        result.levels = indices.map { levels[$0] }
        return result
    }
}

extension ImplicitDomain {
    /// Points of the edge where it crosses the lines of a grid with `resolution` steps along each variable.
    ///
    /// Along every line the sign changes of each level function are bisected to adjacent numbers. On sides of the box the
    /// centres of the grid's faces are taken. Neighbours on a smooth edge are at most about one step apart.
    /// `shift` in (0, 1) moves the grid, so that two calls share no points.
    func boundary(resolution: Int, shift: Double = 0) -> BoundaryPoints {
        var found = BoundaryPoints(dimension: dimension)
        let nodes = variables.map { variable -> [Double] in
            if shift == 0 {
                return Vector.linearlySpaced(from: variable.lower, through: variable.upper, count: resolution + 1).array
            }
            let inner = (0..<resolution).map {
                variable.lower + (Double($0) + shift) / Double(resolution) * variable.length
            }
            return [variable.lower] + inner + [variable.upper]
        }
        let grid = Lattice(nodes)
        let columns = grid.columns
        for level in 0..<tree.levels.count {
            let values = levels[level].evaluate(columns: columns)
            let edges = grid.edges.filter { (values[$0.from] < 0) != (values[$0.to] < 0) }
            append(zeros(of: level, edges, columns, values), level, to: &found)
        }
        for axis in 0..<dimension {
            for isUpper in [false, true] {
                let centers = Lattice(
                    nodes.enumerated().map { c, places in
                        if c == axis { return [isUpper ? variables[c].upper : variables[c].lower] }
                        return zip(places, places.dropFirst()).map { 0.5 * ($0 + $1) }
                    })
                append(centers.columns, tree.levels.count + 2 * axis + (isUpper ? 1 : 0), to: &found)
            }
        }
        return found
    }

    /// The zeros of a level function on edges with a sign change, all bisected together.
    private func zeros(
        of level: Int, _ edges: [Lattice.Edge], _ columns: [[Double]], _ values: [Double]
    ) -> [[Double]] {
        guard !edges.isEmpty else { return columns.map { _ in [] } }
        let isInside = edges.map { values[$0.from] < 0 }
        var lower = edges.map { columns[$0.axis][$0.from] }
        var upper = edges.map { columns[$0.axis][$0.to] }
        var places = columns.map { column in edges.map { column[$0.from] } }
        for _ in 0..<60 {
            let middle = zip(lower, upper).map { 0.5 * ($0 + $1) }
            for (i, edge) in edges.enumerated() { places[edge.axis][i] = middle[i] }
            let at = levels[level].evaluate(columns: places)
            for i in edges.indices {
                if (at[i] < 0) == isInside[i] { lower[i] = middle[i] } else { upper[i] = middle[i] }
            }
        }
        return places
    }

    /// Appends those zeros at which the level decides.
    private func append(_ places: [[Double]], _ level: Int, to found: inout BoundaryPoints) {
        guard let count = places.first?.count, count > 0 else { return }
        let values = (0..<tree.levels.count).map { levels[$0].evaluate(columns: places) }
        let slopes = normals(of: level, at: places)
        for i in 0..<count where isEdge(level, holds: { values[$0][i] < 0 }) {
            for c in 0..<dimension {
                found.columns[c].append(places[c][i])
                found.normals[c].append(slopes[c][i])
            }
            found.levels.append(level)
        }
    }
}

/// A tensor grid as a list of nodes and the edges between neighbours.
struct Lattice {
    struct Edge {
        let axis: Int
        let from: Int
        let to: Int
    }

    let places: [[Double]]

    init(_ places: [[Double]]) { self.places = places }

    var count: Int { places.reduce(1) { $0 * $1.count } }

    /// The coordinates of all nodes, the first variable fastest.
    var columns: [[Double]] {
        var stride = 1
        return places.map { axis in
            defer { stride *= axis.count }
            return (0..<count).map { axis[$0 / stride % axis.count] }
        }
    }

    var edges: [Edge] {
        var result: [Edge] = []
        var stride = 1
        for (axis, nodes) in places.enumerated() {
            for i in 0..<count where i / stride % nodes.count + 1 < nodes.count {
                result.append(Edge(axis: axis, from: i, to: i + stride))
            }
            stride *= nodes.count
        }
        return result
    }
}
