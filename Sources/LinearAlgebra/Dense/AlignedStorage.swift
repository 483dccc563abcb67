#if canImport(Glibc)
    import Glibc
#endif

/// One contiguous allocation of doubles, aligned to a cache line, shared by values under copy-on-write.
///
/// Mutation happens only while the owner is uniquely referenced, hence `@unchecked Sendable`.
final class AlignedStorage: @unchecked Sendable {
    static let alignment = 64
    static let hugePage = 2 << 20

    let count: Int
    let pointer: UnsafeMutablePointer<Double>

    /// Allocates `count` uninitialised doubles.
    init(uninitializedCount count: Int) {
        self.count = count
        let byteCount = Swift.max(count, 1) * MemoryLayout<Double>.stride
        let isLarge = byteCount >= 2 * Self.hugePage
        let raw = UnsafeMutableRawPointer.allocate(
            byteCount: byteCount, alignment: isLarge ? Self.hugePage : Self.alignment)
        #if canImport(Glibc)
            // Advice only: large pages spare a page fault for every 4 KiB at the first touch.
            if isLarge { _ = madvise(raw, byteCount, MADV_HUGEPAGE) }
        #endif
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
