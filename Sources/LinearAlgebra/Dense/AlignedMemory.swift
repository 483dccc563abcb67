import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Raw memory for matrices.
///
/// Large blocks are expensive at their first touch: the system clears every page (about 2 ms for the 8 MB of a Gram matrix
/// of order 1000, a tenth of a whole evidence evaluation). So they ask for large pages, and one block of up to 64 MiB is
/// kept when freed, for the next request of the same size: a fit asks for the same matrix hundreds of times.
enum AlignedMemory {
    private static let alignment = 64
    private static let hugePage = 2 << 20
    private static let largestSpare = 64 << 20

    private struct Block: @unchecked Sendable {
        var pointer: UnsafeMutableRawPointer
        var byteCount: Int
    }

    private static let spare = Mutex<Block?>(nil)

    static func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
        let isLarge = byteCount >= 2 * hugePage
        guard isLarge else { return .allocate(byteCount: byteCount, alignment: alignment) }
        let kept = spare.withLock { block -> Block? in
            guard let candidate = block, candidate.byteCount == byteCount else { return nil }
            block = nil
            return candidate
        }
        if let kept { return kept.pointer }
        let raw = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: hugePage)
        #if canImport(Glibc)
            // Advice only: large pages spare a page fault for every 4 KiB at the first touch.
            _ = madvise(raw, byteCount, MADV_HUGEPAGE)
        #endif
        return raw
    }

    static func deallocate(_ pointer: UnsafeMutableRawPointer, byteCount: Int) {
        guard byteCount >= 2 * hugePage, byteCount <= largestSpare else {
            pointer.deallocate()
            return
        }
        let freed = Block(pointer: pointer, byteCount: byteCount)
        let former = spare.withLock { block -> Block? in
            let former = block
            block = freed
            return former
        }
        former?.pointer.deallocate()
    }
}
