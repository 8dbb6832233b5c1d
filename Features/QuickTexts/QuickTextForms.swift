import Kernel
import Web

enum QuickTextForms {
    static func text(_ typed: FormData, in t: Language) throws(Invalid) -> (title: String, text: String) {
        let (title, text) = try form(
            typed.required("title", max: QuickText.longestTitle), typed.required("text", max: QuickText.longestText))
        let unknown = QuickText.unknownBlanks(in: text)
        guard unknown.isEmpty else {
            throw Invalid(["text": t(.quickUnknown, unknown.map { "{\($0)}" }.joined(separator: " "))])
        }
        return (title, text)
    }
}
