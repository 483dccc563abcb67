import Foundation
import Mercer

/// One `NAME.json` of reference numbers, with the rows of `NAME_data.csv` in the order of `NAME_split.csv`.
struct GoldenFile: Decodable {
    struct Metrics: Decodable {
        var rmse_orig, nlpd_orig, cov95, crps_std: Double
    }
    struct Optimum: Decodable {
        var lml: Double
        var test: Metrics
    }
    struct Reference: Decodable {
        var lml_theta0_ext80: String
        var grad_theta0: [Double]
        var loo_logpred_theta0: Double
        var pred_mean_first8: [Double]
        var pred_fvar_first8: [Double]
        var test_theta0: Metrics
        var optimum_numpy: Optimum?
    }

    var d: Int
    var theta0: [Double]
    var kernels: [String: Reference]

    static func read(_ name: String, in directory: String) throws -> GoldenFile {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(name).json"))
        return try JSONDecoder().decode(GoldenFile.self, from: data)
    }

    /// The training and test observations of the set, in original units.
    static func observations(_ name: String, in directory: String) throws -> (Observations, Observations) {
        let table = try numbers("\(directory)/\(name)_data.csv", skippingHeader: false)
        let split = try numbers("\(directory)/\(name)_split.csv", skippingHeader: true)
        func part(_ isTest: Double) throws -> Observations {
            let rows = split.filter { $0[1] == isTest }.map { table[Int($0[0])] }
            return try Observations(
                Matrix(rows: rows.map { Array($0.dropLast()) }), Vector(rows.map { $0[$0.count - 1] }))
        }
        return (try part(0), try part(1))
    }

    private static func numbers(_ path: String, skippingHeader: Bool) throws -> [[Double]] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst(skippingHeader ? 1 : 0).map { line in
            line.split(separator: ",").map { Double($0) ?? .nan }
        }
    }
}
