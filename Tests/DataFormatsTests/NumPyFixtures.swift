import Foundation

/// Files written by NumPy 2.4 (numpy.save, numpy.savez, numpy.savez_compressed), in base64.
enum NumPyFixtures {
    /// np.arange(6.).reshape(2, 3) + 0.5
    static let doubles = bytes(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAADgPwAAAAAAAPg/AAAAAAAA"
            + "BEAAAAAAAAAMQAAAAAAAABJAAAAAAAAAFkA=")

    /// The same in Fortran order
    static let fortran = bytes(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMyksIH0gICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAADgPwAAAAAAAAxAAAAAAAAA"
            + "+D8AAAAAAAASQAAAAAAAAARAAAAAAAAAFkA=")

    /// np.arange(12, dtype='f4').reshape(2, 3, 2)
    static let floats3 = bytes(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMsIDIpLCB9ICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAACAPwAAAEAAAEBAAACAQAAA"
            + "oEAAAMBAAADgQAAAAEEAABBBAAAgQQAAMEE=")

    /// np.asfortranarray(np.arange(12, dtype='i8').reshape(2, 3, 2))
    static let fortran3 = bytes(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMywgMiksIH0gICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAYAAAAAAAAAAgAAAAAA"
            + "AAAIAAAAAAAAAAQAAAAAAAAACgAAAAAAAAABAAAAAAAAAAcAAAAAAAAAAwAAAAAAAAAJAAAAAAAAAAUAAAAAAAAACwAAAAAAAAA=")

    /// np.array([-3, 0, 300], dtype='i2')
    static let shorts = bytes(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGkyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAr9/wAALAE=")

    /// np.array([-70000, 5], dtype='i4')
    static let integers = bytes(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGk0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqQ7v7/BQAAAA==")

    /// np.array([[0, 255]], dtype='u1')
    static let bytes8 = bytes(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsIDIpLCB9ICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoA/w==")

    /// np.array([True, False, True])
    static let booleans = bytes(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnfGIxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAE=")

    /// np.array(2.5)
    static let scalar = bytes(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKCksIH0gICAgICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAEQA==")

    /// np.zeros((0, 3))
    static let emptyRows = bytes(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDAsIDMpLCB9ICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo=")

    /// The first in version 2.0
    static let version2 = bytes(
        "k05VTVBZAgB0AAAAeydkZXNjcic6ICc8ZjgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwgMyksIH0gICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAADgPwAAAAAAAPg/AAAAAAAA"
            + "BEAAAAAAAAAMQAAAAAAAABJAAAAAAAAAFkA=")

    /// The first in version 3.0
    static let version3 = bytes(
        "k05VTVBZAwB0AAAAeydkZXNjcic6ICc8ZjgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwgMyksIH0gICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAADgPwAAAAAAAPg/AAAAAAAA"
            + "BEAAAAAAAAAMQAAAAAAAABJAAAAAAAAAFkA=")

    /// The first, big-endian
    static let bigEndian = bytes(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPmY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo/4AAAAAAAAD/4AAAAAAAAQAQAAAAA"
            + "AABADAAAAAAAAEASAAAAAAAAQBYAAAAAAAA=")

    /// np.array([1j])
    static let complexes = bytes(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGMxNicsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgxLCksIH0gICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAPA/")

    /// A record array
    static let records = bytes(
        "k05VTVBZAQB2AHsnZGVzY3InOiBbKCdhJywgJzxpNCcpLCAoJ2InLCAnPGY4JyldLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAn"
            + "c2hhcGUnOiAoMSwpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAAAAAAAAAAAAEA=")

    /// np.savez(f, x=..., flags=[True])
    static let archive = bytes(
        "UEsDBC0AAAAAAAAAIQDyoD9q//////////8FABQAeC5ucHkBABAAsAAAAAAAAACwAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzog"
            + "JzxmOCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCAzKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAAAAAAA4D8AAAAAAAD4PwAAAAAAAARAAAAAAAAADEAAAAAAAAASQAAA"
            + "AAAAABZAUEsDBC0AAAAAAAAAIQC6NC5z//////////8JABQAZmxhZ3MubnB5AQAQAIEAAAAAAAAAgQAAAAAAAACTTlVNUFkBAHYA"
            + "eydkZXNjcic6ICd8YjEnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMSwpLCB9ICAgICAgICAgICAgICAgICAg"
            + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgCgFQSwECLQMtAAAAAAAAACEA8qA/arAAAACwAAAABQAA"
            + "AAAAAAAAAAAAgAEAAAAAeC5ucHlQSwECLQMtAAAAAAAAACEAujQuc4EAAACBAAAACQAAAAAAAAAAAAAAgAHnAAAAZmxhZ3MubnB5"
            + "UEsFBgAAAAACAAIAagAAAKMBAAAAAA==")

    /// np.savez_compressed(f, x=...)
    static let compressed = bytes(
        "UEsDBC0AAAAIAAAAIQDyoD9q//////////8FABQAeC5ucHkBABAAsAAAAAAAAABaAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6l"
            + "oG6TZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CsaaOgq1CmQDLgYweGAPoX9AaRYHCM0DpYWgtJgDAFBLAQIt"
            + "Ay0AAAAIAAAAIQDyoD9qWgAAALAAAAAFAAAAAAAAAAAAAACAAQAAAAB4Lm5weVBLBQYAAAAAAQABADMAAACRAAAAAAA=")

    private static func bytes(_ base64: String) -> [UInt8] {
        Array(Data(base64Encoded: base64) ?? Data())
    }
}
