import Synchronization

/// A number that many threads may add to.
final class Counter: Sendable {
    private let total = Mutex(0)

    var value: Int { total.withLock { $0 } }

    func add(_ amount: Int) { total.withLock { $0 += amount } }
}
