import Hummingbird
import Kernel

extension ErrorAnswer {
    /// For programs, as RFC 9457 has it, in the language that was asked for; `clause` is the sentence of the handbook that
    /// says no, `errors` every problem of the body by member.
    func problem(number: String, in t: Language) -> Response {
        let body = Problem(
            type: "about:blank", title: t(title), status: status.code,
            detail: problems.isEmpty ? sentence : t(.apiInvalid), clause: clause?.number,
            errors: problems.isEmpty
                ? nil : problems.sorted { $0.key < $1.key }.map { .init(pointer: "#/\($0.key)", detail: $0.value) },
            request: number)
        let bytes = (try? encodedJSON(body)) ?? Array("{}".utf8)
        var response = Response(
            status: status, headers: [.contentType: "application/problem+json", .contentLanguage: t.rawValue],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        if status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        if !allowed.isEmpty { response.headers[.allow] = allowed.joined(separator: ", ") }
        return response
    }

    private struct Problem: Encodable {
        struct Member: Encodable {
            let pointer: String
            let detail: String
        }

        let type: String
        let title: String
        let status: Int
        let detail: String
        let clause: String?
        let errors: [Member]?
        let request: String
    }
}
