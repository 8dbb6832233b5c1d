public import Hummingbird
public import Kernel

/// A page function's value is an answer: `return CasePages.list(…)`.
extension HTML: ResponseGenerator {
    public func response(from request: Request, context: some RequestContext) -> Response { response() }

    public func response(status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension HouseContext {
    /// After an act: go there, and say what was done («已记录。下一步：…»). Told to htmx in its own way.
    public func seeOther(_ url: String, notice: String? = nil) -> Response {
        var response =
            isFragment
            ? Response(status: .noContent, headers: [.htmxRedirect: url])
            : Response(status: .seeOther, headers: [.location: url])
        if let notice { response.setCookie(noticeCookie(notice)) }
        return response
    }

    /// A part of a page for htmx; caches must not mistake it for the page.
    public func fragment(_ content: HTML, status: HTTPResponse.Status = .ok) -> Response {
        var response = content.response(status: status)
        response.headers[.vary] = "HX-Request"
        return response
    }

    /// The form again, with its remarks (422).
    public func invalid(_ page: HTML) -> Response { page.response(status: .unprocessableContent) }

    /// JSON that the caller has written, for `/palette` and the like.
    public func json(_ value: some Encodable) throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encodedJSON(value))))
    }

    /// A file to keep. The name may hold any letters (RFC 6266, RFC 8187).
    public func download(_ bytes: [UInt8], named name: String, type: String) -> Response {
        download(ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)), named: name, type: type)
    }

    /// The same for what is made while it is sent.
    public func download(_ body: ResponseBody, named name: String, type: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type,
                .contentDisposition: "attachment; filename*=UTF-8''\(URLEncoding.encode(name))",
            ],
            body: body)
    }

    private func noticeCookie(_ notice: String) -> Cookie {
        Cookie(
            name: SessionCookie.notice, value: URLEncoding.encode(String(notice.prefix(200))), maxAge: 60, path: "/",
            secure: visit.cookie.isSecure, httpOnly: true, sameSite: .lax)
    }
}
