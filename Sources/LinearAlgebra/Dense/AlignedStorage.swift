/// One contiguous allocation of doubles, aligned to a cache line, shared by values under copy-on-write.
///
/// Mutation happens only while the owner is uniquely referenced, hence `@unchecked Sendable`.
final class AlignedStorage: @unchecked Sendable {
    let count: Int
    let pointer: UnsafeMutablePointer<Double>
    private let byteCount: Int

    private init(count: Int) {
        self.count = count
        byteCount = Swift.max(count, 1) * MemoryLayout<Double>.stride
        pointer = AlignedMemory.allocate(byteCount: byteCount)
            .bindMemory(to: Double.self, capacity: Swift.max(count, 1))
    }

    /// `count` uninitialised doubles.
    ///
    /// Never inlined: Swift 6.3.1 puts instances of this class on the stack where it sees their whole life, and then frees
    /// some of them as if they were on the heap (a crash in `KroneckerEigen.init`, caught by its tests).
    @inline(never)
    static func uninitialized(count: Int) -> AlignedStorage { AlignedStorage(count: count) }

    /// `count` doubles equal to `value`.
    static func repeating(_ value: Double, count: Int) -> AlignedStorage {
        let storage = uninitialized(count: count)
        storage.pointer.initialize(repeating: value, count: count)
        return storage
    }

    func copied() -> AlignedStorage {
        let copy = Self.uninitialized(count: count)
        copy.pointer.initialize(from: pointer, count: count)
        return copy
    }

    deinit {
        AlignedMemory.deallocate(UnsafeMutableRawPointer(pointer), byteCount: byteCount)
    }
}
