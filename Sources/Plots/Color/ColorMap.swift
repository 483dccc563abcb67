/// Colours for numbers from 0 to 1, interpolated linearly between equally spaced stops.
public struct ColorMap: Sendable {
    /// The colours at 0, 1/(n − 1), ..., 1.
    public let stops: [Color]

    /// A map through at least two colours.
    public init(stops: [Color]) {
        precondition(stops.count >= 2, "A colour map needs two stops.")
        self.stops = stops
    }

    /// Dark violet to yellow with evenly rising lightness (ten samples of matplotlib's `viridis`, dedicated to the
    /// public domain).
    public static let sequential = ColorMap(
        stops: [
            0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725,
        ].map { Color($0) })

    /// Blue over white to vermillion, for signed values about zero.
    public static let diverging = ColorMap(
        stops: [0x08306B, 0x0072B2, 0x9ECAE1, 0xF7F7F7, 0xFDBE85, 0xD55E00, 0x7F2704].map { Color($0) })

    /// The colour at `position`, clipped to [0, 1].
    public func color(at position: Double) -> Color {
        let place = min(max(position, 0), 1) * Double(stops.count - 1)
        let index = min(Int(place), stops.count - 2)
        let share = place - Double(index)
        func mixed(_ a: UInt8, _ b: UInt8) -> UInt8 {
            UInt8((Double(a) * (1 - share) + Double(b) * share).rounded())
        }
        let (a, b) = (stops[index], stops[index + 1])
        return Color(red: mixed(a.red, b.red), green: mixed(a.green, b.green), blue: mixed(a.blue, b.blue))
    }
}
