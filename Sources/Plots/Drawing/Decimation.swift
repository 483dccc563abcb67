/// Thins a curve of very many places: of a run of consecutive places in one pixel column the first, the lowest, the
/// highest and the last stay, in their order. The picture is the same; extremes and gaps are kept.
func decimated(_ places: [Place], columnWidth: Double = 1) -> [Place] {
    var result: [Place] = []
    var index = 0
    while index < places.count {
        guard places[index].isFinite else {
            if result.last?.isFinite != false { result.append(places[index]) }
            index += 1
            continue
        }
        let column = (places[index].x / columnWidth).rounded(.down)
        var end = index + 1
        while end < places.count && places[end].isFinite && (places[end].x / columnWidth).rounded(.down) == column {
            end += 1
        }
        let run = index..<end
        if run.count <= 4 {
            result += places[run]
        } else {
            let lowest = run.min { places[$0].y < places[$1].y } ?? index
            let highest = run.max { places[$0].y < places[$1].y } ?? index
            for kept in Set([index, lowest, highest, end - 1]).sorted() { result.append(places[kept]) }
        }
        index = end
    }
    return result
}

/// Thins a cloud of very many places: of those in one cell of half a pixel the first stays.
func thinned(_ places: [Place]) -> [Place] {
    struct Cell: Hashable {
        var x: Double
        var y: Double
    }
    var seen: Set<Cell> = []
    return places.filter { seen.insert(Cell(x: ($0.x * 2).rounded(), y: ($0.y * 2).rounded())).inserted }
}
