import Kernel
import Web

/// How the closed words of attachments are shown.
extension FileType.Kind {
    var word: Word {
        switch self {
        case .image: .kindImage
        case .document: .kindDocument
        case .recording: .kindRecording
        }
    }

    var icon: String {
        switch self {
        case .image: "photo"
        case .document: "file-text"
        case .recording: "microphone"
        }
    }
}

extension Attachment.Provider {
    var word: Word {
        switch self {
        case .customer: .attachmentFromCustomer
        case .ours: .attachmentOurs
        }
    }
}

extension ExaminedFile.Problem {
    func sentence(in t: Language) -> String {
        switch self {
        case .empty: t(.fileEmpty)
        case .notTaken(let mime): t(.fileUnknown, Self.called(mime).map { t($0) } ?? mime)
        case .tooLarge(let kind): t(.fileTooLarge, t(kind.word), String(kind.limit >> 20))
        case .unreadable: t(.fileUnreadable)
        }
    }
}

extension ExaminedFile.Problem {
    /// What people call the types that are sent most often and not taken.
    private static func called(_ mime: String) -> Word? {
        switch mime {
        case "text/html", "application/xhtml+xml": .mimePage
        case "image/svg+xml": .mimeDrawing
        case "application/zip", "application/x-rar", "application/x-7z-compressed", "application/gzip": .mimeArchive
        case "application/vnd.microsoft.portable-executable", "application/x-dosexec", "application/x-executable",
            "application/x-sharedlib", "text/x-shellscript", "application/java-archive":
            .mimeProgram
        default: nil
        }
    }
}

extension Attachment {
    /// `1.4 MB`
    var sizeText: String {
        content.size < 1 << 20
            ? "\(max(1, content.size >> 10)) KB"
            : "\(content.size >> 20).\((content.size & (1 << 20 - 1)) * 10 >> 20) MB"
    }

    /// Its state, where it is worth a word.
    func remark(withScanner isScanning: Bool, in t: Language) -> StateBadge? {
        if let voiding { return StateBadge(.plain, t(.attachmentVoided, voiding.reason)) }
        if erasedAt != nil { return StateBadge(.plain, t(.attachmentErased)) }
        switch content.scan {
        case .infected: return StateBadge(.broken, t(.attachmentInfected, content.finding))
        case .waiting where isScanning, .none where isScanning:
            return StateBadge(.waiting, t(content.tries > 0 ? .attachmentScannerAway : .attachmentWaiting))
        case .none, .waiting, .clean: break
        }
        switch content.preview {
        case .waiting: return StateBadge(.waiting, t(.attachmentDrawing))
        case .failed: return StateBadge(.plain, t(.attachmentBroken))
        case .none, .made: return nil
        }
    }
}
