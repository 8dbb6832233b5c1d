import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// The printed forms for programs: which ones a case fills, and each as a PDF. Masked like the page; full names are asked
/// for by a person, with a reason, and never by a program.
enum PaperApiRoutes {
    static func operations(_ desk: Workplace) -> [ApiOperation] {
        let pages = PaperRoutes(desk: desk)
        let files = CaseForm.allCases.map { form in
            file("/cases/:id/forms/\(form.rawValue).pdf", form.rawValue, form.title) { _, context in
                try await pages.file(form, of: context.identifier(), context)
            }
        }
        return [list] + files + [
            file("/forms/F-14.pdf", "F-14", .formTracking) { request, context in
                try await pages.trackingFile(request, context)
            }
        ]
    }

    private static let list = ApiOperation(
        method: .get, path: "/cases/:id/forms", name: "case.forms", summary: .apiPapers, scope: .readCases,
        answer: "PaperList"
    ) { tx, actor, call in
        let dossier = try tx.papers.dossier(of: call.identifier(), for: actor, in: call.language)
        let all = CaseForm.allCases.map { PaperDocument($0, of: dossier, in: call.language) }
        return ApiReply(body: ListDocument(entries: all, next: nil))
    }

    private static func file(
        _ path: String, _ form: String, _ title: Word,
        _ send: @escaping @Sendable (Request, ApiContext) async throws -> Response
    ) -> ApiOperation {
        let summary = Word(
            Language.chinese(.apiPaper, form, title.chinese), Language.english(.apiPaper, form, title.english))
        return ApiOperation(
            method: .get, path: path, name: "form.\(form)", summary: summary, scope: .readCases, answer: "File",
            way: .sending(send))
    }
}

/// A form, and why there is nothing on it, where nothing is.
struct PaperDocument: Encodable, Sendable {
    let form, title: String
    let emptyBecause: String?

    init(_ form: CaseForm, of dossier: CaseDossier, in t: Language) {
        self.form = form.rawValue
        title = t(form.title)
        emptyBecause = dossier.emptiness(of: form).map { t($0) }
    }
}
