import Handbook
import Kernel
import Web

/// The text of a draft and the answer of a review, as people type them.
enum HandbookForms {
    /// A form holds a megabyte, in which a Han character takes nine bytes.
    static let longestText = 100_000

    /// As it was typed, first lines included: the problems are told by line.
    static func text(_ typed: FormData, in t: Language) throws(Invalid) -> String {
        guard let text = typed.sent("text"), !typed.text("text").isEmpty else {
            throw try refused(typed.required("text"))
        }
        let plain = text.replacing("\r\n", with: "\n")
        guard plain.count <= longestText else { throw try refused(typed.required("text", max: longestText)) }
        return plain
    }

    static func reason(_ typed: FormData) throws(Invalid) -> String { try form(typed.required("reason", max: 1000)) }

    private static func refused(_ field: Field<String>) throws(Invalid) -> Invalid {
        _ = try form(field)
        return Invalid([:])
    }
}
