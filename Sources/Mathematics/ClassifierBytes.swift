/// A classifier in bytes, to be kept: one byte a weight with one scale a label, a quarter of the size of numbers and as
/// good to a third digit.
extension TextClassifier {
    public var bytes: [UInt8] {
        rows.flatMap { row -> [UInt8] in
            let most = max(row.map(abs).max() ?? 0, .leastNormalMagnitude)
            let scale = most / 127
            let head = (0..<4).map { UInt8(truncatingIfNeeded: scale.bitPattern >> (8 * UInt32($0))) }
            return head + row.map { UInt8(bitPattern: Int8(($0 / scale).rounded())) }
        }
    }

    /// Refuses bytes of another size than labels and width ask for.
    public init?(labels: [String], width: Int, sharpness: Double, bytes: [UInt8]) {
        guard labels.count >= 2, width > 0, width & (width - 1) == 0, bytes.count == (labels.count + 1) * (width + 4)
        else { return nil }
        var rows: [Float] = []
        rows.reserveCapacity((labels.count + 1) * width)
        for place in 0...labels.count {
            let start = place * (width + 4)
            let scale = Float(
                bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) })
            for index in start + 4..<start + 4 + width { rows.append(Float(Int8(bitPattern: bytes[index])) * scale) }
        }
        self.init(
            labels: labels, weights: Array(rows.prefix(labels.count * width)), rarity: Array(rows.suffix(width)),
            sharpness: sharpness)
    }

    /// Label by label, then how rare the places are.
    private var rows: [ArraySlice<Float>] {
        labels.indices.map { weights[$0 * width..<($0 + 1) * width] } + [rarity[...]]
    }
}
