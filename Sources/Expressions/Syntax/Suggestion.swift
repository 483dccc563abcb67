/// Near misses among known names.
public enum Suggestion {
    /// The candidate nearest to a misspelt name, or nil if none is near.
    ///
    /// Near means an edit distance (insert, delete, replace, or swap neighbours; Damerau 1964) of at most one
    /// for names of up to four letters and at most two beyond; letter case does not count. Of equally near ones,
    /// one of the same letters in another order wins, then the first.
    public static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
        let limit = name.count <= 4 ? 1 : 2
        var best: (name: String, distance: (Int, Int))?
        for candidate in candidates where abs(candidate.count - name.count) <= limit {
            let distance = editDistance(name.lowercased(), candidate.lowercased())
            let pair = (distance, candidate.lowercased().sorted() == name.lowercased().sorted() ? 0 : 1)
            if distance <= limit, pair < best?.distance ?? (.max, .max) { best = (candidate, pair) }
        }
        return best?.name
    }

    /// The hint `did you mean 'sin'?`, or nil if nothing is near.
    public static func hint(for name: String, among candidates: some Sequence<String>) -> String? {
        nearest(to: name, among: candidates).map { "did you mean '\($0)'?" }
    }

    /// The least number of insertions, deletions, replacements and swaps of neighbours between two names.
    ///
    /// O(n m) time for names of lengths n and m.
    static func editDistance(_ first: String, _ second: String) -> Int {
        let a = Array(first), b = Array(second)
        var older: [Int] = []
        var previous = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            for j in 0..<b.count {
                var cost = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, older[j - 1] + 1) }
                row.append(cost)
            }
            older = previous
            previous = row
        }
        return previous[b.count]
    }
}
