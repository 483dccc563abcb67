/// An opaque colour in the sRGB space, 0 to 255 a channel.
public struct Color: Sendable, Hashable {
    /// The red channel.
    public var red: UInt8
    /// The green channel.
    public var green: UInt8
    /// The blue channel.
    public var blue: UInt8

    /// A colour from its channels.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// A colour such as `0x0072B2`.
    public init(_ hexadecimal: UInt32) {
        self.init(
            red: UInt8(hexadecimal >> 16 & 0xFF), green: UInt8(hexadecimal >> 8 & 0xFF), blue: UInt8(hexadecimal & 0xFF)
        )
    }

    var text: String {
        let value = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
        let digits = String(value, radix: 16, uppercase: true)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}

/// Colours that readers with colour vision deficiencies can tell apart: Okabe and Ito, "Color universal design" (2008).
extension Color {
    /// Blue.
    public static let blue = Color(0x0072B2)
    /// Vermillion.
    public static let vermillion = Color(0xD55E00)
    /// Bluish green.
    public static let green = Color(0x009E73)
    /// Orange.
    public static let orange = Color(0xE69F00)
    /// Reddish purple.
    public static let purple = Color(0xCC79A7)
    /// Sky blue.
    public static let sky = Color(0x56B4E9)
    /// Black.
    public static let black = Color(0x000000)
    /// A grey for rules and notes.
    public static let gray = Color(0x666666)

    /// The order in which series take their colours; yellow is left out, since it is lost on white.
    static let series: [Color] = [.blue, .vermillion, .green, .orange, .purple, .sky, .black]
}
