import Kernel
import Web

/// The register of a new matter on its way into a draft and back.
enum IntakeDraftForms {
    /// As it is kept; nothing where only choices were made, and no text. What the house itself puts into its forms stays
    /// out.
    static func kept(_ typed: FormData, in t: Language) throws -> String? {
        let names = typed.names.filter { !$0.hasPrefix("_") }
        guard names.contains(where: { !choices.contains($0) && !typed.text($0).isEmpty }) else { return nil }
        let body = try textOfJSON(
            Dictionary(uniqueKeysWithValues: names.map { ($0, typed.all($0).filter { !$0.isEmpty }) }))
        guard body.count <= IntakeDraft.longest else { throw Invalid(["content": t(.intakeDraftTooLong)]) }
        return body
    }

    static func typed(_ draft: IntakeDraft) -> Typed? {
        (try? FormData(json: Array(draft.body.utf8))).map { Typed($0) }
    }

    private static let choices: Set = ["type", "unit", "channel", "source", "severity", "category", "customer"]
}
