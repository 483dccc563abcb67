/// One contiguous allocation of doubles, aligned to a cache line, shared by values under copy-on-write.
///
/// Mutation happens only while the owner is uniquely referenced, hence `@unchecked Sendable`.
final class AlignedStorage: @unchecked Sendable {
    static let alignment = 64

    let count: Int
    let pointer: UnsafeMutablePointer<Double>

    /// Allocates `count` uninitialised doubles.
    init(uninitializedCount count: Int) {
        self.count = count
        let raw = UnsafeMutableRawPointer.allocate(
            byteCount: Swift.max(count, 1) * MemoryLayout<Double>.stride, alignment: Self.alignment)
        pointer = raw.bindMemory(to: Double.self, capacity: Swift.max(count, 1))
    }

    convenience init(repeating value: Double, count: Int) {
        self.init(uninitializedCount: count)
        pointer.initialize(repeating: value, count: count)
    }

    func copied() -> AlignedStorage {
        let copy = AlignedStorage(uninitializedCount: count)
        copy.pointer.initialize(from: pointer, count: count)
        return copy
    }

    deinit {
        UnsafeMutableRawPointer(pointer).deallocate()
    }
}
