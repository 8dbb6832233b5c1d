/// What the braces of a phrase stand for in one story.
struct DemoWording: Sendable {
    let subject: String
    let product: String
    let place: String
    let customer: String
    let name: String

    /// `{subject}` first, since it has braces of its own.
    func filled(_ text: String) -> String {
        text.replacing("{subject}", with: subject).replacing("{product}", with: product)
            .replacing("{place}", with: place).replacing("{customer}", with: customer).replacing("{name}", with: name)
    }
}
