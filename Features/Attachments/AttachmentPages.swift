import Handbook
import Kernel
import Web

/// The attachments of a case: pictures to look at, recordings to hear, documents to save, and the place to add some.
struct AttachmentPages {
    let attachments: [Attachment]
    let base: String
    let viewer: Viewer
    let isScanning: Bool
    let mayAttach: Bool
    let mayVoidAll: Bool
    let names: [Staff.ID: String]
    let zone: Zone
    /// What was just tried and not taken, file by file.
    var problems: [String] = []
    var typed = Typed.blank

    private var t: Language { viewer.language }

    var panel: HTML {
        guard mayAttach || !attachments.isEmpty else { return .empty }
        return """
            <section class="panel" id="attachments"><h2>\(t(.attachments))\
            \(attachments.isEmpty ? nil : " <span class=\"soft figure\">\(attachments.count)</span>" as HTML)</h2>\
            \(remarks)\(attachments.isEmpty ? nil : "<ul class=\"files\">\(attachments.map(item))</ul>" as HTML)\
            \(mayAttach ? form : nil)</section>
            """
    }

    /// What came together, as the timeline shows it beside what was said.
    func strip(_ some: [Attachment]) -> HTML { "<ul class=\"files small\">\(some.map(shortItem))</ul>" }

    private var remarks: HTML? {
        guard !problems.isEmpty else { return nil }
        return Remark(.broken, HTML(problems.map { "<p>\($0)</p>" })).html
    }

    private func item(_ attachment: Attachment) -> HTML {
        let isOpen = attachment.isOpen(withScanner: isScanning)
        return """
            <li id="a-\(attachment.id.rawValue)"\(attachment.voiding == nil ? nil : " class=\"void\"" as HTML)>\
            \(picture(attachment))\
            <div><p class="name">\(isOpen ? link(attachment) : "\(attachment.name.description)")</p>\
            <p class="soft">\(attachment.sizeText) · \(t(attachment.provider.word)) · \(names[attachment.by] ?? "") · \
            \(attachment.at.monthAndTime(in: zone, t))</p>\
            \(attachment.note.isEmpty ? nil : "<p>\(attachment.note)</p>" as HTML)\
            \(attachment.remark(withScanner: isScanning, in: t)?.html)\
            \(isOpen ? player(attachment) : nil)\(voiding(attachment))</div></li>
            """
    }

    private func shortItem(_ attachment: Attachment) -> HTML {
        let isOpen = attachment.isOpen(withScanner: isScanning)
        return """
            <li\(attachment.voiding == nil ? nil : " class=\"void\"" as HTML)>\(picture(attachment))\
            <span class="name">\(isOpen ? link(attachment) : "\(attachment.name.description)")</span></li>
            """
    }

    private func address(_ attachment: Attachment, _ part: String) -> String {
        "\(base)/attachments/\(attachment.id.rawValue)/\(part)"
    }

    private func link(_ attachment: Attachment) -> HTML {
        "<a href=\"\(address(attachment, "file"))\" download title=\"\(t(.attachmentDownload))\">\(attachment.name.description)</a>"
    }

    /// The picture as it was drawn anew; an icon for everything else, and for what could not be drawn.
    private func picture(_ attachment: Attachment) -> HTML {
        guard attachment.isOpen(withScanner: isScanning), attachment.content.preview == .made else {
            return "<span class=\"thumb\">\(Icon(attachment.type?.kind.icon ?? "file").html)</span>"
        }
        return """
            <a class="thumb" href="\(address(attachment, "picture"))" target="_blank" rel="noopener">\
            <img src="\(address(attachment, "thumbnail"))" alt="\(attachment.name.description)" loading="lazy"></a>
            """
    }

    private func player(_ attachment: Attachment) -> HTML? {
        guard let type = attachment.type, type.isPlayable else { return nil }
        let source = address(attachment, "recording")
        return type.isVideo
            ? "<video controls preload=\"none\" src=\"\(source)\" aria-label=\"\(attachment.name.description)\"></video>"
            : "<audio controls preload=\"none\" src=\"\(source)\" aria-label=\"\(attachment.name.description)\"></audio>"
    }

    private func voiding(_ attachment: Attachment) -> HTML? {
        guard attachment.voiding == nil, attachment.erasedAt == nil,
            mayVoidAll || attachment.by.rawValue == viewer.id
        else { return nil }
        let controls = Controls(.blank, in: t, prefix: "void-\(attachment.id.rawValue)-")
        return """
            <details class="quiet"><summary>\(t(.attachmentVoid))</summary>\
            \(viewer.form(
                to: address(attachment, "voiding"),
                "\(controls.text("reason", t(.attachmentVoidReason), required: true))\(viewer.submit(t(.attachmentVoid), .destructive))"))\
            </details>
            """
    }

    private var form: HTML {
        let controls = Controls(typed, in: t, prefix: "attachment-")
        let providers = Attachment.Provider.allCases.map { Choice($0.rawValue, t($0.word)) }
        return viewer.uploadForm(
            to: "\(base)/attachments", class: "stack drop", behaviour: "files",
            """
            <div class="pick"><label class="btn btn-usual">\(Icon("paperclip").html) \(t(.attachmentChoose))\
            <input type="file" name="file" multiple accept="\(FileType.accepted)"></label>\
            <label class="btn btn-usual camera">\(Icon("camera").html) \(t(.attachmentPhoto))\
            <input type="file" name="file" accept="image/*" capture="environment"></label>\
            <span class="soft chosen" aria-live="polite">\(t(.attachmentHint))</span></div>\
            <div class="pick">\(controls.select("provider", t(.attachmentProvider), providers))\
            \(controls.text("note", t(.attachmentNote)))\(viewer.submit(t(.attachmentUpload), .usual))</div>
            """)
    }
}
