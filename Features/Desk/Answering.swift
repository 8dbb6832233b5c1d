import Hummingbird
import Kernel
import Web

extension SignedIn {
    /// What a form asks for is done, and the browser goes on to the address that comes of it; or the page is shown again
    /// with what was typed and every problem of it (422), or with the refusal and its clause. `notice` is what the next
    /// page says of it.
    func answer(
        saying notice: String? = nil, _ act: () async throws -> String, orShow page: (Typed, HTML?) async throws -> HTML
    ) async throws -> Response {
        do {
            return seeOther(try await act(), notice: notice)
        } catch let invalid as Invalid {
            return self.invalid(try await page(Typed(form, invalid), nil))
        } catch let refusal as any Explainable {
            return try await page(Typed(form), RefusalPart(refusal, in: viewer.language).content)
                .response(status: refusal.status)
        }
    }
}
