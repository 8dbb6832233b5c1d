import Handbook
import Kernel
import Press

/// What stands on every form of a person's record: whose house, which edition, printed by whom.
struct FormHead: Sendable {
    let organisation: String
    let document: Handbook.Document
    let zone: Zone
    let language: Language
    let printedBy: String
    let printedAt: Instant

    func paper(_ title: String, _ form: String, _ number: String, _ blocks: [Paper.Block]) -> Paper {
        Paper(
            title: title, form: form, number: number, organisation: organisation,
            edition: language(.paperEdition, document.number, document.version),
            printed: language(.paperPrinted, printedBy, printedAt.dateAndTime(in: zone)), blocks: blocks,
            words: .house(language))
    }

    func time(_ instant: Instant?) -> String { instant?.dateAndTime(in: zone) ?? "" }
}
