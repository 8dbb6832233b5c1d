import Hummingbird
import Kernel
import NIOCore

/// Reads the form, and lets nobody act in another person's name (cross-site request forgery): whatever changes
/// something must come from a page of ours and carry the secret of the session.
struct FormReader: RouterMiddleware {
    let house: House

    /// A form is text that a person typed. Forms with files have limits of their own: `UploadLimits`.
    static let largestForm = 1 << 20

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        var context = context
        let zone = context.viewer?.zone ?? house.settings.zone
        let language = context.visit.language
        do {
            context.visit.query = try FormReader.decode(request.uri.query ?? "", language, zone)
        } catch let refused as RequestRefused {
            if request.isForPrograms { throw ApiRefused.badQuery }
            throw refused
        }
        // Programs come by a door of their own (`ApiDoor`), where a cookie means nothing and the body is read.
        guard FormReader.changing.contains(request.method), !request.isForPrograms else {
            return try await next(request, context)
        }

        try refuseForeign(request, from: context.peer)
        if FormReader.isForm(request) {
            context.visit.form = try await FormReader.read(request, language, zone)
        } else if let boundary = UploadReader.boundary(of: request) {
            (context.visit.form, context.visit.files) = try await upload(request, context, boundary, language, zone)
        }
        if let viewer = context.viewer {
            let secret = request.headers[.csrfToken] ?? context.visit.form.sent(csrfField) ?? ""
            guard FormSecret.isRight(secret, viewer.formSecret) else { throw RequestRefused.expired }
        }
        return try await next(request, context)
    }

    private static let changing: [HTTPRequest.Method] = [.post, .put, .delete, .patch]

    /// Files are taken from people we know, and only with their own secret.
    private func upload(
        _ request: Request, _ context: Visitor, _ boundary: String, _ language: Language, _ zone: Zone
    ) async throws -> (FormData, [UploadedFile]) {
        guard let viewer = context.viewer, !viewer.isLocked else { throw RequestRefused.unreadable }
        let header = request.headers[.csrfToken]
        if let header, !FormSecret.isRight(header, viewer.formSecret) { throw RequestRefused.expired }
        let reader = UploadReader(
            limits: house.settings.uploads, secret: header == nil ? viewer.formSecret : nil, language: language,
            zone: zone)
        return try await reader.read(request, boundary: boundary)
    }

    private static func isForm(_ request: Request) -> Bool {
        request.headers[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true
    }

    private static func read(_ request: Request, _ language: Language, _ zone: Zone) async throws -> FormData {
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > largestForm {
            throw RequestRefused.tooLarge(limit: largestForm)
        }
        do {
            let body = try await request.wholeBody(upTo: largestForm)
            return try FormData(form: body.readableBytesView, language: language, zone: zone)
        } catch is NIOTooManyBytesError {
            throw RequestRefused.tooLarge(limit: largestForm)
        } catch is FormUnreadable {
            throw RequestRefused.unreadable
        }
    }

    private static func decode(_ query: String, _ language: Language, _ zone: Zone) throws -> FormData {
        do {
            return try FormData(urlEncoded: query.utf8, language: language, zone: zone)
        } catch {
            throw RequestRefused.unreadable
        }
    }

    /// Every browser of today says on a POST where it comes from; what says nothing is no browser and has no cookies
    /// that somebody else could abuse.
    private func refuseForeign(_ request: Request, from peer: String) throws {
        if let site = request.headers[.fetchSite], site != "same-origin", site != "none" {
            throw RequestRefused.foreign
        }
        guard let origin = request.headers[.origin] else { return }
        let host = origin.split(separator: "://", maxSplits: 1).last.map(String.init)
        // Believed where a proxy of ours has written it.
        let isOurs = house.settings.trustedProxies.contains { $0.contains(peer) }
        let forwarded = isOurs ? request.headers[.forwardedHost] : nil
        guard let host, host == request.head.authority || host == forwarded else { throw RequestRefused.foreign }
    }
}
