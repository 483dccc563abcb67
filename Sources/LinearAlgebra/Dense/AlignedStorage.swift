/// One contiguous allocation of doubles, aligned to a cache line, shared by values under copy-on-write.
///
/// Mutation happens only while the owner is uniquely referenced, hence `@unchecked Sendable`.
final class AlignedStorage: @unchecked Sendable {
    let count: Int
    let pointer: UnsafeMutablePointer<Double>
    private let byteCount: Int

    /// Allocates `count` uninitialised doubles.
    init(uninitializedCount count: Int) {
        self.count = count
        byteCount = Swift.max(count, 1) * MemoryLayout<Double>.stride
        pointer = AlignedMemory.allocate(byteCount: byteCount)
            .bindMemory(to: Double.self, capacity: Swift.max(count, 1))
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
        AlignedMemory.deallocate(UnsafeMutableRawPointer(pointer), byteCount: byteCount)
    }
}
