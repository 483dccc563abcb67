/// A picture of palette indices as a PNG file (ISO 15948) for embedding: 8 bits a pixel, no compression.
///
/// Index 0 is transparent. Stored deflate blocks keep this small; a heat map has at most some hundred thousand pixels.
struct PNGImage {
    var width: Int
    var height: Int
    /// Row after row from the top.
    var pixels: [UInt8]
    /// The colours of the indices 1, 2, ...
    var palette: [Color]

    var bytes: [UInt8] {
        let colors = palette.flatMap { [$0.red, $0.green, $0.blue] }
        let rows = (0..<height).flatMap { [0] + pixels[($0 * width)..<(($0 + 1) * width)] }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", big(width, 4) + big(height, 4) + [8, 3, 0, 0, 0])
            + chunk("PLTE", [255, 255, 255] + colors) + chunk("tRNS", [0])
            + chunk("IDAT", deflated(rows)) + chunk("IEND", [])
    }

    private func deflated(_ data: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: data.count, by: 0xFFFF) {
            let block = data[start..<min(start + 0xFFFF, data.count)]
            let length = [UInt8(block.count & 0xFF), UInt8(block.count >> 8)]
            result += [block.endIndex == data.count ? 1 : 0] + length + length.map { ~$0 } + block
        }
        var (a, b) = (1, 0)
        for byte in data {
            a = (a + Int(byte)) % 65521
            b = (b + a) % 65521
        }
        return result + big(b << 16 | a, 4)
    }

    private func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let content = Array(name.utf8) + data
        var check: UInt32 = 0xFFFF_FFFF
        for byte in content {
            check ^= UInt32(byte)
            for _ in 0..<8 { check = check & 1 == 1 ? (check >> 1) ^ 0xEDB8_8320 : check >> 1 }
        }
        return big(data.count, 4) + content + big(Int(~check), 4)
    }

    private func big(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * (size - 1 - $0))) }
    }

    var base64: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let data = bytes
        var result: [UInt8] = []
        result.reserveCapacity(data.count * 4 / 3 + 4)
        for start in stride(from: 0, to: data.count, by: 3) {
            let group = (0..<3).map { start + $0 < data.count ? Int(data[start + $0]) : 0 }
            let bits = group[0] << 16 | group[1] << 8 | group[2]
            let used = min(3, data.count - start) + 1
            for k in 0..<4 { result.append(k < used ? alphabet[bits >> (18 - 6 * k) & 63] : UInt8(ascii: "=")) }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
