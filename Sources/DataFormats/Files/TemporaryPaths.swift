import Synchronization

/// The temporary files and directories that are being written at this moment.
///
/// A program that must end early (Ctrl-C) removes them, so that nothing half-written stays.
public enum TemporaryPaths {
    private static let paths = Mutex<Set<String>>([])

    /// Removes every unfinished output of this process.
    public static func removeAll() {
        for path in paths.withLock({ Array($0) }) { removeTree(path) }
    }

    static func register(_ path: String) { paths.withLock { _ = $0.insert(path) } }

    static func forget(_ path: String) { paths.withLock { _ = $0.remove(path) } }
}
