import LinearAlgebra
import Synchronization
import Testing

/// Serialised, because the thread count belongs to the whole process.
@Suite(.serialized) struct ParallelismTests {
    @Test(arguments: [0, 1, 2, 1000])
    func everyIndexIsVisitedOnce(count: Int) {
        let visits = Mutex([Int](repeating: 0, count: count))
        Parallelism.forEach(count) { i in visits.withLock { $0[i] += 1 } }
        #expect(visits.withLock { $0 } == [Int](repeating: 1, count: count))
    }

    @Test func nestedLoopsRunSeriallyAndInOrder() {
        let disorder = Counter()
        Parallelism.forEach(8) { _ in
            let order = Mutex([Int]())
            Parallelism.forEach(50) { j in order.withLock { $0.append(j) } }
            if order.withLock({ $0 }) != Array(0..<50) { disorder.add(1) }
        }
        #expect(disorder.value == 0)
    }

    @Test func resultsDoNotDependOnTheLoop() throws {
        var numbers = TestNumbers(1)
        let matrices = (0..<12).map { _ in numbers.positiveDefinite(40) }
        let serial = try matrices.map { try Cholesky(of: $0).logDeterminant }
        let parallel = Mutex([Double](repeating: 0, count: matrices.count))
        Parallelism.forEach(matrices.count) { i in
            guard let value = try? Cholesky(of: matrices[i]).logDeterminant else { return }
            parallel.withLock { $0[i] = value }
        }
        #expect(parallel.withLock { $0 } == serial)
    }

    @Test func theThreadCountIsKept() {
        let before = Parallelism.threadCount
        #expect(Parallelism.withSingleBLASThread { Parallelism.withSingleBLASThread { 7 } } == 7)
        #expect(Parallelism.threadCount == before)
    }
}
