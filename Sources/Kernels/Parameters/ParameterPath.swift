/// A path of a part shown without a prefix next to names under `taken`, kept apart from those by `base.`.
///
/// `2 * (3 * k)` has the paths `variance` and `base.variance`, and those of k as they are.
func nestedPath(_ path: String, under taken: String) -> String {
    var rest = Substring(path)
    while rest.hasPrefix("base.") { rest = rest.dropFirst(5) }
    let clashes = rest == taken || rest.hasPrefix(taken + ".")
    return clashes ? "base." + path : path
}

extension String {
    /// The string with a prefix, if it has it, replaced.
    func replacingPrefix(_ prefix: String, by other: String) -> String {
        hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
    }
}
