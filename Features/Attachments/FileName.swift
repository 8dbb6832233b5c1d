import Kernel

/// What a file is called, made harmless: shown, and offered when it is saved; never a place on our disk.
struct FileName: Hashable, Sendable, Bindable, CustomStringConvertible {
    /// characters, ending included
    static let longest = 120

    let description: String

    init(stored: String) { description = stored }

    /// Takes the last part of a path of either spelling, without control characters and without those that turn the
    /// direction of writing (`‮gpj.exe` reads «exe.jpg»), and gives it an ending that fits what the file is.
    init(sent: String, as type: FileType) {
        let last = sent.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        var name = String(String.UnicodeScalarView(last.unicodeScalars.compactMap(FileName.harmless)))
        name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        while name.hasPrefix(".") { name.removeFirst() }
        while name.hasSuffix(".") || name.hasSuffix(" ") { name.removeLast() }
        var ending = ""
        if let dot = name.lastIndex(of: "."), type.endings.contains(name[name.index(after: dot)...].lowercased()) {
            ending = String(name[dot...])
            name = String(name[..<dot])
        } else {
            ending = ".\(type.endings[0])"
        }
        if name.isEmpty { name = "file" }
        description = String(name.prefix(FileName.longest - ending.count)) + ending
    }

    var cell: Cell { .text(description) }

    /// For a file that was not taken, in the sentence that says so.
    init(shown sent: String) {
        let last = sent.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let name = String(String.UnicodeScalarView(last.unicodeScalars.compactMap(FileName.harmless)))
        description = name.isEmpty ? "file" : String(name.prefix(FileName.longest))
    }

    /// Letters, figures, marks and plain signs stay; what a file system cannot have becomes a low line.
    private static func harmless(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            return scalar == "\t" || scalar == "\n" ? " " : nil
        default:
            return "<>:\"|?*".unicodeScalars.contains(scalar) ? "_" : scalar
        }
    }
}
