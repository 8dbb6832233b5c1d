/// The types the house takes, by what the bytes are and not by what a sender says. A closed list: what is not on it
/// (programs, archives, web pages, SVG with its scripts) is refused with a sentence.
struct FileType: Equatable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case image, document, recording

        /// bytes of one file
        var limit: Int {
            switch self {
            case .image: 20 << 20
            case .document: 30 << 20
            case .recording: 60 << 20
            }
        }
    }

    let mime: String
    let kind: Kind
    /// without the dot; the first is given to a file whose name has none of them
    let endings: [String]

    /// A browser can play it, so that it may be heard beside the case.
    var isPlayable: Bool { kind == .recording && mime != "audio/amr" }
    var isVideo: Bool { mime.hasPrefix("video/") }

    init?(mime: String) {
        guard let known = FileType.known[mime] else { return nil }
        self = known
    }

    private init(_ mime: String, _ kind: Kind, _ endings: [String]) {
        self.mime = mime
        self.kind = kind
        self.endings = endings
    }

    /// What `accept` of a file field says; the bytes decide all the same.
    static let accepted = known.values.map(\.mime).sorted().joined(separator: ",") + ",.csv,.txt,.amr,.m4a,.heic"

    private static let known = Dictionary(
        uniqueKeysWithValues: [
            FileType("image/jpeg", .image, ["jpg", "jpeg", "jpe", "jfif"]),
            FileType("image/png", .image, ["png"]), FileType("image/gif", .image, ["gif"]),
            FileType("image/webp", .image, ["webp"]), FileType("image/heic", .image, ["heic", "heif"]),
            FileType("image/heif", .image, ["heif", "heic"]), FileType("image/tiff", .image, ["tif", "tiff"]),
            FileType("image/bmp", .image, ["bmp"]),
            FileType("application/pdf", .document, ["pdf"]),
            FileType("text/plain", .document, ["txt", "csv", "log", "md"]),
            FileType("text/csv", .document, ["csv", "txt"]), FileType("application/csv", .document, ["csv", "txt"]),
            FileType("text/rtf", .document, ["rtf", "doc"]),
            FileType("application/msword", .document, ["doc", "wps", "dot"]),
            FileType("application/vnd.ms-excel", .document, ["xls", "et"]),
            FileType("application/vnd.ms-powerpoint", .document, ["ppt", "dps"]),
            FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", .document, ["docx"]),
            FileType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", .document, ["xlsx"]),
            FileType("application/vnd.openxmlformats-officedocument.presentationml.presentation", .document, ["pptx"]),
            FileType("application/vnd.oasis.opendocument.text", .document, ["odt"]),
            FileType("application/vnd.oasis.opendocument.spreadsheet", .document, ["ods"]),
            FileType("audio/mpeg", .recording, ["mp3"]), FileType("audio/x-m4a", .recording, ["m4a", "mp4"]),
            FileType("audio/mp4", .recording, ["m4a", "mp4"]), FileType("audio/x-wav", .recording, ["wav"]),
            FileType("audio/amr", .recording, ["amr"]), FileType("audio/ogg", .recording, ["ogg", "oga", "opus"]),
            FileType("audio/flac", .recording, ["flac"]), FileType("audio/x-hx-aac-adts", .recording, ["aac"]),
            FileType("video/mp4", .recording, ["mp4", "m4v"]), FileType("video/quicktime", .recording, ["mov"]),
            FileType("video/webm", .recording, ["webm"]), FileType("video/3gpp", .recording, ["3gp"]),
        ].map { ($0.mime, $0) })
}

/// A file as it came in and was looked at: taken, or why not.
struct ExaminedFile: Equatable, Sendable {
    let sent: String
    let size: Int
    let mime: String
    let digest: String

    enum Problem: Error, Equatable, Sendable {
        case empty
        case notTaken(mime: String)
        case tooLarge(FileType.Kind)
        case unreadable
    }

    func accepted() throws(Problem) -> FileType {
        guard size > 0 else { throw .empty }
        guard let type = FileType(mime: mime) else { throw .notTaken(mime: mime) }
        guard size <= type.kind.limit else { throw .tooLarge(type.kind) }
        return type
    }
}
