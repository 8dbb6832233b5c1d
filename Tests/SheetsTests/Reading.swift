import Kernel
import Sheets

extension SheetFile {
    /// All of it, for small files.
    static func read(_ bytes: [UInt8], limits: SheetLimits = SheetLimits()) throws -> [SheetRow] {
        var rows: [SheetRow] = []
        try SheetFile(bytes, limits: limits, notes: ["填写说明"]).rows { rows.append($0) }
        return rows
    }

    /// Why it is refused; nothing when it is read.
    static func fault(_ bytes: [UInt8], limits: SheetLimits = SheetLimits()) throws -> SheetFault? {
        do {
            _ = try read(bytes, limits: limits)
            return nil
        } catch let fault as SheetFault { return fault }
    }
}

/// In the encoding of Excel's own CSV, by the C library.
func gb18030(_ text: String) -> [UInt8] {
    text.unicodeScalars.reduce(into: []) { bytes, scalar in
        bytes += known[scalar] ?? Array(String(scalar).utf8)
    }
}

/// Taken from the tables of GB 18030-2022.
private let known: [Unicode.Scalar: [UInt8]] = [
    "编": [0xB1, 0xE0], "号": [0xBA, 0xC5], "主": [0xD6, 0xF7], "题": [0xCC, 0xE2], "衣": [0xD2, 0xC2],
    "服": [0xB7, 0xFE], "变": [0xB1, 0xE4], "形": [0xD0, 0xCE], "𠮷": [0x95, 0x34, 0xB2, 0x35],
    "䶮": [0xFE, 0x9F], "，": [0xA3, 0xAC],
]
