/// A factor is coded as its lower triangle and the added diagonal, so that a stored model need not factorise again.
extension Cholesky: Codable {
    private enum Key: String, CodingKey {
        case lower, addedDiagonal
    }

    /// Writes the factor and the added diagonal, every bit of them.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(lower, forKey: .lower)
        try container.encode(addedDiagonal, forKey: .addedDiagonal)
    }

    /// Reads what `encode(to:)` wrote.
    ///
    /// - Throws: `DecodingError` when the matrix is not square with a positive, finite diagonal.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        var factor = try container.decode(Matrix.self, forKey: .lower)
        guard factor.isSquare, factor.diagonal.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            throw DecodingError.dataCorruptedError(
                forKey: Key.lower, in: container,
                debugDescription: "A Cholesky factor is square and has a positive diagonal.")
        }
        factor.clearStrictUpper()
        self.init(lower: factor, addedDiagonal: try container.decode(Double.self, forKey: .addedDiagonal))
    }
}
