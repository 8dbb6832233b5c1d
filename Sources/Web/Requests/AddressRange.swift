import Foundation

/// One address, or a network: `127.0.0.1`, `10.0.0.0/8`, `fd00::/8`.
public struct AddressRange: Sendable, Equatable {
    private let network: [UInt8]
    private let bits: Int

    /// Refuses what is no IP address and a prefix longer than the address.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let bytes = AddressRange.bytes(String(parts[0])) else { return nil }
        let all = bytes.count * 8
        guard parts.count == 1 || Int(parts[1]).map((0...all).contains) == true else { return nil }
        network = bytes
        bits = parts.count == 1 ? all : Int(parts[1]) ?? all
    }

    public static let loopback = [
        AddressRange(bytes: [127, 0, 0, 0], bits: 8), AddressRange(bytes: v6Loopback, bits: 128),
    ]

    /// Whether an address belongs to the public internet (RFC 6890): not to this machine, a private or shared network,
    /// nor to what leads into one.
    public static func isPublic(_ address: String) -> Bool {
        AddressRange(address) != nil && !notPublic.contains { $0.contains(address) }
    }

    private static let notPublic = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23",
        "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    ].compactMap { AddressRange($0) }

    public func contains(_ address: String) -> Bool {
        guard let bytes = AddressRange.bytes(address), bytes.count == network.count else { return false }
        let whole = bits / 8
        guard bytes.prefix(whole) == network.prefix(whole) else { return false }
        guard bits % 8 > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - bits % 8))
        return bytes[whole] & mask == network[whole] & mask
    }

    private init(bytes: [UInt8], bits: Int) {
        network = bytes
        self.bits = bits
    }

    private static let v6Loopback = [UInt8](repeating: 0, count: 15) + [1]

    /// Four bytes or sixteen; an IPv4 address in an IPv6 coat (`::ffff:10.0.0.1`) without it.
    private static func bytes(_ text: String) -> [UInt8]? {
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, text, &sixteen) == 1 else { return nil }
        let isMapped = sixteen.prefix(10).allSatisfy { $0 == 0 } && sixteen[10] == 0xFF && sixteen[11] == 0xFF
        return isMapped ? Array(sixteen.suffix(4)) : sixteen
    }
}

/// Where a request really came from. A header is believed only when a proxy that we trust has written it: read from
/// the right, the first address that is no proxy of ours is the sender's.
func senderAddress(peer: String, forwardedFor: String?, trusting proxies: [AddressRange]) -> String {
    func isTrusted(_ address: String) -> Bool { proxies.contains { $0.contains(address) } }
    guard isTrusted(peer), let forwardedFor else { return peer }
    let hops = forwardedFor.split(separator: ",").map { String($0).trimmed }
    // What stands left of a word that is no address was not written by a proxy of ours, or not as we read it.
    return hops.last { !isTrusted($0) }.flatMap { AddressRange($0) == nil ? nil : $0 } ?? peer
}
