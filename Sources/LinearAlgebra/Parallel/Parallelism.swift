import COpenBLAS
import Dispatch
import Synchronization

/// The one owner of threads: either tasks outside and one BLAS thread inside, or one task and BLAS threads inside.
///
/// Both at once is 6 to 10 times slower (OpenBLAS workers spin), so nothing else in the project sets thread counts.
/// `forEach` is never nested: a nested call runs serially.
public enum Parallelism {
    private static let configured = Mutex<Int?>(nil)
    private static let outerRegion = Mutex<Bool>(false)

    /// The number of threads the process may use; the number of cores unless `setThreadCount` changed it.
    public static var threadCount: Int {
        configured.withLock { $0 } ?? Int(openblas_get_num_procs())
    }

    /// Sets the number of threads for the whole process. Call it once, at the start of a program.
    public static func setThreadCount(_ count: Int) {
        precondition(count >= 1, "At least one thread is needed.")
        configured.withLock { $0 = count }
        openblas_set_num_threads(Int32(count))
    }

    /// Calls `body(i)` for i in 0..<count, in any order, on all cores with one BLAS thread each.
    ///
    /// Runs serially when there is one thread, one task, or when an outer region is already running.
    public static func forEach(_ count: Int, _ body: @Sendable (Int) -> Void) {
        let threads = Swift.min(threadCount, count)
        let entered =
            threads > 1
            && outerRegion.withLock { busy in
                if busy { return false }
                busy = true
                return true
            }
        guard entered else {
            for i in 0..<count { body(i) }
            return
        }
        let previous = openblas_get_num_threads()
        openblas_set_num_threads(1)
        DispatchQueue.concurrentPerform(iterations: count, execute: body)
        openblas_set_num_threads(previous)
        outerRegion.withLock { $0 = false }
    }

    /// Runs `body` with one BLAS thread, for small factorisations, where threads only cost.
    public static func withSingleBLASThread<R>(_ body: () throws -> R) rethrows -> R {
        let previous = openblas_get_num_threads()
        if previous != 1 { openblas_set_num_threads(1) }
        defer { if previous != 1 { openblas_set_num_threads(previous) } }
        return try body()
    }
}
