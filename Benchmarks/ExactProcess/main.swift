// Checks exact Gaussian processes against reference numbers, and times the evidence.
//
//     ExactProcess goldens DIRECTORY          evidence, gradients, predictions and optima of NAME.json, NAME_data.csv
//     ExactProcess timing [DIRECTORY] [n...]  seconds an evaluation and peak memory beside the speed of dgemm
//     ExactProcess phases [n...]              the same by phases: Gram, factor, inverse, pullback
//     ExactProcess serve DIRECTORY            times one evaluation a line of log parameters; for compare.py
//     ExactProcess predict [n...]             mean and variance at 10 000 points beside their floor
//     ExactProcess chains                     four NUTS chains over the parameters, n = 300, d = 4
//     ExactProcess answer DIRECTORY           times a fit or a prediction for every line; for compare_fit.py

import Foundation
import Mercer

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "goldens" where arguments.count == 2:
    let failures = try checkGoldens(in: arguments[1])
    print(failures == 0 ? "All within tolerance." : "\(failures) outside tolerance.")
    exit(failures == 0 ? 0 : 1)
case "timing":
    let sizes = arguments.dropFirst().compactMap { Int($0) }
    let directory = arguments.dropFirst().first { Int($0) == nil }
    try timeEvidence(sizes: sizes.isEmpty ? [1000, 2000, 4000] : sizes, directory: directory)
case "phases":
    let sizes = arguments.dropFirst().compactMap { Int($0) }
    try timePhases(sizes: sizes.isEmpty ? [100, 500, 1000, 2000] : sizes)
case "serve" where arguments.count == 2:
    try serveEvaluations(of: arguments[1])
case "predict":
    let sizes = arguments.dropFirst().compactMap { Int($0) }
    try timePredictions(sizes: sizes.isEmpty ? [500, 2000] : sizes)
case "chains":
    try timeChains()
case "answer" where arguments.count == 2:
    try answerQuestions(of: arguments[1])
default:
    print("usage: ExactProcess goldens DIRECTORY | timing [DIRECTORY] [n...] | phases [n...] | serve DIRECTORY")
    print("       ExactProcess predict [n...] | chains | answer DIRECTORY")
    exit(2)
}
