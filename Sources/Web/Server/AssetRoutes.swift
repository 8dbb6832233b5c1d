import Hummingbird
import Kernel

/// `GET /assets/<version>/css/desk.css`
struct AssetRoutes {
    let assets: Assets

    func add(to router: Router<Visitor>) {
        router.get("/assets/**") { request, context in
            let pieces = context.parameters.getCatchAll().map(String.init)
            guard let found = assets.find(pieces) else { throw HTTPError(.notFound) }
            return answer(request, found.file, isForever: found.isForever)
        }
        router.get("/favicon.ico") { request, _ in
            guard let file = assets.files["images/favicon.svg"] else { throw HTTPError(.notFound) }
            return answer(request, file, isForever: false)
        }
    }

    private func answer(_ request: Request, _ file: Assets.File, isForever: Bool) -> Response {
        let tag = "\"\(file.tag)\""
        var headers: HTTPFields = [
            .contentType: file.type,
            .eTag: tag,
            .cacheControl: isForever ? "public, max-age=31536000, immutable" : "no-cache",
            .vary: "Accept-Encoding",
        ]
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        if let gzipped = file.gzipped, request.headers[.acceptEncoding]?.contains("gzip") == true {
            headers[.contentEncoding] = "gzip"
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: gzipped)))
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }
}
