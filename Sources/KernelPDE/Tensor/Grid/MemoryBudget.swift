#if canImport(Glibc)
    import Glibc
#endif

/// How much memory a solver may use; what does not fit is refused before anything is allocated.
public struct MemoryBudget: Sendable, Hashable {
    /// The limit in bytes.
    public let bytes: Int

    /// A limit in bytes.
    public init(bytes: Int) { self.bytes = max(bytes, 0) }

    /// A limit in GiB.
    public init(gibibytes: Double) { self.init(bytes: Int(gibibytes * 1_073_741_824)) }

    /// Half of the machine's memory.
    public static let halfOfMachine = MemoryBudget(
        bytes: max(sysconf(Int32(_SC_PHYS_PAGES)), 1) / 2 * max(sysconf(Int32(_SC_PAGESIZE)), 1))

    /// How many arrays of doubles of the given size fit.
    func count(gridsOf entries: Int) -> Int { bytes / max(8 * entries, 1) }

    /// Throws unless that many arrays of doubles fit.
    ///
    /// - Throws: ``PDEError/needsMemory(what:gibibytes:limit:)``.
    func require(grids: Int, of shape: [Int], _ what: String) throws(PDEError) {
        let bytes = shape.reduce(8.0 * Double(grids)) { $0 * Double($1) }
        guard bytes <= Double(self.bytes) else {
            throw .needsMemory(
                what: what, gibibytes: bytes / 1_073_741_824, limit: Double(self.bytes) / 1_073_741_824)
        }
    }
}
