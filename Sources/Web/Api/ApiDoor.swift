import Hummingbird
import Kernel
import NIOCore

/// The way in for programs: a token instead of a session, JSON instead of a form, and no more requests in a while than
/// a program needs. Cookies mean nothing here, so no page of others can act in a person's name.
struct ApiDoor: RouterMiddleware {
    let house: House
    let tokens: any ApiTokens
    let pace: ApiPace

    /// As much as a form of a page may have.
    static let largestBody = 1 << 20

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        var (request, context) = (request, context)
        let visit = context.visit
        guard let token = Self.token(of: request),
            var caller = try await tokens.caller(token: token, address: visit.address, at: visit.now)
        else { throw ApiRefused.noToken }
        if let wait = pace.wait(caller.token, at: visit.now) { throw ApiRefused.tooFast(seconds: wait) }
        // Whoever names a language is answered in it, in every sentence; who does not, in the person's.
        if request.headers[.acceptLanguage] == nil {
            context.visit.language = caller.viewer.language
        } else {
            caller.viewer.language = visit.language
        }
        context.caller = caller
        context.visit.trace.belongs(to: caller.viewer.id)
        let zone = caller.viewer.zone
        context.visit.query = FormData(
            visit.query.values, language: context.visit.language, zone: zone)
        if let boundary = UploadReader.boundary(of: request) {
            // Nobody fills our disk without a token that may bring files.
            guard caller.scopes.contains(.writeFiles) else { throw ApiRefused.scopeMissing(.writeFiles) }
            let reader = UploadReader(
                limits: house.settings.uploads, secret: nil, language: context.visit.language, zone: zone)
            (context.visit.form, context.visit.files) = try await reader.read(request, boundary: boundary)
        } else {
            context.visit.form = try await Self.body(request, context.visit.language, zone)
        }
        return try await next(request, context)
    }

    private static func token(of request: Request) -> String? {
        request.headers[.authorization].flatMap(BearerToken.read)
    }

    /// An empty body is an empty form: many acts need no words.
    private static func body(
        _ request: Request, _ language: Language, _ zone: Zone
    ) async throws -> FormData {
        guard request.method == .post || request.method == .put || request.method == .patch else { return .empty }
        do {
            let body = try await request.wholeBody(upTo: largestBody)
            guard body.readableBytes > 0 else { return FormData([:], language: language, zone: zone) }
            guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true else {
                throw ApiRefused.notJSON
            }
            return try FormData(json: Array(body.readableBytesView), language: language, zone: zone)
        } catch is NIOTooManyBytesError {
            throw ApiRefused.tooLarge(limit: largestBody)
        } catch FormUnreadable.badMembers(let members) {
            throw Invalid(FormData.told(members).mapValues { language($0.word) })
        } catch is FormUnreadable {
            throw ApiRefused.notJSON
        }
    }
}

extension FormData.MemberProblem {
    fileprivate var word: Word {
        switch self {
        case .shape: .apiMemberShape
        case .unprintable: .fieldUnprintable
        case .repeated: .apiMemberRepeated
        }
    }
}
