/// A dense real vector on the same aligned, copy-on-write storage as ``Matrix``.
public struct Vector: Sendable {
    var storage: AlignedStorage

    /// The number of entries.
    public var count: Int { storage.count }

    /// Creates a vector of `count` entries equal to `value`.
    public init(count: Int, repeating value: Double = 0) {
        precondition(count >= 0, "A vector has no negative length.")
        storage = AlignedStorage.repeating(value, count: count)
    }

    /// Creates a vector whose `count` entries `initialize` must write.
    public init(count: Int, initializingWith initialize: (UnsafeMutablePointer<Double>) throws -> Void) rethrows {
        precondition(count >= 0, "A vector has no negative length.")
        storage = AlignedStorage.uninitialized(count: count)
        try initialize(storage.pointer)
    }

    /// Creates a vector from any sequence of numbers.
    public init(_ entries: some Sequence<Double>) {
        let array = Array(entries)
        self.init(count: array.count) { target in
            array.withUnsafeBufferPointer { source in
                guard let base = source.baseAddress else { return }
                target.initialize(from: base, count: source.count)
            }
        }
    }

    /// `count` equally spaced numbers from `lower` to `upper`, both included.
    public static func linearlySpaced(from lower: Double, through upper: Double, count: Int) -> Vector {
        precondition(count >= 2, "An equally spaced vector with both ends needs two entries.")
        return Vector(count: count) { target in
            for i in 0..<count {
                let t = Double(i) / Double(count - 1)
                target[i] = lower * (1 - t) + upper * t
            }
        }
    }

    /// The entry at the given index.
    public subscript(index: Int) -> Double {
        get {
            precondition(index >= 0 && index < count, "Index out of range.")
            return storage.pointer[index]
        }
        set {
            precondition(index >= 0 && index < count, "Index out of range.")
            makeUnique()
            storage.pointer[index] = newValue
        }
    }

    /// The entries as an array.
    public var array: [Double] {
        withUnsafePointer { Array(UnsafeBufferPointer(start: $0, count: count)) }
    }

    /// Calls `body` with the entries.
    @discardableResult
    public func withUnsafePointer<R>(_ body: (UnsafePointer<Double>) throws -> R) rethrows -> R {
        try withExtendedLifetime(storage) { try body(UnsafePointer($0.pointer)) }
    }

    /// Calls `body` with the entries for writing.
    @discardableResult
    public mutating func withUnsafeMutablePointer<R>(
        _ body: (UnsafeMutablePointer<Double>) throws -> R
    ) rethrows -> R {
        makeUnique()
        return try withExtendedLifetime(storage) { try body($0.pointer) }
    }

    private mutating func makeUnique() {
        if !isKnownUniquelyReferenced(&storage) { storage = storage.copied() }
    }
}

extension Vector: RandomAccessCollection {
    /// Zero.
    public var startIndex: Int { 0 }
    /// The number of entries.
    public var endIndex: Int { count }
}

extension Vector: ExpressibleByArrayLiteral {
    /// Creates a vector from a list of numbers.
    public init(arrayLiteral elements: Double...) {
        self.init(elements)
    }
}

extension Vector: Equatable {
    /// Whether shapes and all entries are equal; NaN equals nothing.
    public static func == (a: Vector, b: Vector) -> Bool {
        a.count == b.count
            && a.withUnsafePointer { x in b.withUnsafePointer { y in (0..<a.count).allSatisfy { x[$0] == y[$0] } } }
    }
}

extension Matrix: Equatable {
    /// Whether shapes and all entries are equal; NaN equals nothing.
    public static func == (a: Matrix, b: Matrix) -> Bool {
        a.rowCount == b.rowCount && a.columnCount == b.columnCount
            && a.withUnsafePointer { x in b.withUnsafePointer { y in (0..<a.count).allSatisfy { x[$0] == y[$0] } } }
    }
}
