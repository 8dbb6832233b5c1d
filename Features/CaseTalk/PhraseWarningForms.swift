import Web

extension Warned {
    /// As the page's forms sent it.
    init(_ form: FormData) { self.init(text: form.text("_warned")) }
}
