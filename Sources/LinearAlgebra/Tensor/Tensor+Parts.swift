extension Tensor {
    /// The entries whose indices are below the given extents, the missing ones zero: cut or padded to another shape.
    public func resized(to newShape: [Int]) -> Tensor {
        precondition(newShape.count == shape.count, "The number of indices stays.")
        guard newShape != shape else { return self }
        let kept = zip(shape, newShape).map { Swift.min($0, $1) }
        var result = Tensor(shape: newShape)
        guard kept.allSatisfy({ $0 > 0 }) else { return result }
        let rows = kept.dropFirst().reduce(1, *)
        result.withUnsafeMutablePointer { target in
            withUnsafePointer { source in
                for row in 0..<rows {
                    var (rest, from, to, a, b) = (row, 0, 0, shape[0], newShape[0])
                    for mode in 1..<Swift.max(shape.count, 1) {
                        let index = rest % kept[mode]
                        rest /= kept[mode]
                        from += index * a
                        to += index * b
                        a *= shape[mode]
                        b *= newShape[mode]
                    }
                    (target + to).update(from: source + from, count: kept[0])
                }
            }
        }
        return result
    }

    /// The tensor with its indices in another order: index k of the result is index `order[k]` of this one.
    public func permuted(_ order: [Int]) -> Tensor {
        precondition(order.sorted() == Array(shape.indices), "\(order) is no order of \(shape.count) indices.")
        guard order != Array(shape.indices) else { return self }
        var strides = [1]
        for extent in shape.dropLast() { strides.append((strides.last ?? 1) * extent) }
        let newShape = order.map { shape[$0] }
        let steps = order.map { strides[$0] }
        return Tensor(shape: newShape) { target in
            withUnsafePointer { source in
                let rows = newShape.dropFirst().reduce(1, *)
                let (length, step) = (newShape[0], steps[0])
                for row in 0..<rows {
                    var (rest, offset) = (row, 0)
                    for mode in 1..<Swift.max(newShape.count, 1) {
                        offset += rest % newShape[mode] * steps[mode]
                        rest /= newShape[mode]
                    }
                    for i in 0..<length { target[row * length + i] = source[offset + i * step] }
                }
            }
        }
    }

    /// The largest magnitude for each value of one index.
    public func largestMagnitudes(along mode: Int) -> [Double] {
        let (inner, n, outer) = extents(around: mode)
        var result = [Double](repeating: 0, count: n)
        withUnsafePointer { p in
            for slab in 0..<outer {
                for i in 0..<n {
                    let row = p + (slab * n + i) * inner
                    var largest = result[i]
                    for k in 0..<inner {
                        let size = abs(row[k])
                        // A comparison with NaN is false: let it through.
                        if !(size <= largest) { largest = size }
                    }
                    result[i] = largest
                }
            }
        }
        return result
    }

    /// The sum over one index with weights; the index remains with one value.
    public func contracted(along mode: Int, with weights: Vector) -> Tensor {
        product(along: mode, with: Matrix(rowCount: 1, columnCount: weights.count, columnMajor: weights.array))
    }
}
