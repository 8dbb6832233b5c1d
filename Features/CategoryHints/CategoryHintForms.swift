import Kernel
import Web

/// The fields in which a hint travels beside a form, and the text it is made of.
enum CategoryHintForms {
    static func text(_ typed: FormData) -> CategoryText {
        CategoryText(
            subject: typed.text("subject"), content: typed.text("content"), demand: typed.text("demand"),
            product: typed.text("product"))
    }

    /// The same of a form as it is shown again.
    static func text(_ typed: Typed) -> CategoryText {
        CategoryText(
            subject: typed["subject"], content: typed["content"], demand: typed["demand"], product: typed["product"])
    }

    /// The hint that stood beside the form as it was sent. What is no hint of ours is none.
    static func offered(_ typed: FormData) -> OfferedHint? {
        let (training, category) = (typed.text("hint_training"), typed.text("hint"))
        guard (1...64).contains(training.count), (1...40).contains(category.count),
            let percent = Int(typed.text("hint_percent")), (0...100).contains(percent)
        else { return nil }
        return OfferedHint(training: CategoryTraining.ID(training), category: category, percent: percent)
    }

    /// Without JavaScript a hint is asked for, or taken, with a button of the form: nothing else is done then.
    static func asksForHint(_ typed: FormData) -> Bool { typed.sent("check") != nil || typed.sent("take_hint") != nil }

    /// The form with the hint taken, if it was.
    static func taken(_ typed: FormData) throws -> FormData {
        let taken = typed.text("take_hint")
        guard (1...40).contains(taken.count) else { return typed }
        return try FormData(urlEncoded: typed.replacing("category", with: taken).utf8)
    }
}
