import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

/// A corner of a plane domain: where two smooth pieces of the edge meet at an angle.
struct DomainCorner: Sendable {
    let position: [Double]
    /// The direction of the first edge; the domain lies counter-clockwise of it.
    let startAngle: Double
    /// The angle inside the domain, in (0, 2 π).
    let opening: Double
    let startLevel: Int
    let endLevel: Int
}

extension ImplicitDomain {
    /// The corners of a plane domain, found by Newton's method from points of the edge at which a second level is small.
    func corners(of boundary: BoundaryPoints, step: Double) -> [DomainCorner] {
        guard dimension == 2 else { return [] }
        var found: [DomainCorner] = []
        let values = levels.map { $0.evaluate(columns: boundary.columns) }
        let slopes = gradients.map { $0.rows(columns: boundary.columns) }
        for i in 0..<boundary.count {
            let level = boundary.levels[i]
            for other in levels.indices where other != level {
                let slope = hypot(slopes[other][0][i], slopes[other][1][i])
                guard abs(values[other][i]) <= 2 * step * slope else { continue }
                let start = [boundary.columns[0][i], boundary.columns[1][i]]
                guard let place = meeting(level, other, from: start), distance(place, start) < 5 * step,
                    !found.contains(where: { distance($0.position, place) < 1e-7 * extent })
                else { continue }
                if let corner = corner(at: place) { found.append(corner) }
            }
        }
        return found
    }

    private func meeting(_ a: Int, _ b: Int, from start: [Double]) -> [Double]? {
        var p = start
        for _ in 0..<30 {
            let (ga, gb) = (gradients[a].evaluate(at: p), gradients[b].evaluate(at: p))
            let (fa, fb) = (levels[a].evaluate(at: p), levels[b].evaluate(at: p))
            let determinant = ga[0] * gb[1] - ga[1] * gb[0]
            guard abs(determinant) > 1e-6 * hypot(ga[0], ga[1]) * hypot(gb[0], gb[1]) else { return nil }
            let dx = (fa * gb[1] - fb * ga[1]) / determinant
            let dy = (fb * ga[0] - fa * gb[0]) / determinant
            p = [p[0] - dx, p[1] - dy]
            if hypot(dx, dy) < 1e-15 * extent { return p }
        }
        let size = hypot(p[0] - start[0], p[1] - start[1])
        return size.isFinite ? p : nil
    }

    /// The wedge of the domain at a point, from the directions of all levels that vanish there; nil if it is no corner.
    private func corner(at p: [Double]) -> DomainCorner? {
        var directions: [(angle: Double, level: Int)] = []
        var slopes: [Int: [Double]] = [:]
        for level in levels.indices {
            let gradient = gradients[level].evaluate(at: p)
            let size = hypot(gradient[0], gradient[1])
            guard size > 0, size.isFinite, abs(levels[level].evaluate(at: p)) <= 1e-9 * extent * size else { continue }
            slopes[level] = gradient
            let along = atan2(gradient[0], -gradient[1])
            directions += [(along, level), (along + Double.pi, level)]
        }
        let fixed = levels.map { $0.evaluate(at: p) < 0 }
        func isInside(_ angle: Double) -> Bool {
            func holds(_ k: Int) -> Bool {
                slopes[k].map { $0[0] * cos(angle) + $0[1] * sin(angle) < 0 } ?? fixed[k]
            }
            return tree.contains(holds) && (tree.levels.count..<levels.count).allSatisfy(holds)
        }
        let turns = directions.map {
            (angle: $0.angle - 2 * Double.pi * (($0.angle / (2 * Double.pi)).rounded(.down)), level: $0.level)
        }
        .sorted { $0.angle < $1.angle }
        guard turns.count >= 4 else { return nil }
        var edges: [(angle: Double, level: Int, enters: Bool)] = []
        for (i, turn) in turns.enumerated() {
            let previous = i > 0 ? turns[i - 1].angle : turns[turns.count - 1].angle - 2 * Double.pi
            let next = i + 1 < turns.count ? turns[i + 1].angle : turns[0].angle + 2 * Double.pi
            let (before, after) = (isInside(0.5 * (previous + turn.angle)), isInside(0.5 * (turn.angle + next)))
            if before != after { edges.append((turn.angle, turn.level, after)) }
        }
        guard edges.count == 2, let start = edges.first(where: \.enters), let end = edges.first(where: { !$0.enters })
        else { return nil }
        var opening = end.angle - start.angle
        if opening <= 0 { opening += 2 * Double.pi }
        guard abs(opening - Double.pi) > 1e-6, opening > 1e-3 else { return nil }
        return DomainCorner(
            position: p, startAngle: start.angle, opening: opening, startLevel: start.level, endLevel: end.level)
    }

    private func distance(_ a: [Double], _ b: [Double]) -> Double { hypot(a[0] - b[0], a[1] - b[1]) }
}
