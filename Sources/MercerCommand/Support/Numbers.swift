import Foundation

/// A number for people: six significant digits.
func rounded(_ value: Double) -> String { String(format: "%.6g", value) }

/// A number for people in short: two significant digits in scientific form.
func magnitude(_ value: Double) -> String { String(format: "%.1e", value) }

extension String {
    /// The text filled with spaces to a width.
    func padded(to width: Int) -> String {
        count >= width ? self : self + String(repeating: " ", count: width - count)
    }
}

/// log10, under a name that Mercer does not export.
func decimalLogarithm(_ value: Double) -> Double { log10(value) }

/// sin^2 of an angle in radians, Hann's window at pi times the share of its length.
func squaredSine(_ angle: Double) -> Double { sin(angle) * sin(angle) }
