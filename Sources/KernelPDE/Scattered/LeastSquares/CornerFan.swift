import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

func hypotenuse(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
}

extension PointPlan {
    /// Points that close in on a corner, with radii that halve: inside, and on both edges.
    func addFan(_ corner: DomainCorner, shift: Double, _ boundary: inout BoundaryPoints, _ inside: inout Matrix) {
        let domain = problem.domain
        var fan: [[Double]] = []
        for step in 0..<24 {
            let radius = cornerRadius * pow(0.62, Double(step) + shift)
            for (angle, level) in [
                (corner.startAngle, corner.startLevel), (corner.startAngle + corner.opening, corner.endLevel),
            ] {
                var p = [corner.position[0] + radius * cos(angle), corner.position[1] + radius * sin(angle)]
                for _ in 0..<20 {
                    let gradient = domain.gradients[level].evaluate(at: p)
                    let size = gradient[0] * gradient[0] + gradient[1] * gradient[1]
                    let move = domain.levels[level].evaluate(at: p) / size
                    guard move.isFinite else { break }
                    p = [p[0] - move * gradient[0], p[1] - move * gradient[1]]
                }
                let columns = [[p[0]], [p[1]]]
                let values = domain.levels.map { $0.evaluate(at: p) < 0 }
                guard domain.isEdge(level, holds: { values[$0] }) else { continue }
                let normal = domain.normals(of: level, at: columns)
                for c in 0..<2 {
                    boundary.columns[c].append(p[c])
                    boundary.normals[c].append(normal[c][0])
                }
                boundary.levels.append(level)
            }
            let rays = 16
            for ray in 0..<rays {
                let angle = corner.startAngle + (Double(ray) + 0.5) / Double(rays) * corner.opening
                fan.append([corner.position[0] + radius * cos(angle), corner.position[1] + radius * sin(angle)])
            }
        }
        let candidates = Matrix(rows: fan)
        let kept = domain.contains(candidates).enumerated().filter(\.element).map(\.offset)
        inside = .stackedVertically(inside, candidates.rows(kept))
    }
}
